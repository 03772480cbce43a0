"""A path and a policy -> the file's role and owners, and what has to be measured of it."""

from collections.abc import Iterable
from typing import NamedTuple

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.counting import Counted, Counting
from variant_budget.attribute.owners import Claim, Clash, Owners, reason, settle
from variant_budget.attribute.patterns import Matcher
from variant_budget.attribute.roles import LanguageOf, Roles
from variant_budget.domain.dimension import Overlay, Pattern
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.requests import Request, regions_request, units_request
from variant_budget.domain.survey import Cast
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Folder
from variant_budget.domain.units import Rule

COUNTED = frozenset(Role) - {Role.EXCLUDED, Role.OTHER, Role.TOOLING}
"""Roles that some metric counts; elsewhere two owners of one file do no harm."""


class Decision(NamedTuple):
    """Everything that a path alone decides: `because` says why by dimension.

    `hits` are positions in `Policy.patterns`. `overlay` is the edited copy that the file stands in,
    `counted` are the rules that look for other units than code.
    """

    cast: Cast
    place: Place
    because: tuple[str, ...]
    clashes: tuple[Clash, ...]
    hits: tuple[int, ...]
    overlay: Overlay | None = None
    counted: tuple[Counted, ...] = ()


class PlannedFile(NamedTuple):
    """One tracked path with what its name decides."""

    entry: Entry
    decision: Decision

    @property
    def readable(self) -> bool:
        """Whether the path is a regular file, not a link or a submodule."""
        return self.entry.mode not in (SYMLINK, SUBMODULE)

    @property
    def request(self) -> Request | None:
        """What to measure: the blob in its language, where the file is code."""
        language = self.decision.cast.language
        return (self.entry.oid, language) if language else None

    def units_request(self, rule: Rule) -> Request:
        """What to ask for the units of a rule."""
        name = self.entry.path.rpartition("/")[2]
        return units_request(self.entry.oid, name, self.decision.cast.language or "", rule)


Plan = tuple[PlannedFile, ...]
"""The files of one folder."""


def requests(plans: Iterable[Plan], lexicon: str) -> tuple[Request, ...]:
    """What has to be measured, each blob once, neighbours together: git stores them as deltas.

    `lexicon` is the digest of the policy's symbols, "" where it has none.
    """
    found: dict[Request, None] = {}
    for plan in plans:
        for file in plan:
            if request := file.request:
                found[request] = None
                if lexicon:
                    found[regions_request(*request, lexicon)] = None
            for counted in file.decision.counted:
                found[file.units_request(counted.rule)] = None
    return tuple(found)


class Planner:
    """The rules of one policy and one set of attribute files, for any number of folders."""

    def __init__(self, policy: Policy, attributes: Attributes, language_of: LanguageOf) -> None:
        self._roles = Roles(policy.files, attributes, language_of)
        self._owners = [Owners(dimension) for dimension in policy.dimensions]
        self._exclusions = [
            (budget.name, Matcher(budget.exclusions))
            for budget in policy.budgets
            if budget.exclusions
        ]
        self._overlays = {each.pattern: each for each in policy.overlays}
        self._counting = Counting(policy)
        self._position = {pattern: at for at, pattern in enumerate(policy.patterns)}
        self._places: dict[Place, Place] = {}
        self._decisions: dict[tuple[object, ...], Decision] = {}
        self._decided: dict[tuple[str, int], Decision] = {}

    def plan(self, folder: Folder) -> Plan:
        """The plan of one folder's own files."""
        return tuple(map(self.planned, folder.files))

    def planned(self, entry: Entry) -> PlannedFile:
        """The plan of one path, which is the same in every tree, so it is decided once."""
        key = entry.path, entry.mode
        found = self._decided.get(key)
        if found is None:
            found = self._decided[key] = self._decide(entry)
        return PlannedFile(entry, found)

    def _decide(self, entry: Entry) -> Decision:
        path = entry.path
        cast, by = self._roles.of(entry)
        clashes: list[Clash] = []
        claims = settle([owners.claim(path, clashes) for owners in self._owners], self._owners)
        excluded = tuple(
            [
                (name, pattern)
                for name, matcher in self._exclusions
                if (pattern := matcher.match(path))
            ]
        )
        clashing = tuple(clashes) if clashes and cast.role in COUNTED else ()
        # Few decisions for many paths: to make one anew for each cost half the time of planning.
        is_file = entry.mode not in (SYMLINK, SUBMODULE)
        counted = self._counting.of(path, cast) if is_file else ()
        grounds = cast, by, claims, excluded, clashing, counted
        found = self._decisions.get(grounds)
        if found is None:
            found = self._decisions[grounds] = self._decision(*grounds)
        return found

    def _decision(
        self,
        cast: Cast,
        by: Pattern | None,
        claims: tuple[Claim, ...],
        excluded: tuple[tuple[str, Pattern], ...],
        clashes: tuple[Clash, ...],
        counted: tuple[Counted, ...],
    ) -> Decision:
        place = Place(
            tuple(claim.owner for claim in claims),
            tuple(claim.line_class for claim in claims),
            cast.role,
            tuple(name for name, _ in excluded),
        )
        place = self._places.setdefault(place, place)
        used = (by, *(claim.pattern for claim in claims), *(pattern for _, pattern in excluded))
        because = tuple(map(reason, claims))
        copies = (self._overlays[p] for claim in claims if (p := claim.pattern) in self._overlays)
        return Decision(
            cast, place, because, clashes, self._positions(used), next(copies, None), counted
        )

    def _positions(self, patterns: Iterable[Pattern | None]) -> tuple[int, ...]:
        """Where the patterns stand in the policy; the defaults stand nowhere."""
        return tuple(self._position[each] for each in patterns if each in self._position)
