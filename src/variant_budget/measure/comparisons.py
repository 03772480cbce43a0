"""A comparison that holds a symbol: whether it affirms or negates it, or relates it to a number."""

import re
from collections.abc import Callable
from typing import NamedTuple

from variant_budget.domain.regions import FALSE, TRUE, Condition, Sort
from variant_budget.measure.arithmetic import OPERATORS, value
from variant_budget.measure.connectives import negated
from variant_budget.measure.grammar import Grammar
from variant_budget.measure.tokens import Span, Tokens

_ZERO = re.compile(r"0(?:[xX]0+|[0.]*)[uUlLfFdD]*|'\\0'")
_EMPTY = frozenset({"''", "``"})
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_BITWISE = frozenset("&|^")
"""Weaker than a comparison in C: `A & B == 0` is none."""


class Comparison(NamedTuple):
    """Two sides and the operator between them."""

    left: Span
    operator: str
    right: Span

    def sides(self) -> tuple[tuple[Span, str, Span], tuple[Span, str, Span]]:
        """Read from the left and read from the right."""
        turned = _TURNED.get(self.operator, self.operator)
        return self, (self.right, turned, self.left)


def compared(
    read: Tokens, span: Span, grammar: Grammar, inner: Callable[[Span], Condition]
) -> Condition | None:
    """What a comparison with a symbol says; None where the span is no comparison.

    `inner` reads a condition within it.
    """
    found = comparison(read, span, grammar)
    if found is None:
        return None
    negative = found.operator in grammar.unequal or found.operator in grammar.absent
    if grammar.preprocessor and _is_itself(read, found, grammar):
        return FALSE if negative else TRUE
    for side, operator, other in found.sides():
        if read.any_symbol(other):
            continue
        number = value(read.texts[other.first : other.end]) if grammar.preprocessor else None
        if number is not None:
            related = _related(read, side, operator, number, grammar, inner)
            if related is not None:
                return related
        if operator in grammar.equal | grammar.unequal and _is_nothing(read, other, grammar):
            nested = read.inside(side) or read.texts[side.first] in grammar.negations
            held = inner(side) if nested else read.affirmed(side)
            return held if negative else negated(held)
    # C's `!A == B`; elsewhere a `!` in front was read before.
    negative ^= read.texts[span.first] in grammar.negations
    affirmed = read.affirmed(span)
    return negated(affirmed) if negative else affirmed


def _is_itself(read: Tokens, found: Comparison, grammar: Grammar) -> bool:
    """Whether it says that something equals itself, or does not."""
    left, right = (
        read.texts[side.first : side.end] for side in map(read.unwrapped, (found.left, found.right))
    )
    return left == right and found.operator in grammar.equal | grammar.unequal


def comparison(read: Tokens, span: Span, grammar: Grammar) -> Comparison | None:
    """The comparison at the weakest operator; of several the last, as in C."""
    if grammar.preprocessor and read.holds(span, _BITWISE):
        return None
    strong = grammar.equal | grammar.unequal | grammar.absent
    weakest = relation = None
    skipped = -1
    for at in read.outside(span):
        word, pair = read.texts[at], " ".join(read.texts[at : min(at + 2, span.end)])
        if at == skipped:
            continue
        if pair in strong and pair != word:
            weakest, skipped = (
                Comparison(Span(span.first, at), pair, Span(at + 2, span.end)),
                at + 1,
            )
        elif word in strong:
            weakest = Comparison(Span(span.first, at), word, Span(at + 1, span.end))
        elif word in grammar.relations:
            relation = Comparison(Span(span.first, at), word, Span(at + 1, span.end))
    return weakest or relation


def _related(
    read: Tokens,
    side: Span,
    operator: str,
    number: int,
    grammar: Grammar,
    inner: Callable[[Span], Condition],
) -> Condition | None:
    """In the preprocessor: a symbol has a value; what is true or false is 1 or 0. None for others."""
    bare = read.unwrapped(side)
    if bare.end - bare.first == 1:
        return Condition(Sort.RELATION, (read.texts[bare.first], operator, str(number)))
    if not _is_logical(read, bare, grammar, wrapped=bare != side):
        return None
    no, yes = (bool(OPERATORS[operator](each, number)) for each in (0, 1))
    if no == yes:
        return TRUE if yes else FALSE
    return inner(bare) if yes else negated(inner(bare))


def _is_logical(read: Tokens, span: Span, grammar: Grammar, *, wrapped: bool) -> bool:
    if read.texts[span.first] in grammar.negations | {"defined"}:
        return not (not wrapped and comparison(read, span, grammar))
    joined = grammar.conjunctions | grammar.disjunctions
    return wrapped and (read.holds(span, joined) or comparison(read, span, grammar) is not None)


def _is_nothing(read: Tokens, span: Span, grammar: Grammar) -> bool:
    bare = read.unwrapped(span)
    text = "".join(read.texts[bare.first : bare.end]) if bare.end - bare.first <= 3 else ""
    if text in _EMPTY:
        text = '""'
    return text.replace("'", '"') in grammar.nothings or _ZERO.fullmatch(text) is not None
