"""The text of a condition -> what it says of symbols: one reader for every language.

The rules are in docs/design.md, "Owner by region". It gives conditions alone; what they are worth for a
variant is decided elsewhere.
"""

from functools import partial

from variant_budget.domain.regions import FALSE, TRUE, Condition, Sort
from variant_budget.measure.arithmetic import value
from variant_budget.measure.comparisons import compared, comparison
from variant_budget.measure.connectives import all_of, any_of, negated
from variant_budget.measure.grammar import Grammar
from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.tokens import Span, Tokens, tokens

DEPTH = 100
"""Levels of and, or and not that are told apart; what is deeper is one atom."""

_LITERALS = {"true": TRUE, "True": TRUE, "false": FALSE, "False": FALSE}
_ANYTHING = "_"
_BITS = frozenset({"|"})


def condition(text: str, grammar: Grammar, lexicon: Lexicon) -> Condition:
    """What a condition, without its comments, says. Any text has an answer."""
    read = tokens(text, lexicon)
    # Go and C++: what stands before a `;` is done first and decides nothing.
    parts = [part for part in read.split(read.all, {";"}) if part.first < part.end]
    return _any(read, parts[-1] if parts else read.all, grammar, 0)


def case_condition(text: str, grammar: Grammar, lexicon: Lexicon) -> Condition:
    """What a case label says: any of its patterns, and the condition behind them, if there is one.

    A pattern that holds a symbol affirms it. The pattern `_` is always true.
    """
    read = tokens(text, lexicon)
    labels = read.split(read.all, grammar.separators & {","})
    labels = [label for label in labels if label.first < label.end] or labels
    return any_of([_guarded(read, label, grammar) for label in labels])


def _guarded(read: Tokens, span: Span, grammar: Grammar) -> Condition:
    patterns, *guards = read.split(span, grammar.guards)
    parts = read.split(patterns, grammar.separators)
    found = any_of([_pattern(read, each, grammar) for each in parts])
    return all_of([found, *(_any(read, guard, grammar, 1) for guard in guards)])


def _pattern(read: Tokens, span: Span, grammar: Grammar) -> Condition:
    if read.text(span) == _ANYTHING:
        return TRUE
    found = read.affirmed(span)
    first = " ".join(read.texts[span.first : min(span.first + 2, span.end)])
    # Kotlin's `!in` and `!is`, C#'s `not`.
    negative = first in grammar.absent or first.split(" ")[0] == "not"
    return negated(found) if negative and read.any_symbol(span) else found


def _any(read: Tokens, span: Span, grammar: Grammar, depth: int) -> Condition:
    span = read.unwrapped(span)
    if depth > DEPTH:
        return read.affirmed(span)
    if read.chooses(span, grammar.choices):
        return _atom(read, span, grammar, depth)
    parts = read.split(span, grammar.disjunctions)
    if len(parts) == 1:
        return _all(read, span, grammar, depth)
    return any_of([_all(read, part, grammar, depth + 1) for part in parts])


def _all(read: Tokens, span: Span, grammar: Grammar, depth: int) -> Condition:
    parts = read.split(span, grammar.conjunctions)
    if len(parts) == 1:
        return _bits(read, span, grammar, depth)
    return all_of([_bits(read, part, grammar, depth + 1) for part in parts])


def _bits(read: Tokens, span: Span, grammar: Grammar, depth: int) -> Condition:
    """In C's preprocessor `A | B` is not 0 where one of them is not 0."""
    parts = read.split(span, _BITS) if grammar.preprocessor else []
    if len(parts) < 2 or not all(part.first < part.end for part in parts):
        return _not(read, span, grammar, depth)
    return any_of([_not(read, part, grammar, depth + 1) for part in parts])


def _not(read: Tokens, span: Span, grammar: Grammar, depth: int) -> Condition:
    """`!` and `not` in front of what they negate: all that follows, or in C's preprocessor, where
    `!A == 0` is `(!A) == 0`, one side of a comparison, which is an atom."""
    first = span.first
    while first < span.end and read.texts[first] in grammar.negations:
        first += 1
    rest = Span(first, span.end)
    if first > span.first and grammar.preprocessor and comparison(read, rest, grammar):
        return _atom(read, span, grammar, depth)
    if read.inside(rest) is None:
        found = _atom(read, rest, grammar, depth)
    else:
        found = _any(read, rest, grammar, depth + 1)
    return negated(found) if (first - span.first) % 2 else found


def _atom(read: Tokens, span: Span, grammar: Grammar, depth: int) -> Condition:
    called = _called(read, span, grammar, depth)
    if called is not None:
        return called
    if not read.any_symbol(span):
        return _constant(read, span, grammar)
    if read.chooses(span, grammar.choices):
        return read.affirmed(span)
    inner = partial(_inner, read, grammar, depth + 1)
    return compared(read, span, grammar, inner) or read.affirmed(span)


def _inner(read: Tokens, grammar: Grammar, depth: int, span: Span) -> Condition:
    return _any(read, span, grammar, depth)


def _constant(read: Tokens, span: Span, grammar: Grammar) -> Condition:
    texts = read.texts[span.first : span.end]
    if grammar.preprocessor:
        # `defined(A)` and `defined A` decide the same.
        if texts and texts[0] == "defined":
            texts = [text for text in texts if text not in {"(", ")"}]
        elif (number := value(texts) if texts else None) is not None:
            return TRUE if number else FALSE
    elif len(texts) == 1 and texts[0] in _LITERALS:
        return _LITERALS[texts[0]]
    return Condition(Sort.UNKNOWN, (" ".join(texts),))


def _called(read: Tokens, span: Span, grammar: Grammar, depth: int) -> Condition | None:
    """Rust's `all(…)`, `any(…)`, `not(…)`, and `cfg!(…)` around them; None for anything else."""
    name = read.texts[span.first] if span.first < span.end else ""
    if grammar.within and name == grammar.macro:
        argument = read.inside(Span(span.first + 2, span.end))
        if argument is not None:
            return _any(read, argument, grammar.within, depth + 1)
    if name not in grammar.functions:
        return None
    inside = read.inside(Span(span.first + 1, span.end))
    if inside is None:
        return None
    parts = [part for part in read.split(inside, {","}) if part.first < part.end]
    found = [_any(read, part, grammar, depth + 1) for part in parts]
    if name == "any":
        return any_of(found)
    return all_of(found) if name == "all" else negated(all_of(found))
