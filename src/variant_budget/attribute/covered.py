"""Covered lines of reports -> whose they are, each line of each file once.

What several reports, classes or runs say of one line joins: it is covered where one of them ran it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from variant_budget.attribute.locate import Locator
from variant_budget.domain.evidence import Coverage, CoveredFile
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.tested import Covered


class Stretch(NamedTuple):
    """Lines, both ends included, and whose they are; `last` None: to the end of the file."""

    first: int
    last: int | None
    place: Place


class FileLines(NamedTuple):
    """What a tracked file is for, and whose its lines are, in their order."""

    role: Role
    stretches: tuple[Stretch, ...]


LinesOf = Callable[[Collection[str]], Mapping[str, FileLines]]
"""Tracked paths to whose their lines are."""


class _Lines:
    """What all reports together say of one file."""

    __slots__ = ("branches", "coverable", "covered")

    def __init__(self) -> None:
        self.coverable = self.covered = 0
        self.branches: dict[int, tuple[int, int]] = {}

    def take(self, file: CoveredFile) -> None:
        self.coverable |= file.coverable | file.covered
        self.covered |= file.covered
        for line, number, taken in file.branches:
            known = self.branches.get(line, (0, 0))
            self.branches[line] = max(known[0], number), max(known[1], taken)


def attribute_coverage(reports: Sequence[Coverage], locator: Locator, lines_of: LinesOf) -> Covered:
    """The lines of these reports by place. Files that are no code of the product are told apart."""
    files: dict[tuple[bool, str], _Lines] = {}
    where: dict[tuple[str, ...], tuple[bool, str]] = {}
    for report in reports:
        for file in report.files:
            key = where.get(file.names)
            if key is None:
                key = where[file.names] = _where(file.names, locator)
            files.setdefault(key, _Lines()).take(file)
    known = lines_of([path for located, path in files if located])
    amounts: Counter[tuple[Place, int]] = Counter()
    unplaced, outside = Counter[int](), Counter[int]()
    for (located, path), lines in files.items():
        if not located:
            _add(unplaced, lines)
        elif known[path].role is not Role.CODE:
            _add(outside, lines)
        else:
            _share(amounts, lines, known[path].stretches)
    branches = [each for lines in files.values() for each in lines.branches.values()]
    return Covered(
        amounts={place: (amounts[place, 0], amounts[place, 1]) for place, _ in amounts},
        lines=_all(files.values()),
        unplaced=(unplaced[0], unplaced[1]),
        outside=(outside[0], outside[1]),
        branches=(sum(number for number, _ in branches), sum(taken for _, taken in branches)),
        missing=tuple(sorted(path for located, path in files if not located)),
        files=len(files),
    )


def _where(names: tuple[str, ...], locator: Locator) -> tuple[bool, str]:
    """Whether a file of the commit is meant, and which; else what the report calls it.

    All names but the last were put together from a folder of sources and a file's name. Where two
    of them are there, either may be meant.
    """
    *joined, name = names
    found = {located.path for each in joined if (located := locator.exact(each)).path}
    if len(found) == 1:
        return True, found.pop() or ""
    if found:
        return False, name
    located = locator.file(name)
    return located.path is not None, located.path or name


def _add(into: Counter[int], lines: _Lines) -> None:
    into[0] += lines.coverable.bit_count()
    into[1] += lines.covered.bit_count()


def _all(files: Collection[_Lines]) -> tuple[int, int]:
    return (
        sum(each.coverable.bit_count() for each in files),
        sum(each.covered.bit_count() for each in files),
    )


def _share(
    amounts: Counter[tuple[Place, int]], lines: _Lines, stretches: Sequence[Stretch]
) -> None:
    """Gives each place its lines. Lines behind the end of the file, of a stale report, are nobody's."""
    for first, last, place in stretches:
        coverable, covered = lines.coverable >> first, lines.covered >> first
        if last is not None:
            mask = (1 << (last - first + 1)) - 1
            coverable, covered = coverable & mask, covered & mask
        plain = place._replace(asides=())
        amounts[plain, 0] += coverable.bit_count()
        amounts[plain, 1] += covered.bit_count()
