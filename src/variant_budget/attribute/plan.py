"""A tree and a policy -> the role and owners of every file, and what has to be measured."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.owners import Claim, Clash, Owners, settle
from variant_budget.attribute.patterns import Matcher
from variant_budget.attribute.roles import Cast, LanguageOf, Roles
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Tree

Request = tuple[str, str]
"""A blob to measure and the language to measure it in."""

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


@dataclass(frozen=True, slots=True)
class Plan:
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

    def plan(self, tree: Tree) -> Plan:
        """The plan of one tree."""
        clashes: list[Clash] = []
        files = {entry.path: self._planned(entry, clashes) for entry in tree.entries}
        return Plan(self.dimensions, files, tuple(clashes))

    def planned(self, entry: Entry) -> PlannedFile:
        """The plan of one path, for `explain`."""
        return self._planned(entry, [])

    def _planned(self, entry: Entry, clashes: list[Clash]) -> PlannedFile:
        cast = self._roles.of(entry)
        heard = clashes if cast.role in COUNTED else []
        claims = settle((owners.claim(entry.path, heard) for owners in self._owners), self._owners)
        place = Place(
            tuple(claim.owner for claim in claims),
            tuple(claim.line_class for claim in claims),
            cast.role,
            self._excluded_by(entry.path, self._exclusions),
        )
        return PlannedFile(entry, cast, claims, self._places.setdefault(place, place))

    @staticmethod
    def _excluded_by(path: str, exclusions: Sequence[tuple[str, Matcher]]) -> tuple[str, ...]:
        return tuple(name for name, matcher in exclusions if matcher.match(path))
