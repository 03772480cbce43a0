"""The longest common subsequence of two lists of lines: one of them, the same everywhere.

Of all longest ones it is that whose lines stand latest in the copy, and then latest in the base. The
lines of the copy are those that the walk back through the table of lengths finds (equal lines are
common, else a base line is left out before one of the copy). They depend neither on lines that only
one side has nor on whether a common head and tail were cut off first.

A row of the table is one integer: a bit for each line of the base, 0 where the length rises by one
(Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import isqrt

Places = Mapping[bytes, Sequence[int]]
"""A line to its bits, ascending."""

_MASKS_KEPT = 1024
"""7 MB for 50,000 lines. Where a copy has more different lines, the base has few of each."""


def longest_common(copy: Sequence[bytes], base: Sequence[bytes]) -> list[tuple[int, int]]:
    """The positions of the common lines in both, ascending.

    Takes time as the product of both lengths (1 s for 50,000 lines each), and little space.
    """
    known = frozenset(copy)
    in_base = [at for at, line in enumerate(base) if line in known]
    places: dict[bytes, list[int]] = {}
    for bit, at in enumerate(in_base):
        places.setdefault(base[at], []).append(bit)
    in_copy = [at for at, line in enumerate(copy) if line in places]
    found = _walk([copy[at] for at in in_copy], places, len(in_base))
    return [(in_copy[row], in_base[bit]) for row, bit in reversed(found)]


def _walk(lines: Sequence[bytes], places: Places, width: int) -> list[tuple[int, int]]:
    """The common rows and bits, last first.

    All rows of 50,000 lines would take 300 MB: one in 200 is kept, the others are made again from it.
    """
    mask, step = _masks(places, width), isqrt(len(lines)) + 1
    row, kept = (1 << width) - 1, []
    for start in range(0, len(lines), step):
        kept.append((start, row))
        row = _rows(row, lines[start : start + step], mask)[-1] & ((1 << width) - 1)
    found: list[tuple[int, int]] = []
    end = width
    for start, first in reversed(kept):
        some = lines[start : start + step]
        rows = _rows(first & ((1 << end) - 1), some, mask)
        for at in reversed(range(len(some))):
            here = places[some[at]]
            nth = bisect_left(here, end) - 1
            if nth >= 0 and _is_level(rows[at], here[nth] + 1, end):
                end = here[nth]
                found.append((start + at, end))
    return found


def _rows(row: int, lines: Sequence[bytes], mask: Callable[[bytes], int]) -> list[int]:
    """The rows after `row`, one a line.

    Each may have a bit more than the one before. None of these is ever read.
    """
    rows = []
    for line in lines:
        both = row & mask(line)
        row = (row + both) | (row - both)
        rows.append(row)
    return rows


def _is_level(row: int, first: int, end: int) -> bool:
    """Whether the length rises nowhere from bit `first` to before `end`."""
    ones = (1 << (end - first)) - 1
    return row >> first & ones == ones


def _masks(places: Places, width: int) -> Callable[[bytes], int]:
    """A line's bits as an integer. Not all at once: 50,000 different lines would take 170 MB."""

    @lru_cache(_MASKS_KEPT)
    def mask(line: bytes) -> int:
        bits = places[line]
        if len(bits) == 1:
            return 1 << bits[0]
        packed = bytearray(width // 8 + 1)
        for bit in bits:
            packed[bit >> 3] |= 1 << (bit & 7)
        return int.from_bytes(packed, "little")

    return mask
