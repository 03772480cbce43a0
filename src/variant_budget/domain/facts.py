"""What measuring one blob found: which lines hold code, decisions, functions and classes.

Facts depend on the bytes and the language alone, never on paths, owners or policy, so they may be
cached by blob. They are packed into about 50 bytes a blob (docs/performance.md).
"""

from collections.abc import Sequence
from enum import IntEnum
from operator import sub
from typing import NamedTuple


class Kind(IntEnum):
    """How a blob was measured. Stored in the cache: never renumber."""

    FULL = 0
    """All four code metrics."""
    LINES_ONLY = 1
    """The language's row measures lines of code and nothing else."""
    CAPPED = 2
    """Too long or too deeply nested for more than lines of code; reported as a note."""
    BINARY = 3
    """Holds a NUL byte and no Unicode mark: 0 lines."""
    LFS = 4
    """A Git LFS pointer: 0 lines; `lfs_bytes` is the size of the real file."""


_MARKED = 16
"""Packed, this is added to the kind."""


class Facts(NamedTuple):
    """The measured facts of one blob. Line numbers count from 1.

    `lines` is the number of physical lines. `code` has one bit a line (bit 0 of byte 0 is line 1),
    set where the line holds a token that is no comment. `decisions`, `functions` and `classes` hold
    the lines of decision points and of the first lines of definitions, ascending; a line stands
    there once for each. `marked`: it holds the text `variant-budget:`, perhaps in a mark.
    """

    kind: Kind
    lines: int = 0
    code: bytes = b""
    decisions: tuple[int, ...] = ()
    functions: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    lfs_bytes: int = 0
    marked: bool = False

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Lines of code, cyclomatic complexity, functions, classes (docs/metrics.md)."""
        functions = len(self.functions)
        return (
            int.from_bytes(self.code, "little").bit_count(),
            len(self.decisions) + functions,
            functions,
            len(self.classes),
        )

    def pack(self) -> bytes:
        """The facts as bytes: varint counts first, then the bitmap, then gaps between lines."""
        code = self.code.rstrip(b"\0")
        head = (
            self.kind | _MARKED * self.marked,
            *self.counts,
            self.lines,
            self.lfs_bytes,
            len(code),
        )
        gaps = [*_gaps(self.decisions), *_gaps(self.functions), *_gaps(self.classes)]
        return varints(head) + code + varints(gaps)


def unpack(packed: bytes) -> Facts:
    """The facts that `Facts.pack` wrote.

    Raises ValueError for any other bytes: counts that disagree, lines out of order or out of range.
    """
    head, at = read_varints(packed, 0, 8)
    kind, _, complexity, functions, classes, lines, lfs_bytes, size = head
    kind, marked = kind & ~_MARKED, bool(kind & _MARKED)
    code = packed[at : at + size]
    last = int.from_bytes(code, "little").bit_length()
    if len(code) != size or last > lines or code.endswith(b"\0") or complexity < functions:
        raise ValueError("packed facts: code bitmap out of range")
    at += size
    rows = []
    for length in (complexity - functions, functions, classes):
        gaps, at = read_varints(packed, at, length)
        rows.append(_lines(gaps, lines))
    facts = Facts(Kind(kind), lines, code, rows[0], rows[1], rows[2], lfs_bytes, marked)
    if at != len(packed) or facts.counts != head[1:5]:
        raise ValueError("packed facts: counts do not agree")
    return facts


def packed_counts(packed: bytes) -> tuple[Kind, tuple[int, int, int, int], int, int, bool]:
    """Kind, the four counts, physical lines, LFS size, and whether it is marked."""
    head, _ = read_varints(packed, 0, 8)
    kind, marked = head[0] & ~_MARKED, bool(head[0] & _MARKED)
    return Kind(kind), (head[1], head[2], head[3], head[4]), head[5], head[6], marked


def _gaps(lines: Sequence[int]) -> Sequence[int]:
    return [lines[0], *map(sub, lines[1:], lines)] if lines else ()


def _lines(gaps: Sequence[int], last: int) -> tuple[int, ...]:
    line = 0
    lines = []
    for gap in gaps:
        line += gap
        lines.append(line)
    if lines and not (lines[0] >= 1 and line <= last):
        raise ValueError("packed facts: line out of range")
    return tuple(lines)


def varints(numbers: Sequence[int]) -> bytes:
    """Numbers as bytes: seven bits each, low ones first, the eighth set where more follow."""
    if max(numbers, default=0) < 128:
        return bytes(numbers)
    out = bytearray()
    for number in numbers:
        rest = number
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def read_varints(data: bytes, at: int, count: int) -> tuple[tuple[int, ...], int]:
    """`count` numbers that `varints` wrote, and where they end; ValueError where there are none."""
    numbers = []
    for _ in range(count):
        number = shift = 0
        while True:
            if at >= len(data):
                raise ValueError("packed facts: cut short")
            byte = data[at]
            at += 1
            number |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
            if shift > 63:
                raise ValueError("packed facts: number too large")
        numbers.append(number)
    return tuple(numbers), at
