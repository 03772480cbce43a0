"""An edited copy and its base -> which lines of code stand in both.

Compared are the lines that the measuring engine takes for code. A line is compared as it is written
without its comments, with each run of white space as one space and none at its ends: indentation,
line ends and comments are no change, what stands in strings is one.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, compress
from operator import not_
from typing import NamedTuple

from variant_budget.domain.pair import Pair, part_contents
from variant_budget.measure.lexing import blank_lines, code_bits, lines_of
from variant_budget.measure.source import source_of, written
from variant_budget.measure.subsequence import longest_common
from variant_budget.measure.text import is_binary, lfs_bytes, text_of

LINES_LIMIT = 50_000
"""Lines of code, of copy or base, between common head and tail that are compared; more take too long."""


class Code(NamedTuple):
    """The lines of code of a file: `text` has a newline and then each with its newline.

    `blank` has a byte for each line of the file: 0 where it holds code.
    """

    blank: bytes = b""
    text: bytes = b"\n"

    @property
    def lines(self) -> int:
        """Their number."""
        return self.text.count(b"\n") - 1


def pair(data: bytes, base: bytes, language: str) -> Pair:
    """What a copy has of its base, both in the language of the copy.

    A binary file and a Git LFS pointer have no lines; an absent base is `b""`.
    """
    ours = _code(data, language)
    theirs = ours if base == data else _code(base, language)
    common = _common(ours.text, theirs.text)
    if common is None:
        return Pair(b"", ours.lines, theirs.lines, too_long=True)
    count = sum(common[0])
    copied = code_bits(_where(ours.blank, common[0]))
    return Pair(copied, ours.lines - count, theirs.lines - count)


def matched(data: bytes, base: bytes, language: str) -> tuple[tuple[int, int], ...]:
    """The lines of code that both have: (line in the copy, line in the base), ascending.

    Nothing where the files are too long to be compared.
    """
    ours, theirs = _code(data, language), _code(base, language)
    common = _common(ours.text, theirs.text) or (b"", b"")
    rows = (
        compress(_numbers(code.blank), flags)
        for code, flags in zip((ours, theirs), common, strict=True)
    )
    return tuple(zip(*rows, strict=True))


def added(data: bytes, base: bytes, language: str) -> tuple[int, ...]:
    """The lines of code that a file has and another, `base`, has not; ascending.

    Nothing where the files are too long to be compared.
    """
    ours = _code(data, language)
    common = _common(ours.text, _code(base, language).text)
    return tuple(compress(_numbers(ours.blank), map(not_, common[0]))) if common else ()


def measure_pairs(blobs: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """The packed pair of each joined content (`join_contents`) in its language, in their order."""
    return [pair(*part_contents(both), language).pack() for both, language in blobs]


def _code(data: bytes, language: str) -> Code:
    if lfs_bytes(data) is not None or is_binary(data):
        return Code()
    text = text_of(data)
    blank = blank_lines(source_of(text, language))
    is_code = map(not_, blank)
    found = (
        [*compress(map(b" ".join, map(bytes.split, lines)), is_code)]
        for lines in lines_of(written(text, language))
    )
    return Code(blank, b"\n".join([b"", *(b"\n".join(lines) for lines in found if lines), b""]))


def _where(blank: bytes, flags: bytes) -> bytes:
    """A byte for each line of the file: 0 where it is a line of code with a flag."""
    flag = iter(flags)
    return bytes(empty or not next(flag) for empty in blank)


def _numbers(blank: bytes) -> Iterator[int]:
    return (number for number, empty in enumerate(blank, 1) if not empty)


def _common(copy: bytes, base: bytes) -> tuple[bytes, bytes] | None:
    """A byte for each line of both texts, 1 where it is common; None where that takes too long."""
    head = _head(copy, base)
    tail = _tail(copy, base, head)
    middles = copy[head : len(copy) - tail], base[head : len(base) - tail]
    if max(middle.count(b"\n") for middle in middles) > LINES_LIMIT:
        return None
    ours, theirs = (middle.splitlines() for middle in middles)
    found = longest_common(ours, theirs)
    start, end = copy[:head], b"\1" * copy.count(b"\n", len(copy) - tail)
    return (
        _flags(start, ours, [row for row, _ in found]) + end,
        _flags(start, theirs, [row for _, row in found]) + end,
    )


def _head(one: bytes, other: bytes) -> int:
    """The length of the whole lines that both texts start with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return one.rfind(b"\n", 0, low) + 1


def _tail(one: bytes, other: bytes, head: int) -> int:
    """The length of the whole lines behind the head that both texts end with."""
    # From the newline before, so that a line that starts there is seen to be whole.
    low, high = 0, min(len(one), len(other)) - head + 1
    while low < high:
        middle = (low + high + 1) // 2
        if one.endswith(other[len(other) - middle : len(other) - low], 0, len(one) - low):
            low = middle
        else:
            high = middle - 1
    return len(one) - one.find(b"\n", len(one) - low) - 1


def _flags(head: bytes, lines: Sequence[bytes], common: Sequence[int]) -> bytes:
    """A byte for each line of the head and of `lines` behind it, 1 where it is common."""
    first = common[0] if common else len(lines)
    flags = bytearray(len(lines) - first)
    for row in common:
        flags[row - first] = 1
    return _latest(head, lines[:first]) + flags


def _latest(head: bytes, behind: Sequence[bytes]) -> bytes:
    """Flags where the lines of the head stand in it and in the lines behind it, as late as they can.

    A head that is cut off is common as it stands, but the walk from the end may find its last lines
    again in what was put in behind it: both are as long, and the later is the one to take.
    """
    flags = bytearray()
    theirs = _from_end(head)
    wanted = next(theirs, None)
    left_out = 0
    for line in chain(reversed(behind), _from_end(head)):
        if left_out == len(behind):
            break
        flags.append(line == wanted)
        if line == wanted:
            wanted = next(theirs, None)
        else:
            left_out += 1
    as_it_stands = head.count(b"\n") - 1 + len(behind) - len(flags)
    return b"\1" * as_it_stands + flags[::-1]


def _from_end(text: bytes) -> Iterator[bytes]:
    end = len(text) - 1
    while end > 0:
        start = text.rfind(b"\n", 0, end)
        yield text[start + 1 : end]
        end = start
