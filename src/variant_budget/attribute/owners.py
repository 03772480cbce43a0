"""The owner of a file by its path, in one dimension (docs/design.md, "Owner by path").

A variant's own paths come first, then a group's, then `shared`, then a `{variant}` capture.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from variant_budget.attribute.patterns import Capture, Matcher, name_expression
from variant_budget.attribute.rules import Found, Rule, Rules
from variant_budget.domain.dimension import Dimension, Pattern
from variant_budget.domain.ledger import SHARED, LineClass, Owner


class Claim(NamedTuple):
    """Who a path belongs to in one dimension, and the pattern that says so (None: no rule)."""

    owner: Owner
    line_class: LineClass
    pattern: Pattern | None


class Clash(NamedTuple):
    """Two owners of one dimension that claim one path."""

    path: str
    dimension: str
    first: str
    first_pattern: Pattern
    second: str
    second_pattern: Pattern


NOBODY = Claim(SHARED, LineClass.OWNED, None)
UNCLAIMED = Claim(SHARED, LineClass.UNATTRIBUTED, None)


class Owners:
    """The path rules of one dimension."""

    def __init__(self, dimension: Dimension) -> None:
        self.dimension = dimension
        self._ranks = (
            Rules(
                Rule((each.name,), each.name, tuple(rule.pattern for rule in each.paths))
                for each in dimension.variants
            ),
            Rules(Rule(tuple(sorted(each.of)), each.name, each.paths) for each in dimension.groups),
        )
        self._shared = Matcher(dimension.shared)
        self._captures = [Capture(pattern) for pattern in dimension.captures]
        self._not_variants = frozenset(dimension.not_variants)
        self._aliases = [
            (name_expression(alias), variant.name)
            for variant in dimension.variants
            for alias in variant.aliases
        ]
        self._names: dict[str, str | None] = {}
        self._claims: dict[tuple[Owner, Pattern], Claim] = {}
        # A pattern that ends in "/" says the same of all files that stand in one folder.
        self._by_folder = all(each.text.endswith("/") for each in dimension.patterns)
        self._of_folder: dict[str, Claim] = {}

    def claim(self, path: str, clashes: list[Clash]) -> Claim:
        """Who claims the path; two owners of equal rank are told to `clashes` and join."""
        folder = path[: path.rfind("/") + 1]
        known = self._of_folder.get(folder)
        if known is not None:
            return known
        told = len(clashes)
        claim = self._claim(path, clashes)
        if self._by_folder and len(clashes) == told:
            self._of_folder[folder] = claim
        return claim

    def _claim(self, path: str, clashes: list[Clash]) -> Claim:
        for rules in self._ranks:
            if found := rules.claiming(path):
                return self._joined(path, found, clashes)
        if pattern := self._shared.match(path):
            return self._interned(SHARED, pattern)
        captured = [
            Found((name,), name, capture.pattern)
            for capture in self._captures
            if (name := self._captured(capture.variant(path)))
        ]
        return self._joined(path, captured, clashes) if captured else NOBODY

    def _joined(self, path: str, found: list[Found], clashes: list[Clash]) -> Claim:
        owner, name, pattern = found[0]
        for other_owner, other, other_pattern in found[1:]:
            if other_owner != owner:
                clashes.append(
                    Clash(path, self.dimension.name, name, pattern, other, other_pattern)
                )
        if len(found) > 1:
            owner = tuple(sorted({variant for each, _, _ in found for variant in each}))
        return self._interned(owner, pattern)

    def _interned(self, owner: Owner, pattern: Pattern) -> Claim:
        claim = self._claims.get((owner, pattern))
        if claim is None:
            claim = self._claims[owner, pattern] = Claim(owner, LineClass.OWNED, pattern)
        return claim

    def _captured(self, name: str | None) -> str | None:
        """The variant that a captured name means, None where it names none."""
        if name is None:
            return None
        if name not in self._names:
            self._names[name] = self._variant(name)
        return self._names[name]

    def _variant(self, name: str) -> str | None:
        if name in self._not_variants:
            return None
        return next((variant for alias, variant in self._aliases if alias.match(name)), name)


def settle(claims: Sequence[Claim], dimensions: Iterable[Owners]) -> tuple[Claim, ...]:
    """The claims of one path over all dimensions, with unattributed decided.

    Where a dimension declares `shared`, a path that none of its rules claims is unattributed, unless
    a variant or group of another dimension owns it.
    """
    for claim in claims:
        if claim.owner:
            return tuple(claims)
    return tuple(
        UNCLAIMED if claim is NOBODY and rules.dimension.shared else claim
        for claim, rules in zip(claims, dimensions, strict=True)
    )


def reason(claim: Claim) -> str:
    """The rule behind a claim, in a reader's words."""
    if claim.pattern is not None:
        return claim.pattern.text
    if claim.line_class is LineClass.UNATTRIBUTED:
        return "no rule"
    return "no rule, so shared"
