"""Python: `if`, `elif`, `else` and `case` by their indentation."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.domain.regions import TRUE
from variant_budget.measure.chains import Arm, Chain
from variant_budget.measure.labels import Group, chain_of
from variant_budget.measure.outline import Heading, Outline

# A line that starts with `"` continues a blanked string.
_LINE = re.compile(rb"\n([ \t]*+)(?=[^\s\"])")
_OPENS = re.compile(rb"(if|case)(?!\w)(?![ \t]*+[=.,)\]])")
_CONTINUES = {
    b"if": re.compile(rb"(?:elif(?!\w)|(else)[ \t]*+:)"),
    b"case": re.compile(rb"case(?!\w)(?![ \t]*+[=.,)\]])"),
}
_ELIF = re.compile(rb"elif(?!\w)")
_COLON = re.compile(rb"[(\[{]|:(?!=)")
_BACKSLASH = 92
_COLON_SIGN = 58


class _Line(NamedTuple):
    """A line that continues none: where its first token stands, and how far it is indented."""

    start: int
    width: int


def indented_chains(outline: Outline) -> Iterator[Chain]:
    """Each chain from its first branch with a symbol on."""
    reader = _Reader(outline)
    for place in outline.places:
        chain = reader.chain_at(place)
        if chain:
            yield chain


class _Reader:
    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.lines = list(_lines(outline))
        self.starts = [line.start for line in self.lines]
        self.read: set[int] = set()

    def chain_at(self, place: int) -> Chain:
        """The chain that starts on the line of a symbol; empty where none starts there."""
        number = bisect_right(self.starts, place) - 1
        if number < 0 or number in self.read:
            return []
        self.read.add(number)
        start = self.lines[number].start
        opened = _OPENS.match(self.outline.code, start) or _ELIF.match(self.outline.code, start)
        colon = self._colon(number, opened.end()) if opened else -1
        if opened is None or place > colon:
            return []
        found = list(self._branches(number, opened, colon))
        if opened[0] == b"case":
            groups = [Group(each.start(), end, [(each.end(), at)]) for each, at, end in found]
            return chain_of(self.outline, groups)
        return [
            Arm(each.start(), end, TRUE, "else", follows)
            if each[0].startswith(b"else")
            else self.outline.when(each.start(), end, Heading((each.end(), at), at), follows)
            for follows, (each, at, end) in enumerate(found, start=-1)
        ]

    def _branches(
        self, number: int, opened: re.Match[bytes] | None, colon: int
    ) -> Iterator[tuple[re.Match[bytes], int, int]]:
        """The branches from a line on: their word, their colon and the offset behind them."""
        code = self.outline.code
        width = self.lines[number].width
        continues = _CONTINUES[b"case" if opened and opened[0] == b"case" else b"if"]
        while opened and colon >= 0:
            self.read.add(number)
            number = self._behind(number, width)
            end = self.starts[number] if number < len(self.lines) else len(code)
            yield opened, colon, self.outline.behind(end, opened.start())
            if number == len(self.lines) or self.lines[number].width < width:
                return
            opened = continues.match(code, self.lines[number].start)
            colon = self._colon(number, opened.end()) if opened else -1

    def _behind(self, number: int, width: int) -> int:
        """The next line that is indented no deeper."""
        number += 1
        while number < len(self.lines) and self.lines[number].width > width:
            number += 1
        return number

    def _colon(self, number: int, at: int) -> int:
        """Where the colon of a line's statement stands, at `at` or behind it; -1 for none."""
        code = self.outline.code
        if code[at - 1] == _COLON_SIGN:
            return at - 1
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(code)
        while sign := _COLON.search(code, at, end):
            at = sign.start()
            if sign[0] == b":":
                return at
            at = self.outline.closes.get(at, end) + 1
        return -1


def _lines(outline: Outline) -> Iterator[_Line]:
    code = outline.code
    brackets = iter(sorted(outline.closes.items()))
    opened, closed = next(brackets, (len(code), -1))
    end = -1
    for match in _LINE.finditer(code):
        at = match.start()
        while opened < at:
            end = max(end, closed)
            opened, closed = next(brackets, (len(code), -1))
        if at > end and code[at - 1] != _BACKSLASH:
            yield _Line(match.end(), len(match[1].expandtabs(8)))
