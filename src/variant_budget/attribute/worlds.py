"""The worlds rule: who owns a branch, by its whole condition (docs/design.md, "Owner by region").

A condition is evaluated in three-valued logic once for each variant, in whose world its symbols are
true and the others' false, and once for nobody, where all are false; all else is unknown. The worlds
of a dimension are the bits of an integer, so that all of them are evaluated at once.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import NamedTuple

from variant_budget.domain.dimension import Dimension
from variant_budget.domain.ledger import SHARED, Owner
from variant_budget.domain.regions import Branch, Condition, Sort
from variant_budget.domain.symbols import canonical

RELATIONS: Mapping[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Truth(NamedTuple):
    """Worlds in which a condition is true, and is false; in the others it is unknown.

    `affirmed` and `denied` are the variants whose symbols stand under an even, and under an odd
    number of negations, `concerned` those whose world differs from nobody's in one of its atoms.
    """

    true: int
    false: int
    affirmed: int = 0
    denied: int = 0
    concerned: int = 0

    @property
    def negated(self) -> "Truth":
        """What its negation is."""
        return Truth(self.false, self.true, self.denied, self.affirmed, self.concerned)

    def both(self, other: "Truth") -> "Truth":
        """What this one and another are together."""
        return Truth(
            self.true & other.true,
            self.false | other.false,
            self.affirmed | other.affirmed,
            self.denied | other.denied,
            self.concerned | other.concerned,
        )


class Held(NamedTuple):
    """All that holds in a branch, and the innermost branch around it (or itself) that names a
    variant, -1 where none does."""

    truth: Truth
    named_at: int


class Fate(NamedTuple):
    """Who owns lines in one dimension by the conditions around them; `owner` empty: shared.

    `undecided` are the variants that would own them for some values of what is unknown; `without`
    those that the lines are not compiled for, where they are shared.
    """

    owner: Owner = SHARED
    undecided: Owner = SHARED
    without: Owner = SHARED


UNTOUCHED = Fate()


class Worlds:
    """The worlds of one dimension: its declared variants, and nobody unless it is complete.

    `everybody` holds the bits of all variants, `nobody` that of nobody's world, or none.
    """

    def __init__(self, dimension: Dimension, found: Iterable[str] = ()) -> None:
        """`found` are variants that the policy does not name, but a mark does."""
        self.name = dimension.name
        self.variants = tuple(sorted({*dimension.names, *found}))
        self._bit = {name: 1 << at for at, name in enumerate(self.variants)}
        self.everybody = (1 << len(self.variants)) - 1
        self.nobody = 0 if dimension.complete else 1 << len(self.variants)
        self._all = self.everybody | self.nobody
        self._true, self._declared = self._symbols(dimension)
        self._nothing = Truth(self._all, 0)
        self._atoms: dict[Condition, Truth] = {}
        self._named: dict[int, Owner] = {}

    def held(self, branches: Iterable[Branch]) -> list[Held]:
        """What holds in each branch: its own condition, none before it in its chain, those around it."""
        own: list[Truth] = []
        none_before: list[Truth] = []
        found: list[Held] = []
        for at, branch in enumerate(branches):
            condition = self.truth(branch.condition)
            before = self._nothing
            if branch.previous >= 0:
                before = none_before[branch.previous].both(own[branch.previous].negated)
            around = found[branch.parent] if branch.parent >= 0 else Held(self._nothing, -1)
            own.append(condition)
            none_before.append(before)
            names = condition.concerned | before.concerned
            whole = condition.both(before).both(around.truth)
            found.append(Held(whole, at if names else around.named_at))
        return found

    def fate(self, held: Truth) -> tuple[Fate, bool]:
        """Who owns lines that stand under this, and whether something unknown decides it.

        Who might own them then, `unknowns.Doubts` tells.
        """
        possible = self.everybody & ~held.false
        if self._is_default(held, possible):
            unsure = self._all & ~held.true & ~held.false & (self.nobody or self.everybody)
            return Fate(without=self.names(held.false)), bool(unsure)
        return Fate(self.names(possible or held.affirmed)), False

    def truth(self, condition: Condition) -> Truth:
        """One condition in all worlds."""
        sort, of = condition
        if sort is Sort.NOT:
            return self.truth(of[0]).negated
        if sort is Sort.ALL or sort is Sort.ANY:
            found = self._nothing
            for each in of:
                truth = self.truth(each)
                found = found.both(truth if sort is Sort.ALL else truth.negated)
            # Not all are not: De Morgan's law holds in three-valued logic too.
            return found if sort is Sort.ALL else found.negated
        known = self._atoms.get(condition)
        if known is None:
            known = self._atoms[condition] = self._atom(condition)
        return known

    def names(self, worlds: int) -> Owner:
        """The variants whose worlds these are, sorted."""
        bits = worlds & self.everybody
        found = self._named.get(bits)
        if found is None:
            found = self._named[bits] = tuple(self.variants[at] for at in _ones(bits))
        return found

    def decides(self, atom: Condition) -> bool:
        """Whether every world says if the atom is true."""
        truth = self.truth(atom)
        return truth.true | truth.false == self._all

    def _is_default(self, held: Truth, possible: int) -> bool:
        if self.nobody:
            return not held.false & self.nobody
        return possible == self.everybody

    def _atom(self, condition: Condition) -> Truth:
        sort, of = condition
        if sort is Sort.MARK:
            if of[0] != self.name:
                return self._nothing
            named = reduce(operator.or_, (self._bit.get(name, 0) for name in of[1:]), 0)
            return Truth(named, self._all & ~named, named, 0, named)
        true = None if sort is Sort.UNKNOWN else self._true.get(of[0])
        if true is None:
            return Truth(0, 0)
        declared = self._declared[of[0]]
        if sort is Sort.SYMBOL:
            return Truth(true, self._all & ~true, declared, 0, true)
        # A symbol that is false has the value 0; what it has where it is true is unknown.
        holds = RELATIONS[of[1]](0, int(of[2]))
        absent = self._all & ~true
        affirmed, denied = (0, declared) if holds else (declared, 0)
        return Truth(absent * holds, absent * (not holds), affirmed, denied, true)

    def _symbols(self, dimension: Dimension) -> tuple[dict[str, int], dict[str, int]]:
        """Symbol -> the worlds where it is true, and the variants that it is declared for."""
        declared: dict[str, int] = {canonical(each): 0 for each in dimension.ignore_symbols}
        for variant in dimension.variants:
            for symbol in map(canonical, variant.symbols):
                declared[symbol] = declared.get(symbol, 0) | self._bit[variant.name]
        for group in dimension.groups:
            members = reduce(operator.or_, (self._bit[name] for name in group.of), 0)
            for symbol in map(canonical, group.symbols):
                declared[symbol] = declared.get(symbol, 0) | members
        implied = _implied(dimension)
        true = {
            symbol: reduce(
                operator.or_,
                (
                    bit
                    for name, bit in self._bit.items()
                    if any(bits & self._bit[each] for each in (name, *implied.get(name, ())))
                ),
                0,
            )
            for symbol, bits in declared.items()
        }
        return true, declared


def _implied(dimension: Dimension) -> dict[str, set[str]]:
    """Variant -> the variants that it implies, those that they imply too."""
    direct = {each.name: each.implies for each in dimension.variants}
    found: dict[str, set[str]] = {}
    for name, first in direct.items():
        waiting, seen = list(first), set[str]()
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                waiting.extend(direct.get(each, ()))
        found[name] = seen
    return found


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, ascending."""
    text = f"{bits:b}"[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)
