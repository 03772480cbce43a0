"""What comparing an edited copy with its base found: which of its lines stand in the base too.

A pair depends on both contents and the language alone, so it may be cached by both blobs.
"""

from typing import NamedTuple

from variant_budget.domain.facts import read_varints, varints

_PREFIX = 8
"""Bytes that give the length of the copy in a content of both."""


class Pair(NamedTuple):
    """An edited copy against its base, in lines of code.

    `copied` has one bit a line of the copy (bit 0 of byte 0 is line 1), set where the line stands in
    the base too; no zero byte is last. `added` are the other lines of code of the copy, `deleted`
    those of the base. `too_long`: both were not compared, so that nothing is copied.
    """

    copied: bytes = b""
    added: int = 0
    deleted: int = 0
    too_long: bool = False

    @property
    def copied_lines(self) -> int:
        """How many lines of code both have."""
        return int.from_bytes(self.copied, "little").bit_count()

    def pack(self) -> bytes:
        """The pair as bytes: varints, then the bitmap."""
        head = (self.too_long, self.copied_lines, self.added, self.deleted)
        return varints(head) + self.copied


def unpack_pair(packed: bytes) -> Pair:
    """The pair that `Pair.pack` wrote. Raises ValueError for any other bytes."""
    (too_long, lines, added, deleted), at = read_varints(packed, 0, 4)
    pair = Pair(packed[at:], added, deleted, bool(too_long))
    if too_long > 1 or pair.copied.endswith(b"\0") or pair.copied_lines != lines:
        raise ValueError("packed pair: lines do not agree")
    if too_long and lines:
        raise ValueError("packed pair: lines of what was not compared")
    return pair


def pair_id(copy: str, base: str) -> str:
    """The id of a pair of blobs, in hex like theirs: 80 digits, 128 where theirs are SHA-256."""
    return copy + base


def blobs_of(pair: str) -> tuple[str, str]:
    """The ids of the copy and of the base that `pair_id` joined."""
    half = len(pair) // 2
    return pair[:half], pair[half:]


def join_contents(copy: bytes, base: bytes) -> bytes:
    """Both contents as one."""
    return b"".join((len(copy).to_bytes(_PREFIX, "big"), copy, base))


def part_contents(both: bytes) -> tuple[bytes, bytes]:
    """The contents of copy and base that `join_contents` joined."""
    end = _PREFIX + int.from_bytes(both[:_PREFIX], "big")
    return both[_PREFIX:end], both[end:]
