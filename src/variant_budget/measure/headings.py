"""What stands between a word such as `if` or `switch` and its body."""

import re

from variant_budget.measure.outline import Heading, Outline

_PARENTHESIS = re.compile(rb"(?:\s*+constexpr)?\s*+\(")
_SIGNS = {
    word: re.compile(rb"[{;}\])(\[]|=>|(?<![\w.])%s(?!\w)" % word)
    for word in (b"if", b"match", b"switch")
}
# `if let A { b } = c {`, `if unsafe { a } && b {`, `if unsafe { a } {`: no body yet.
_GOES_ON = re.compile(rb"[ \t]*+(?:=(?![=>])|==|!=|\.\w|\{)|\(|\s*+(?:&&|\|\|)")
_OPEN = frozenset(b"([")
_BRACE, _SEMICOLON = b"{;"


def parenthesised(outline: Outline, at: int) -> Heading | None:
    """What is in parentheses behind `at`; None where there are none that are closed."""
    opened = _PARENTHESIS.match(outline.code, at)
    closed = outline.closes.get(opened.end() - 1) if opened else None
    return Heading((opened.end(), closed), closed + 1) if opened and closed is not None else None


def braced(outline: Outline, at: int, word: bytes) -> Heading | None:
    """What stands between `at` and the brace that opens a body; None where there is none.

    The same word does not stand in it again, and a `;` in Go only.
    """
    start = at
    while sign := _SIGNS[word].search(outline.code, at):
        at = sign.start()
        byte = outline.code[at]
        closed = outline.closes.get(at)
        if byte in _OPEN and closed is not None:
            at = closed + 1
        elif byte == _BRACE and closed is not None:
            if not _GOES_ON.match(outline.code, closed + 1):
                return Heading((start, at), at)
            at = closed + 1
        elif byte == _SEMICOLON and outline.language == "Go":
            at += 1
        else:
            return None
    return None
