"""What the engine says of one file, and of which lines there is anything to say."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from bench.regions.reading import Owners, Range, policy_of
from variant_budget.attribute.narrowing import Grounds, Narrowing
from variant_budget.domain.ledger import LineClass, Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.regions import Regions
from variant_budget.domain.symbols import canonical
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.regions import regions_of

SHARED = Grounds(Place(((),), (LineClass.OWNED,), Role.CODE), ("no path",))
END = re.compile(rb"\s*#\s*end")

Lines = Mapping[int, Owners]
"""The lines that have owners."""


class Found(NamedTuple):
    """Whose the lines of a file are, by the engine."""

    owned: Lines
    undecided: Lines


class Ground(NamedTuple):
    """The lines of code of a file, ascending, and those of them that end a chain of directives."""

    code: tuple[int, ...]
    ends: frozenset[int]


def ground(data: bytes, language: str) -> Ground:
    """The lines that are compared: comments and blank lines are nobody's business."""
    bits = int.from_bytes(measure_blob(data, language).code, "little")
    lines = data.split(b"\n")
    code = tuple(line for line in range(1, len(lines) + 1) if bits >> (line - 1) & 1)
    return Ground(code, frozenset(line for line in code if END.match(lines[line - 1])))


class Finder:
    """The engine for one policy of one dimension, in files that no path of it claims."""

    def __init__(self, policy: Policy) -> None:
        (dimension,) = policy.dimensions
        self._narrowing = Narrowing(policy)
        self._lexicon = Lexicon(canonical(each) for each in dimension.symbols)

    def find(self, data: bytes, language: str) -> Found:
        """Whose each line is, and whose it would be but for an unknown."""
        owned: dict[int, Owners] = {}
        undecided: dict[int, Owners] = {}
        regions = regions_of(data, language, self._lexicon)
        for each in self._narrowing.narrowed(SHARED, regions):
            (fate,) = each.fates
            for line in range(each.first, each.last + 1):
                if fate.owner:
                    owned[line] = fate.owner
                if fate.undecided:
                    undecided[line] = fate.undecided
        return Found(owned, undecided)


def owned_by_directives(data: bytes, language: str, macro: str) -> set[int]:
    """The lines that a variant owns whose only symbol is this macro, by directives alone."""
    regions = directives_alone(regions_of(data, language, Lexicon([macro])))
    return {
        line
        for each in _one_variant(macro).narrowed(SHARED, regions)
        if each.fates[0].owner
        for line in range(each.first, each.last + 1)
    }


def directives_alone(regions: Regions) -> Regions:
    """Without what statements and marks say."""
    kept = (
        each._replace(branches=tuple(at for at in each.branches if by_directive(regions, at)))
        for each in regions.stretches
    )
    return regions._replace(stretches=tuple(each for each in kept if each.branches))


def by_directive(regions: Regions, at: int) -> bool:
    return regions.branches[at].text.startswith("#")


@cache
def _one_variant(macro: str) -> Narrowing:
    return Narrowing(policy_of("one", {"variants": {"only": {"symbols": [macro]}}}, macro))


def spread(ranges: Iterable[Range]) -> Lines:
    """Labels line by line."""
    return {line: each.owners for each in ranges for line in range(each.first, each.last + 1)}


def runs(lines: Lines, on: Ground) -> list[Range]:
    """The longest stretches of lines of code that have the same owners."""
    found: list[Range] = []
    before: Owners = ()
    for line in on.code:
        owners = lines.get(line, ())
        if owners and owners == before:
            found[-1] = found[-1]._replace(last=line)
        elif owners:
            found.append(Range(line, line, owners))
        before = owners
    return found
