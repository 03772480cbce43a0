"""Regions of a file -> the place of each stretch of its lines (docs/design.md, "Owner by region")."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from variant_budget.attribute.marks import FOUND_BY_PATH, UNKNOWN_NAME, no_variant
from variant_budget.attribute.unknowns import Doubts
from variant_budget.attribute.worlds import UNTOUCHED, Fate, Truth, Worlds
from variant_budget.domain.ledger import Aside, AsideKind, LineClass, Owner, Place
from variant_budget.domain.policy import Dimension, Policy
from variant_budget.domain.regions import Branch, Condition, Regions, Sort, Stretch, Trouble


class Grounds(NamedTuple):
    """What a file's path decides: its place, and why, by dimension."""

    place: Place
    because: tuple[str, ...]


class Narrowed(NamedTuple):
    """A stretch of lines, its place, why, and its fate in each dimension."""

    first: int
    last: int
    grounds: Grounds
    fates: tuple[Fate, ...]
    condition: str


class Narrowing:
    """The worlds of every dimension of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._dimensions = policy.dimensions
        self._worlds: dict[tuple[int, frozenset[str]], Worlds] = {}
        self._places: dict[tuple[Place, tuple[Fate, ...]], Place] = {}

    def narrowed(self, grounds: Grounds, regions: Regions) -> list[Narrowed]:
        """The stretches whose lines do not stand where the file's path says."""
        each_dimension = [
            self._fates(at, grounds.place.owners[at], regions)
            for at in range(len(self._dimensions))
        ]
        firsts = _firsts(regions.branches)
        found = []
        for stretch, *fates in zip(regions.stretches, *each_dimension, strict=True):
            if all(fate is UNTOUCHED for fate in fates):
                continue
            at = _innermost(stretch, regions.branches)
            branch = regions.branches[at]
            told = _told(branch, regions.branches[firsts[at]])
            place = self._place(grounds.place, tuple(fates))
            because = tuple(
                told if changes(place, grounds.place, at) else reason
                for at, reason in enumerate(grounds.because)
            )
            found.append(
                Narrowed(
                    stretch.first,
                    stretch.last,
                    Grounds(place, because),
                    tuple(fates),
                    told,
                )
            )
        return found

    def strangers(self, regions: Regions) -> tuple[Trouble, ...]:
        """Marks that name a dimension or a variant which cannot be, or which a path must find."""
        dimensions = {each.name: each for each in self._dimensions}
        return tuple(
            Trouble(slug, branch.line, message)
            for branch in regions.branches
            for mark in _marks(branch.condition)
            for slug, message in _strangers(mark, dimensions)
        )

    def _fates(self, at: int, owner: Owner, regions: Regions) -> Sequence[Fate]:
        """What the conditions make of each stretch in one dimension."""
        if len(owner) == 1:
            return [UNTOUCHED] * len(regions.stretches)
        worlds = self._worlds_of(at, regions)
        truths = worlds.truths(regions.branches)
        doubts: Doubts | None = None
        known: dict[tuple[int, ...], Fate] = {}
        for _, _, held in regions.stretches:
            if held in known:
                continue
            truth = reduce(Truth.both, (truths[each] for each in held))
            if not truth.concerned:
                known[held] = UNTOUCHED
                continue
            fate, unsure = worlds.fate(truth)
            if unsure and not owner:
                doubts = doubts or Doubts(worlds, regions.branches)
                fate = fate._replace(undecided=doubts.could_be(held, truth))
            known[held] = _within(fate, owner)
        return [known[stretch.branches] for stretch in regions.stretches]

    def _worlds_of(self, at: int, regions: Regions) -> Worlds:
        dimension = self._dimensions[at]
        marked = frozenset(
            name
            for branch in regions.branches
            for mark in _marks(branch.condition)
            if mark.of[0] == dimension.name
            for name in mark.of[1:]
        )
        key = at, marked - dimension.names
        if key not in self._worlds:
            self._worlds[key] = Worlds(dimension, key[1])
        return self._worlds[key]

    def _place(self, place: Place, fates: tuple[Fate, ...]) -> Place:
        found = self._places.get((place, fates))
        if found is None:
            found = self._places[place, fates] = _placed(place, fates)
        return found


def changes(place: Place, before: Place, at: int) -> bool:
    """Whether a condition says anything about a place in one dimension."""
    return place.owners[at] != before.owners[at] or any(
        aside.dimension == at for aside in place.asides
    )


def _within(fate: Fate, owner: Owner) -> Fate:
    """The fate in a file of this owner: of a group it is narrowed within it, never out of it."""
    if not owner:
        return fate if any(fate) else UNTOUCHED
    within = tuple(name for name in fate.owner if name in owner)
    return Fate(within) if within and within != owner else UNTOUCHED


def _placed(place: Place, fates: tuple[Fate, ...]) -> Place:
    owners, classes = list(place.owners), list(place.classes)
    asides = []
    for at, fate in enumerate(fates):
        if fate.owner:
            owners[at], classes[at] = fate.owner, LineClass.OWNED
            asides.append(Aside(AsideKind.INLINE, at, fate.owner))
        if fate.undecided:
            asides.append(Aside(AsideKind.UNDECIDED, at, fate.undecided))
        if fate.without:
            asides.append(Aside(AsideKind.WITHOUT, at, fate.without))
    return place._replace(owners=tuple(owners), classes=tuple(classes), asides=tuple(asides))


def _firsts(branches: Sequence[Branch]) -> list[int]:
    """Where the chain of each branch begins."""
    found: list[int] = []
    for at, branch in enumerate(branches):
        found.append(at if branch.previous < 0 else found[branch.previous])
    return found


def _told(branch: Branch, first: Branch) -> str:
    """The line and the condition of a branch, and where its chain begins."""
    after = f", after line {first.line}: {first.text}" if first is not branch else ""
    return f"line {branch.line}: {branch.text}{after}"


def _innermost(stretch: Stretch, branches: Sequence[Branch]) -> int:
    """The branch that opened last before these lines."""
    return max(stretch.branches, key=lambda at: (branches[at].line, at))


def _marks(condition: Condition) -> Iterable[Condition]:
    if condition.sort is Sort.MARK:
        yield condition
    elif condition.sort is Sort.ALL:
        for each in condition.of:
            yield from _marks(each)


def _strangers(mark: Condition, dimensions: dict[str, Dimension]) -> Iterator[tuple[str, str]]:
    """Slug and message for each name that the policy does not give."""
    name, *variants = mark.of
    dimension = dimensions.get(name)
    if dimension is None:
        known = ", ".join(sorted(dimensions))
        yield UNKNOWN_NAME, f"this mark names the dimension {name}; the policy has {known}"
        return
    for variant in variants:
        if variant not in dimension.names:
            may_be = dimension.captures and variant not in dimension.not_variants
            yield FOUND_BY_PATH if may_be else UNKNOWN_NAME, no_variant(name, variant)
