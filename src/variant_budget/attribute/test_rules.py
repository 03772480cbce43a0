"""What a policy says of a test: by its file's path, its name, and the report that it stands in."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from variant_budget.attribute.patterns import Matcher
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.evidence import NANOSECONDS
from variant_budget.domain.ledger import SHARED, LineClass, Owner, Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import Policy, ReportRule

NO_FILE = "no file of this commit"
EXECUTED = "the code that it executes"
NOT_RECORDED = "no coverage context was recorded for it"


class Ruled(NamedTuple):
    """A place by some rule of the policy, and the rule by dimension."""

    place: Place
    because: tuple[str, ...]


PlaceOf = Callable[[str], Ruled]
"""A tracked path to what the policy's paths say of it."""


class Rules:
    """What a policy says of tests beside paths."""

    def __init__(self, policy: Policy) -> None:
        self.dimensions = tuple(each.name for each in policy.dimensions)
        self._reports = [
            (Matcher((Pattern(rule.glob, rule.location),)), rule) for rule in policy.reports
        ]
        self._names = [
            (self.dimensions.index(rule.dimension), rule.variant, glob, NameGlob(glob))
            for rule in policy.test_names
            for glob in rule.globs
        ]
        self._rates = dict(policy.cost.per_minute) if policy.cost else {}

    def report(self, path: str) -> ReportRule | None:
        """The first rule for a report, where there is one."""
        return next((rule for matcher, rule in self._reports if matcher.match(path)), None)

    def rate(self, rule: ReportRule | None) -> Fraction | None:
        """What a nanosecond costs on the runner of a report, in millionths; None where nobody says."""
        rate = self._rates.get(rule.runner) if rule and rule.runner else None
        return None if rate is None else Fraction(rate) * 1_000_000 / (60 * NANOSECONDS)

    def named(self, name: str) -> dict[int, tuple[Owner, str]]:
        """By dimension, the variants that a test's name gives it to, and the pattern."""
        found: dict[int, tuple[Owner, str]] = {}
        for at, variant, glob, matcher in self._names:
            if matcher.matches(name):
                owner, because = found.get(at, (SHARED, f"tests.names `{glob}`"))
                found[at] = tuple(sorted({*owner, variant})), because
        return found

    def settled(
        self, by_path: Ruled | None, named: dict[int, tuple[Owner, str]], rule: ReportRule | None
    ) -> Ruled:
        """Owners and reasons over all dimensions."""
        claims = [
            self._claim(at, by_path, named.get(at), rule) for at in range(len(self.dimensions))
        ]
        if any(owner for owner, _, _ in claims):
            # As with paths: what a variant of another dimension owns is shared here.
            claims = [(owner, LineClass.OWNED, why) for owner, _, why in claims]
        return Ruled(
            Place(
                tuple(owner for owner, _, _ in claims),
                tuple(kind for _, kind, _ in claims),
                Role.TEST,
                by_path.place.excluded_by if by_path else (),
            ),
            tuple(why for _, _, why in claims),
        )

    def _claim(
        self,
        at: int,
        by_path: Ruled | None,
        named: tuple[Owner, str] | None,
        rule: ReportRule | None,
    ) -> tuple[Owner, LineClass, str]:
        owner, kind, why = SHARED, LineClass.UNATTRIBUTED, NO_FILE
        if by_path:
            owner, kind, why = (
                by_path.place.owners[at],
                by_path.place.classes[at],
                by_path.because[at],
            )
        if len(owner) == 1:
            return owner, kind, why
        told = [named] if named else []
        if rule and rule.variant and rule.dimension == self.dimensions[at]:
            told.append(((rule.variant,), f"tests.reports `{rule.glob}`"))
        for claimed, because in told:
            within = tuple(each for each in claimed if each in owner) if owner else claimed
            if within:
                return within, LineClass.OWNED, because
        return owner, kind, why


def executed(
    owners: tuple[Owner, ...] | None, dimensions: int, excluded_by: tuple[str, ...]
) -> Ruled:
    """Whose a test is by the code that it executed; nobody's where nothing was recorded of it."""
    recorded = owners is not None
    kind, why = (LineClass.OWNED, EXECUTED) if recorded else (LineClass.UNATTRIBUTED, NOT_RECORDED)
    return Ruled(
        Place(owners or (SHARED,) * dimensions, (kind,) * dimensions, Role.TEST, excluded_by),
        (why,) * dimensions,
    )


class NameGlob:
    """`*` is any text, `?` any character.

    Each piece between two `*` is taken where it is found first: whoever wrote the name, it is gone
    through once.
    """

    def __init__(self, glob: str) -> None:
        words = re.split(r"[*?]", glob)
        self._begin, self._end, self._longest = words[0], words[-1], max(words, key=len)
        pieces = glob.split("*")
        *self._pieces, self._last = (_expression(piece) for piece in pieces)
        self._last_length = len(pieces[-1])

    def matches(self, name: str) -> bool:
        """Whether the glob is all of the name."""
        return (
            name.startswith(self._begin)
            and name.endswith(self._end)
            and self._longest in name
            and self._fits(name)
        )

    def _fits(self, name: str) -> bool:
        at, find = 0, re.Pattern.match
        for piece in self._pieces:
            found = find(piece, name, at)
            if found is None:
                return False
            at, find = found.end(), re.Pattern.search
        last = len(name) - self._last_length if self._pieces else 0
        return at <= last and self._last.fullmatch(name, last) is not None


def _expression(piece: str) -> "re.Pattern[str]":
    return re.compile(re.escape(piece).replace(r"\?", "."), re.DOTALL)
