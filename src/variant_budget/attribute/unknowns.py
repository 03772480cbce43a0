"""Which variants would own a shared branch for some values of what is unknown in its condition.

All values of up to 12 unknowns are tried at once: a condition becomes the integer whose bit `n` says
whether it is true under the n-th of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from variant_budget.attribute.worlds import Worlds
from variant_budget.domain.ledger import Owner
from variant_budget.domain.regions import Branch, Condition, Sort

Terms = tuple[Condition, ...]
"""Conditions that all hold."""

MOST_UNKNOWNS = 12
"""Beyond it, all unknowns are taken for false."""
MOST_TERMS = 50
"""Conditions of a branch that are looked at, nearest first: a hostile file may nest without end."""


def terms_of(branches: Sequence[Branch], held: Iterable[int]) -> Terms:
    """The own, preceding (negated) and enclosing conditions of these branches, nearest first."""
    return tuple(islice((term for at in held for term in _terms(branches, at)), MOST_TERMS))


def _terms(branches: Sequence[Branch], at: int) -> Iterator[Condition]:
    around = at
    while around >= 0:
        branch = branches[around]
        yield branch.condition
        before = branch.previous
        while before >= 0:
            yield Condition(Sort.NOT, (branches[before].condition,))
            before = branches[before].previous
        around = branch.parent


def could_be(worlds: Worlds, terms: Terms) -> Owner:
    """The variants for which the terms can all be true while they are false for nobody.

    Where every product is a variant: while they are false for another variant.
    """
    unknowns = [each for each in dict.fromkeys(_atoms(terms)) if not worlds.decides(each)]
    tables = _Tables(worlds, unknowns if len(unknowns) <= MOST_UNKNOWNS else ())
    whole = Condition(Sort.ALL, terms)
    asked = concerned(worlds, terms)
    others = [name for name in worlds.variants if name not in asked]
    # All variants that the condition does not name are in one case.
    elsewhere = [None] if worlds.world(None) else [*asked, *others[:1]]
    false_elsewhere = 0
    for name in elsewhere:
        false_elsewhere |= tables.all_values & ~tables.table(whole, worlds.world(name))
    return tuple(
        name for name in asked if tables.table(whole, worlds.world(name)) & false_elsewhere
    )


def concerned(worlds: Worlds, terms: Terms) -> Owner:
    """The variants whose world differs from nobody's in any of the terms, sorted."""
    bits = 0
    for each in _atoms(terms):
        bits |= worlds.concerned(each)
    return tuple(name for name in worlds.variants if worlds.world(name) & bits)


def _atoms(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        if condition.sort in (Sort.NOT, Sort.ALL, Sort.ANY):
            yield from _atoms(condition.of)
        else:
            yield condition


class _Tables:
    """Truth tables over these unknowns; every other unknown is false."""

    def __init__(self, worlds: Worlds, unknowns: Sequence[Condition]) -> None:
        self._worlds = worlds
        size = 1 << len(unknowns)
        self.all_values = (1 << size) - 1
        self._of_unknown = {each: _alternating(at, size) for at, each in enumerate(unknowns)}

    def table(self, condition: Condition, world: int) -> int:
        """The values of the unknowns under which the condition is true in a world."""
        sort, of = condition
        if sort is Sort.NOT:
            return self.all_values & ~self.table(of[0], world)
        if sort is Sort.ALL:
            found = self.all_values
            for each in of:
                found &= self.table(each, world)
            return found
        if sort is Sort.ANY:
            found = 0
            for each in of:
                found |= self.table(each, world)
            return found
        truth = self._worlds.truth(condition)
        if truth.true & world:
            return self.all_values
        return 0 if truth.false & world else self._of_unknown.get(condition, 0)


def _alternating(at: int, size: int) -> int:
    """The bits of all numbers below `size` whose own bit `at` is set."""
    half = 1 << at
    block = ((1 << half) - 1) << half
    step = half * 2
    while step < size:
        block |= block << step
        step *= 2
    return block
