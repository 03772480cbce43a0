"""Where a statement or label starts whose end is known."""

import re
from collections.abc import Collection

from variant_budget.measure.outline import Outline
from variant_budget.measure.python import balance

LINES, WIDTH = 20, 1_000
"""Lines that are looked at, from the last one up, besides those between brackets; and bytes of each."""

_CLOSES = re.compile(rb"[)\]}]")


def first_line(outline: Outline, first: int, end: int, leads_on: Collection[bytes]) -> int:
    """The offset, at least `first`, where what ends at `end` starts.

    It starts on that line; or before, where a line ends or starts with one of `leads_on`, or closes
    a bracket that it does not open.
    """
    code, signs = outline.code, tuple(leads_on)
    start = _opened(outline, first, end, end)
    for _ in range(LINES):
        before = code[max(first, start - WIDTH) : start].rstrip()
        leads = before.endswith(signs) or code[start : start + WIDTH].lstrip().startswith(signs)
        # What a bracket of this line encloses starts in it.
        if not before or not leads or balance(code, start, end) > 0:
            break
        start = _opened(outline, first, start - 1, end)
    return end - len(code[start:end].lstrip())


def _opened(outline: Outline, first: int, at: int, end: int) -> int:
    """Where the line of `at` starts, or the one that opens what is closed between there and `end`."""
    start = _line_start(outline.code, first, at)
    brackets = (match.start() for match in _CLOSES.finditer(outline.code, start, end))
    opened = min((outline.opens.get(each, each) for each in brackets), default=end)
    return start if opened >= start else _line_start(outline.code, first, opened)


def _line_start(code: bytes, first: int, at: int) -> int:
    window = max(first, at - WIDTH)
    return max(window, code.rfind(b"\n", window, at) + 1, code.rfind(b";", window, at) + 1)
