"""Which bracket closes which, in blanked code, whatever the preprocessor leaves of it.

The branches of a conditional are read as a compiler would: each starts with the brackets that were
open before the first. What several of them open is closed by one bracket behind the `#endif`.
"""

import re
from collections.abc import Mapping

from variant_budget.measure.lexing import NOTHING

_BRACKET = re.compile(rb"[()\[\]{}]")
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
    offsets = [match.start() for match in _BRACKET.finditer(code)]
    if turns:
        offsets = sorted((*offsets, *turns))
    stack = _Stack(code)
    for at in offsets:
        opener = _OPENER.get(code[at])
        if opener is not None:
            stack.close(at, opener)
        elif at in turns:
            stack.turn(at, turns[at])
        else:
            stack.around[at] = stack.top
            stack.top = at
    return stack.all_closes()


class _Stack:
    """The brackets that are open, each by its offset and the one around it.

    So a conditional keeps and restores the whole stack by one number.
    """

    def __init__(self, code: bytes) -> None:
        self.code = code
        self.top = -1
        self.around: dict[int, int] = {}
        self.closed: dict[int, int] = {}
        self.twins: dict[int, int] = {}
        # Of each conditional around here: where it opens, the top there, and what the first of its
        # branches left that left another top.
        self.conditionals: list[tuple[int, int, int]] = []

    def close(self, at: int, opener: int) -> None:
        top = self.top
        if opener == _BRACE:
            while top >= 0 and self.code[top] != _BRACE:
                top = self.around[top]
        if top >= 0 and self.code[top] == opener:
            self.closed[top] = at
            self.top = self.around[top]

    def turn(self, at: int, word: bytes) -> None:
        if word == b"if":
            self.conditionals.append((at, self.top, self.top))
        elif self.conditionals:
            opened, before, kept = self.conditionals.pop()
            if kept == before:
                kept = self.top
            elif self.top not in (before, kept):
                self._pair(self.top, kept, opened)
            if word == b"endif":
                self.top = kept
            else:
                self.conditionals.append((opened, before, kept))
                self.top = before

    def _pair(self, one: int, other: int, opened: int) -> None:
        for _ in range(TWINS):
            if one <= opened or other <= opened:
                break
            self.twins[one] = other
            one, other = self.around[one], self.around[other]

    def all_closes(self) -> dict[int, int]:
        for one, other in self.twins.items():
            if other in self.closed:
                self.closed[one] = self.closed[other]
        return self.closed
