"""The text of a condition -> tokens, with symbols in one piece and brackets matched."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from variant_budget.domain.regions import Condition, Sort
from variant_budget.measure.connectives import any_of
from variant_budget.measure.lexicon import Lexicon

# A number may have quotes in it (C++'s digit separators), which open no string.
_TOKEN = re.compile(
    r"\"[^\"\\]*+(?>(?:\\.[^\"\\]*+)*)\"?|'[^'\\]*+(?>(?:\\.[^'\\]*+)*)'?|`[^`]*+`?"
    r"|[0-9]\w*+(?>(?:'\w++)*)|\w+|::|===|!==|<=>|[=!<>]=|<>|<<|>>|&&|\|\||=~|!~|=>|->|:=|\?[.?:]|\S",
    re.DOTALL,
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_FILES = frozenset({"__has_include", "__has_include_next", "__has_embed"})
"""Calls of the preprocessor that name a file: `<linux/if.h>` is no symbol `linux`."""


class Span(NamedTuple):
    """The tokens from `first` on, without `end`."""

    first: int
    end: int


class Tokens(NamedTuple):
    """The tokens of a condition.

    `symbols` are the positions, ascending, that hold a symbol, which is then the token. `closes`
    has, by the position of an opening bracket, that of its closing one, or the end where there is none.
    """

    texts: list[str]
    symbols: list[int]
    closes: dict[int, int]

    @property
    def all(self) -> Span:
        return Span(0, len(self.texts))

    def outside(self, span: Span) -> Iterator[int]:
        """The positions that no bracket within the span encloses, opening brackets among them."""
        at = span.first
        while at < span.end:
            yield at
            at = self.closes.get(at, at) + 1

    def split(self, span: Span, separators: AbstractSet[str]) -> list[Span]:
        """The parts between separators that stand in no bracket."""
        if separators.isdisjoint(self.texts[span.first : span.end]):
            return [span]
        parts = []
        first = span.first
        for at in self.outside(span):
            if self.texts[at] in separators:
                parts.append(Span(first, at))
                first = at + 1
        return [*parts, Span(first, span.end)]

    def holds(self, span: Span, words: AbstractSet[str]) -> bool:
        """Whether one of the words stands in no bracket."""
        if words.isdisjoint(self.texts[span.first : span.end]):
            return False
        return any(self.texts[at] in words for at in self.outside(span))

    def chooses(self, span: Span, words: Collection[str]) -> bool:
        """Whether all of the words stand in no bracket: `a ? b : c`. False where there are none."""
        return bool(words) and all(self.holds(span, {word}) for word in words)

    def inside(self, span: Span) -> Span | None:
        """What the parentheses enclose that enclose all of it; None where there are none."""
        if span.first >= span.end or self.texts[span.first] != "(":
            return None
        close = self.closes[span.first]
        return Span(span.first + 1, min(close, span.end)) if close >= span.end - 1 else None

    def unwrapped(self, span: Span) -> Span:
        """Without any parentheses that enclose all of it."""
        while (inside := self.inside(span)) is not None:
            span = inside
        return span

    def text(self, span: Span) -> str:
        return " ".join(self.texts[span.first : span.end])

    def symbols_in(self, span: Span) -> list[str]:
        """The symbols within, each once, in their order."""
        first, end = bisect_left(self.symbols, span.first), bisect_left(self.symbols, span.end)
        return list(dict.fromkeys(self.texts[at] for at in self.symbols[first:end]))

    def affirmed(self, span: Span) -> Condition:
        """Any of the symbols within; unknown where there is none."""
        found = self.symbols_in(span)
        if not found:
            return Condition(Sort.UNKNOWN, (self.text(span),))
        return any_of(Condition(Sort.SYMBOL, (symbol,)) for symbol in found)

    def any_symbol(self, span: Span) -> bool:
        at = bisect_left(self.symbols, span.first)
        return at < len(self.symbols) and self.symbols[at] < span.end


def tokens(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a condition's text, without comments."""
    texts: list[str] = []
    symbols: list[int] = []
    found = _TOKEN.findall(text)
    done = 0
    for first, end, symbol in lexicon.found(found):
        texts.extend(found[done:first])
        symbols.append(len(texts))
        texts.append(symbol)
        done = end
    texts.extend(found[done:])
    closes = _closes(texts)
    files = {
        at for first in closes if texts[first - 1] in _FILES for at in range(first, closes[first])
    }
    return Tokens(texts, [at for at in symbols if at not in files], closes)


def _closes(texts: list[str]) -> dict[int, int]:
    closes: dict[int, int] = {}
    opened: list[int] = []
    for at, text in enumerate(texts):
        if text in _OPEN:
            opened.append(at)
        elif text in _CLOSE and opened:
            closes[opened.pop()] = at
    closes.update(dict.fromkeys(opened, len(texts)))
    return closes
