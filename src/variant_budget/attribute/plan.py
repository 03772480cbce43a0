"""A tree and a policy -> the role and owners of every file, and what has to be measured."""

from collections import Counter
from typing import NamedTuple

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.owners import Claim, Clash, Owners, settle
from variant_budget.attribute.patterns import Matcher
from variant_budget.attribute.roles import Cast, LanguageOf, Roles
from variant_budget.domain.facts import Request
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Tree

COUNTED = frozenset(Role) - {Role.EXCLUDED, Role.OTHER, Role.TOOLING}
"""Roles that some metric counts; elsewhere two owners of one file do no harm."""


class PlannedFile(NamedTuple):
    """One tracked path with everything that its name alone decides."""

    entry: Entry
    cast: Cast
    claims: tuple[Claim, ...]
    place: Place

    @property
    def readable(self) -> bool:
        """Whether the path is a regular file, not a link or a submodule."""
        return self.entry.mode not in (SYMLINK, SUBMODULE)

    @property
    def request(self) -> Request | None:
        """What to measure: the blob in its language, where the file is code."""
        return (self.entry.oid, self.cast.language) if self.cast.language else None


class Plan(NamedTuple):
    """Every file of a commit, by path, and the clashes between patterns."""

    dimensions: tuple[str, ...]
    files: dict[str, PlannedFile]
    clashes: tuple[Clash, ...]

    @property
    def requests(self) -> frozenset[Request]:
        """What has to be measured, each blob once."""
        return frozenset(request for file in self.files.values() if (request := file.request))

    @property
    def roles(self) -> tuple[tuple[Role, int], ...]:
        """How many files have each role."""
        counts = Counter(file.cast.role for file in self.files.values())
        return tuple((role, counts[role]) for role in Role)


class Planner:
    """The rules of one policy and one set of attribute files, for any number of trees."""

    def __init__(self, policy: Policy, attributes: Attributes, language_of: LanguageOf) -> None:
        self.dimensions = tuple(dimension.name for dimension in policy.dimensions)
        self._roles = Roles(policy.files, attributes, language_of)
        self._owners = [Owners(dimension) for dimension in policy.dimensions]
        self._exclusions = [
            (budget.name, Matcher(budget.exclusions))
            for budget in policy.budgets
            if budget.exclusions
        ]
        self._places: dict[Place, Place] = {}
        self._decided: dict[tuple[str, int], _Decision] = {}

    def plan(self, tree: Tree) -> Plan:
        """The plan of one tree."""
        files: dict[str, PlannedFile] = {}
        clashes: list[Clash] = []
        for entry in tree.entries:
            decision = self._decision(entry)
            clashes += decision.clashes
            files[entry.path] = PlannedFile(entry, decision.cast, decision.claims, decision.place)
        return Plan(self.dimensions, files, tuple(clashes))

    def planned(self, entry: Entry) -> PlannedFile:
        """The plan of one path, for `explain`."""
        decision = self._decision(entry)
        return PlannedFile(entry, decision.cast, decision.claims, decision.place)

    def _decision(self, entry: Entry) -> "_Decision":
        """What the path alone decides: the same in every tree, so it is decided once."""
        key = entry.path, entry.mode
        found = self._decided.get(key)
        if found is None:
            found = self._decided[key] = self._decide(entry)
        return found

    def _decide(self, entry: Entry) -> "_Decision":
        cast = self._roles.of(entry)
        clashes: list[Clash] = []
        claims = settle(
            (owners.claim(entry.path, clashes) for owners in self._owners), self._owners
        )
        place = Place(
            tuple(claim.owner for claim in claims),
            tuple(claim.line_class for claim in claims),
            cast.role,
            tuple(name for name, matcher in self._exclusions if matcher.match(entry.path)),
        )
        place = self._places.setdefault(place, place)
        return _Decision(cast, claims, place, tuple(clashes) if cast.role in COUNTED else ())


class _Decision(NamedTuple):
    cast: Cast
    claims: tuple[Claim, ...]
    place: Place
    clashes: tuple[Clash, ...]
