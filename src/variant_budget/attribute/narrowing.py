"""Regions of a file -> the place of each stretch of its lines (docs/design.md, "Owner by region")."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from variant_budget.attribute.marks import FOUND_BY_PATH, UNKNOWN_NAME, no_variant
from variant_budget.attribute.unknowns import Doubts
from variant_budget.attribute.worlds import UNTOUCHED, Fate, Held, Truth, Worlds
from variant_budget.domain.dimension import Dimension
from variant_budget.domain.ledger import Aside, AsideKind, LineClass, Owner, Place
from variant_budget.domain.policy import Policy
from variant_budget.domain.regions import Branch, Condition, Regions, Sort, Trouble, chains_of


class Grounds(NamedTuple):
    """What a file's path decides: its place, and why, by dimension."""

    place: Place
    because: tuple[str, ...]


class Said(NamedTuple):
    """What the conditions around some lines make of them in one dimension, and the innermost branch
    that says anything of it."""

    fate: Fate
    at: int


UNSAID = Said(UNTOUCHED, -1)


class Narrowed(NamedTuple):
    """A stretch of lines, its place and why, and its fate in each dimension.

    `told` are the conditions that decide, "" where none does.
    """

    first: int
    last: int
    grounds: Grounds
    fates: tuple[Fate, ...]
    told: tuple[str, ...]


class Narrowing:
    """The worlds of every dimension of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._dimensions = policy.dimensions
        self._worlds: dict[tuple[int, frozenset[str]], Worlds] = {}
        self._places: dict[tuple[Place, tuple[Fate, ...]], Place] = {}

    def narrowed(self, grounds: Grounds, regions: Regions) -> list[Narrowed]:
        """The stretches whose lines do not stand where the file's path says."""
        marks = [mark for branch in regions.branches for mark in _marks(branch.condition)]
        each_dimension = [
            self._said(self._worlds_of(at, marks), grounds.place.owners[at], regions)
            for at in range(len(self._dimensions))
        ]
        firsts = chains_of(regions.branches)
        found = []
        for stretch, *said in zip(regions.stretches, *each_dimension, strict=True):
            fates = tuple(each.fate for each in said)
            if any(fate is not UNTOUCHED for fate in fates):
                told = tuple(_told(each.at, firsts, regions.branches) for each in said)
                because = tuple(
                    one or path for one, path in zip(told, grounds.because, strict=True)
                )
                here = Grounds(self._place(grounds.place, fates), because)
                found.append(Narrowed(stretch.first, stretch.last, here, fates, told))
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

    def _said(self, worlds: Worlds | None, owner: Owner, regions: Regions) -> Sequence[Said]:
        """What the conditions make of each stretch in one dimension."""
        if len(owner) == 1 or worlds is None:
            return [UNSAID] * len(regions.stretches)
        branches, held = regions.branches, worlds.held(regions.branches)
        doubts: Doubts | None = None
        known: dict[tuple[int, ...], Said] = {}
        for _, _, around in regions.stretches:
            if around in known:
                continue
            known[around] = UNSAID
            truth = reduce(Truth.both, (held[each].truth for each in around))
            if not truth.concerned:
                continue
            fate, unsure = worlds.fate(truth)
            if unsure and not owner:
                doubts = doubts or Doubts(worlds, branches)
                fate = fate._replace(undecided=doubts.could_be(around, truth))
            fate = _within(fate, owner)
            if fate is not UNTOUCHED:
                known[around] = Said(fate, _last(branches, [held[each] for each in around]))
        return [known[stretch.branches] for stretch in regions.stretches]

    def _worlds_of(self, at: int, marks: Sequence[Condition]) -> Worlds | None:
        """The worlds of a dimension; None where nothing here can tell them apart."""
        dimension = self._dimensions[at]
        of_it = [mark for mark in marks if mark.of[0] == dimension.name]
        if not (of_it or any(dimension.symbols)):
            return None
        marked = frozenset(name for mark in of_it for name in mark.of[1:])
        key = at, marked - dimension.names
        if key not in self._worlds:
            self._worlds[key] = Worlds(dimension, key[1])
        return self._worlds[key]

    def _place(self, place: Place, fates: tuple[Fate, ...]) -> Place:
        found = self._places.get((place, fates))
        if found is None:
            found = self._places[place, fates] = _placed(place, fates)
        return found


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


def _told(at: int, firsts: Sequence[int], branches: Sequence[Branch]) -> str:
    """The line and the condition of a branch, and where its chain begins; "" for none."""
    if at < 0:
        return ""
    branch, first = branches[at], branches[firsts[at]]
    after = f", after line {first.line}: {first.text}" if first is not branch else ""
    return f"line {branch.line}: {branch.text}{after}"


def _last(branches: Sequence[Branch], held: Iterable[Held]) -> int:
    """Of the branches that name a variant, the one that opened last."""
    named = [each.named_at for each in held if each.named_at >= 0]
    return max(named, key=lambda at: (branches[at].line, at))


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
