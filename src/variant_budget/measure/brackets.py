"""Which bracket closes which, in blanked code, whatever the preprocessor leaves of it.

The branches of a conditional are read as a compiler would: each starts with the brackets that were
open before the first. What several of them open is closed by one bracket behind the `#endif`.
"""

import re
from collections.abc import Mapping

from variant_budget.measure.lexing import NOTHING

# Most parentheses enclose no others: one match for both. The class first, which `re` skips to.
_BRACKET = re.compile(rb"[()\[\]{}\x01](?:(?<=\()[^()\[\]{}\x01]*+\))?")
_TURNS = 1
_OPENER = {41: 40, 93: 91, 125: 123}
_BRACE = 123

# A directive may run over spliced lines.
_DIRECTIVES = {
    "c": re.compile(rb"\n[ \t]*+#[^\n\\]*+(?>(?:\\(?s:.)[^\n\\]*+)*)"),
    # What else starts with the sign is code: `#selector(f)`, a macro.
    "swift": re.compile(
        rb"\n[ \t]*+#(?:if|elseif|else|endif|error|warning|sourceLocation)(?!\w)[^\n]*+"
    ),
}
_DIRECTIVES["csharp"] = _DIRECTIVES["c"]
_TURN = re.compile(rb"\n[ \t]*+#[ \t]*+(if|el|endif)")

TWINS = 8
"""Brackets that the branches of one conditional may leave open and that still find their end."""


def without_directives(code: bytes, definitions: str) -> tuple[bytes, dict[int, bytes]]:
    """Code with its directives blanked; where conditionals turn, by offset: `if`, `el` or `endif`.

    Offsets stay.
    """
    pattern = _DIRECTIVES.get(definitions)
    turns: dict[int, bytes] = {}
    if pattern is None or b"#" not in code:
        return code, turns

    def blanked(match: re.Match[bytes]) -> bytes:
        turn = _TURN.match(match[0])
        if turn:
            turns[match.start() + turn.start(1)] = turn[1]
        return match[0].translate(NOTHING)

    return pattern.sub(blanked, code), turns


def closes(code: bytes, turns: Mapping[int, bytes]) -> dict[int, int]:
    """Offset of each opening bracket that is closed -> offset of what closes it.

    A brace closes the parentheses in it that nothing else closes; a parenthesis closes no brace.
    """
    conditionals = _Conditionals()
    closed: dict[int, int] = {}
    # The stack as its top, the offset of a bracket, and what is around each bracket: so that a
    # conditional keeps and restores all of it by one number.
    around: dict[int, int] = {}
    top = -1
    for match in _BRACKET.finditer(_marked(code, turns)):
        at, end = match.span()
        byte = code[at]
        opener = _OPENER.get(byte)
        if end - at > 1:
            closed[at] = end - 1
        elif opener:
            if opener == _BRACE and top >= 0 and code[top] != _BRACE:
                top = _without_parentheses(code, around, top)
            if top >= 0 and code[top] == opener:
                closed[top] = at
                top = around[top]
        elif at in turns:
            top = conditionals.turn(at, turns[at], top, around)
        elif byte != _TURNS:
            around[at] = top
            top = at
    return conditionals.with_twins(closed)


def _marked(code: bytes, turns: Mapping[int, bytes]) -> bytes:
    if not turns:
        return code
    marked = bytearray(code)
    for at in turns:
        marked[at] = _TURNS
    return bytes(marked)


def _without_parentheses(code: bytes, around: dict[int, int], top: int) -> int:
    """The brace around those that are open in it; the next walk over them takes one step."""
    dropped = []
    while top >= 0 and code[top] != _BRACE:
        dropped.append(top)
        top = around[top]
    around.update(dict.fromkeys(dropped, top))
    return top


class _Conditionals:
    """The conditionals around a place, and the brackets that their branches leave open."""

    def __init__(self) -> None:
        # Of each: where it opens, the top there, and the first other one that a branch left.
        self._open: list[tuple[int, int, int]] = []
        self._twins: dict[int, int] = {}

    def turn(self, at: int, word: bytes, top: int, around: Mapping[int, int]) -> int:
        """The top of the stack behind `#if`, `#else` or `#endif`."""
        if word == b"if":
            self._open.append((at, top, top))
        elif self._open:
            opened, before, kept = self._open.pop()
            if kept == before:
                kept = top
            elif top not in (before, kept):
                self._pair(top, kept, opened, around)
            if word == b"endif":
                return kept
            self._open.append((opened, before, kept))
            return before
        return top

    def _pair(self, one: int, other: int, opened: int, around: Mapping[int, int]) -> None:
        for _ in range(TWINS):
            if one <= opened or other <= opened:
                break
            self._twins[one] = other
            one, other = around[one], around[other]

    def with_twins(self, closed: dict[int, int]) -> dict[int, int]:
        """Also what the other branches opened, which ends where the first one's does."""
        for one, other in self._twins.items():
            if other in closed:
                closed[one] = closed[other]
        return closed
