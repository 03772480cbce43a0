"""The worlds rule: who owns a branch, by its whole condition (docs/design.md, "Owner by region").

A condition is evaluated in three-valued logic once for each variant, in whose world its symbols are
true and the others' false, and once for nobody, where all are false; all else is unknown. The worlds
of a dimension are the bits of an integer, so that all of them are evaluated at once.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import NamedTuple

from variant_budget.domain.ledger import SHARED, Owner
from variant_budget.domain.policy import Dimension
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
    number of negations.
    """

    true: int
    false: int
    affirmed: int
    denied: int

    @property
    def negated(self) -> "Truth":
        """What its negation is."""
        return Truth(self.false, self.true, self.denied, self.affirmed)

    def both(self, other: "Truth") -> "Truth":
        """What this one and another are together."""
        return Truth(
            self.true & other.true,
            self.false | other.false,
            self.affirmed | other.affirmed,
            self.denied | other.denied,
        )


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
    """The worlds of one dimension: its declared variants, and nobody unless it is complete."""

    def __init__(self, dimension: Dimension, found: Iterable[str] = ()) -> None:
        """`found` are variants that the policy does not name, but a mark does."""
        self.name = dimension.name
        self.variants = tuple(sorted({*dimension.names, *found}))
        self._bit = {name: 1 << at for at, name in enumerate(self.variants)}
        self._everybody = (1 << len(self.variants)) - 1
        self._nobody = 0 if dimension.complete else 1 << len(self.variants)
        self._all = self._everybody | self._nobody
        self._true, self._declared = self._symbols(dimension)
        self._known: dict[Condition, Truth] = {}

    @property
    def symbols(self) -> frozenset[str]:
        """Every symbol that this dimension knows, in its canonical spelling."""
        return frozenset(self._true)

    def truths(self, branches: Iterable[Branch]) -> list[Truth]:
        """The whole condition of each branch: its own, none before it in its chain, those around it."""
        nothing = Truth(self._all, 0, 0, 0)
        own: list[Truth] = []
        none_before: list[Truth] = []
        whole: list[Truth] = []
        for branch in branches:
            condition = self.truth(branch.condition)
            before = nothing
            if branch.previous >= 0:
                before = none_before[branch.previous].both(own[branch.previous].negated)
            around = whole[branch.parent] if branch.parent >= 0 else nothing
            own.append(condition)
            none_before.append(before)
            whole.append(condition.both(before).both(around))
        return whole

    def fate(self, truths: Iterable[Truth]) -> tuple[Fate, bool]:
        """Who owns lines for which all of these hold, and whether something unknown decides it.

        Who might own them then, `unknowns.could_be` tells.
        """
        held = reduce(Truth.both, truths)
        possible = self._everybody & ~held.false
        if self._is_default(held, possible):
            unsure = self._all & ~held.true & ~held.false & (self._nobody or self._everybody)
            return Fate(without=self._names(self._everybody & held.false)), bool(unsure)
        return Fate(self._names(possible or held.affirmed & self._everybody)), False

    def truth(self, condition: Condition) -> Truth:
        """One condition in all worlds."""
        found = self._known.get(condition)
        if found is None:
            found = self._known[condition] = self._truth(condition)
        return found

    def world(self, variant: str | None) -> int:
        """The bit of a variant's world; of nobody's for None, 0 where there is none."""
        return self._nobody if variant is None else self._bit[variant]

    def decides(self, atom: Condition) -> bool:
        """Whether every world says if the atom is true."""
        truth = self.truth(atom)
        return truth.true | truth.false == self._all

    def concerned(self, atom: Condition) -> int:
        """The variants whose world differs from nobody's in this atom."""
        if atom.sort is Sort.MARK:
            return self.truth(atom).affirmed
        return 0 if atom.sort is Sort.UNKNOWN else self._true.get(atom.of[0], 0)

    def _is_default(self, held: Truth, possible: int) -> bool:
        if self._nobody:
            return not held.false & self._nobody
        return possible == self._everybody

    def _truth(self, condition: Condition) -> Truth:
        sort, of = condition
        if sort is Sort.NOT:
            return self.truth(of[0]).negated
        if sort is Sort.ALL:
            return reduce(Truth.both, map(self.truth, of), Truth(self._all, 0, 0, 0))
        if sort is Sort.ANY:
            # Not all are not: De Morgan's law holds in three-valued logic too.
            none = (self.truth(each).negated for each in of)
            return reduce(Truth.both, none, Truth(self._all, 0, 0, 0)).negated
        if sort is Sort.MARK:
            if of[0] != self.name:
                return Truth(self._all, 0, 0, 0)
            named = reduce(operator.or_, (self._bit.get(name, 0) for name in of[1:]), 0)
            return Truth(named, self._all & ~named, named, 0)
        return self._atom(condition)

    def _atom(self, condition: Condition) -> Truth:
        sort, of = condition
        true = None if sort is Sort.UNKNOWN else self._true.get(of[0])
        if true is None:
            return Truth(0, 0, 0, 0)
        declared = self._declared[of[0]]
        if sort is Sort.SYMBOL:
            return Truth(true, self._all & ~true, declared, 0)
        # A symbol that is false has the value 0; what it has where it is true is unknown.
        holds = RELATIONS[of[1]](0, int(of[2]))
        absent = self._all & ~true
        affirmed, denied = (0, declared) if holds else (declared, 0)
        return Truth(absent * holds, absent * (not holds), affirmed, denied)

    def _names(self, bits: int) -> Owner:
        return tuple(name for name, bit in self._bit.items() if bits & bit)

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
