"""Which variants would own a shared branch for some values of what is unknown in its condition.

All values of up to 12 unknowns are tried at once: a condition becomes the integer whose bit `n` says
whether it is true under the n-th of them. Where that would take too long, it may be any variant that
the condition names: what nobody has time to read must not pass for shared.
"""

import operator
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice

from variant_budget.attribute.worlds import Truth, Worlds
from variant_budget.domain.ledger import SHARED, Owner
from variant_budget.domain.regions import Branch, Condition, Sort

MOST_UNKNOWNS = 12
MOST_TERMS = 100
"""Conditions of one branch: its own, those before it, those around it."""
LEAST_WORK, WORK = 2_000, 10
"""Steps for the branches of one file, and how many more for each part of its conditions."""

_JOINED = frozenset({Sort.NOT, Sort.ALL, Sort.ANY})


class Doubts:
    """The branches of one file in one dimension, which have so many steps together."""

    def __init__(self, worlds: Worlds, branches: Sequence[Branch]) -> None:
        self._worlds = worlds
        self._branches = branches
        self._sizes = [_size(branch.condition) for branch in branches]
        self._left = LEAST_WORK + WORK * sum(self._sizes)

    def could_be(self, held: Sequence[int], truth: Truth) -> Owner:
        """The variants for which these branches, whose whole condition this is, can be compiled
        while they are not for nobody.

        Where every product is a variant: while they are not for another variant.
        """
        if not truth.concerned & ~truth.false:
            return SHARED
        found = list(islice(_terms(self._branches, held), MOST_TERMS + 1))
        size = sum(self._sizes[at] for at, _ in found)
        if len(found) <= MOST_TERMS and self._has(size):
            question = Question(self._worlds, [self._term(*each) for each in found])
            if self._has(size * question.worlds):
                return question.answer()
        return self._worlds.names(truth.concerned)

    def _has(self, steps: int) -> bool:
        self._left -= steps
        return self._left >= 0

    def _term(self, at: int, holds: bool) -> Condition:
        condition = self._branches[at].condition
        return condition if holds else Condition(Sort.NOT, (condition,))


def _terms(branches: Sequence[Branch], held: Iterable[int]) -> Iterator[tuple[int, bool]]:
    """Whose conditions hold, and whose do not: own, preceding and enclosing ones, nearest first."""
    for at in held:
        around = at
        while around >= 0:
            yield around, True
            before = branches[around].previous
            while before >= 0:
                yield before, False
                before = branches[before].previous
            around = branches[around].parent


class Question:
    """For which variants these conditions can all be true while they are false for nobody."""

    def __init__(self, worlds: Worlds, terms: Iterable[Condition]) -> None:
        self._worlds = worlds
        self._whole = Condition(Sort.ALL, tuple(terms))
        atoms = list(dict.fromkeys(_atoms([self._whole])))
        self._unknowns = [each for each in atoms if not worlds.decides(each)]
        self._kinds = _kinds(worlds, atoms)

    @property
    def worlds(self) -> int:
        """How many have to be looked at."""
        return len(self._kinds) + 1

    def answer(self) -> Owner:
        """Their names."""
        worlds, kinds = self._worlds, self._kinds
        concerned = reduce(operator.or_, kinds, 0)
        if len(self._unknowns) > MOST_UNKNOWNS:
            return worlds.names(concerned)
        tables = _Tables(worlds, self._unknowns)
        true = [tables.table(self._whole, kind & -kind) for kind in kinds]
        # Whom the conditions do not name are all alike.
        others = worlds.nobody or worlds.everybody & ~concerned
        elsewhere = [] if worlds.nobody else list(true)
        if others:
            elsewhere.append(tables.table(self._whole, others & -others))
        false = reduce(operator.or_, (tables.all_values & ~each for each in elsewhere), 0)
        could = (kind for kind, each in zip(kinds, true, strict=True) if each & false)
        return worlds.names(reduce(operator.or_, could, 0))


def _kinds(worlds: Worlds, atoms: Iterable[Condition]) -> list[int]:
    """The variants whose world differs from nobody's; those whose worlds are alike are one."""
    kinds: list[int] = []
    rest = worlds.everybody
    for atom in atoms:
        true, false, _, _, concerned = worlds.truth(atom)
        kinds = [
            part
            for kind in kinds
            for part in (kind & true, kind & false, kind & ~true & ~false)
            if part
        ]
        if new := rest & concerned:
            kinds.append(new)
            rest &= ~new
    return kinds


def _atoms(conditions: Iterable[Condition]) -> Iterator[Condition]:
    waiting = list(conditions)
    while waiting:
        condition = waiting.pop()
        if condition.sort in _JOINED:
            waiting.extend(condition.of)
        else:
            yield condition


def _size(condition: Condition) -> int:
    """Its parts, and parts of parts."""
    waiting, size = [condition], 0
    while waiting:
        each = waiting.pop()
        size += 1
        if each.sort in _JOINED:
            waiting.extend(each.of)
    return size


class _Tables:
    """Truth tables over these unknowns: all that no world decides."""

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
        return 0 if truth.false & world else self._of_unknown[condition]


def _alternating(at: int, size: int) -> int:
    """The bits of all numbers below `size` whose own bit `at` is set."""
    half = 1 << at
    block = ((1 << half) - 1) << half
    step = half * 2
    while step < size:
        block |= block << step
        step *= 2
    return block
