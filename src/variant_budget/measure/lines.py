"""Where a statement or label starts whose end is known."""

from collections.abc import Collection

from variant_budget.measure.python import balance

LINES = 100
"""Lines that are looked at, from the last one up."""

_LOOK_BACK = 256


def first_line(code: bytes, first: int, end: int, leads_on: Collection[bytes]) -> int:
    """The offset, at least `first`, where what ends at `end` starts.

    It starts on that line; or before, where a line ends or starts with one of `leads_on`, or closes
    a bracket that it does not open.
    """
    signs = tuple(leads_on)
    start = max(first, code.rfind(b"\n", first, end) + 1, code.rfind(b";", first, end) + 1)
    for _ in range(LINES):
        before = code[max(first, start - _LOOK_BACK) : start].rstrip()
        line = code[start:end].lstrip()
        leads = before.endswith(signs) or line.startswith(signs)
        # What a bracket encloses on this line starts in it.
        if not before or balance(code, start, end) >= leads:
            break
        start = max(first, code.rfind(b"\n", first, start - 1) + 1)
    return end - len(code[start:end].lstrip())
