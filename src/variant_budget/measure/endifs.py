"""PHP's other way to write `if`: `if (a): … elseif (b): … else: … endif;`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.measure.headings import parenthesised
from variant_budget.measure.outline import Outline

_COLON = re.compile(rb"\s*+:(?!:)")
_WORD = re.compile(
    rb"(?<![\w$>:\\])(?:(if)(?=\s*+\()|else\s*+(if)(?=\s*+\()|(else)(?=\s*+:)|(endif))(?![\w$])|[(\[{]"
)
_IF, _ELSE_IF, _ELSE, _ENDIF = range(1, 5)


class Turn(NamedTuple):
    """The word that ends a body: where it starts and ends, and the `if` in it, or -1."""

    start: int
    end: int
    next: int
    is_else: bool


def body_of(outline: Outline, at: int) -> int | None:
    """Where the body starts behind the parentheses that end at `at`; None if it has no colon."""
    colon = _COLON.match(outline.code, at)
    return colon.end() if colon else None


def turn_behind(outline: Outline, at: int, ends: Mapping[int, int]) -> Turn:
    """What ends the body that starts at `at`; `ends` has the ends of those `if`s in it that are known."""
    depth = 0
    while word := _WORD.search(outline.code, at):
        kind, at = word.lastindex, word.end()
        if kind is None:
            at = outline.closes.get(word.start(), word.start()) + 1
        elif kind == _IF and word.start() in ends:
            at = max(at, ends[word.start()])
        elif kind in (_IF, _ELSE_IF):
            if _is_open(outline, at):
                if kind == _ELSE_IF and not depth:
                    return Turn(word.start(), at, word.start(_ELSE_IF), is_else=False)
                depth += kind == _IF
        elif not depth:
            return Turn(word.start(), at, -1, is_else=kind == _ELSE)
        else:
            depth -= kind == _ENDIF
    return Turn(len(outline.code), len(outline.code), -1, is_else=False)


def _is_open(outline: Outline, at: int) -> bool:
    heading = parenthesised(outline, at)
    return heading is not None and body_of(outline, heading.body) is not None
