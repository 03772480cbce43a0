"""What measuring found of conditions in one blob: branches, and which lines stand in which.

Regions depend on the bytes, the language and the policy's symbols alone; who owns a branch is
decided elsewhere (docs/design.md, "Owner by region").
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple


class Sort(StrEnum):
    """What a condition is. Stored in the cache: never rename."""

    SYMBOL = "s"
    """`of` is the symbol, in its canonical spelling: true where the symbol is true."""
    RELATION = "r"
    """Preprocessor only: `of` is the symbol, an operator (`== != < <= > >=`) and a number in decimal:
    a symbol that is false has the value 0; one that is true has an unknown value."""
    MARK = "m"
    """`of` is a dimension and the variants that a mark names there."""
    UNKNOWN = "u"
    """`of` is the text of whatever decides and is no symbol."""
    NOT = "n"
    ALL = "a"
    """True where all are; true where `of` is empty."""
    ANY = "o"
    """True where any is; false where `of` is empty."""


class Condition(NamedTuple):
    """A condition over symbols; `of` holds texts, or conditions for NOT, ALL and ANY."""

    sort: Sort
    of: tuple[Any, ...]


TRUE = Condition(Sort.ALL, ())
FALSE = Condition(Sort.ANY, ())


class Branch(NamedTuple):
    """One branch of a chain (`if`, `elif`, `else`).

    `line` is where it opens, `text` its condition as written, in one line of at most 200 characters.
    `condition` is its own alone; TRUE for an `else`. `parent` and `previous` are positions in
    `Regions.branches`, or -1: the branch around it, and the one before it in its chain; both stand
    before it.
    """

    line: int
    text: str
    condition: Condition
    parent: int = -1
    previous: int = -1


def chains_of(branches: Sequence[Branch]) -> list[int]:
    """By branch, the first of its chain."""
    chains: list[int] = []
    for at, branch in enumerate(branches):
        chains.append(at if branch.previous < 0 else chains[branch.previous])
    return chains


class Stretch(NamedTuple):
    """Lines, both ends included, that stand in the same branches: the innermost of each kind.

    Directives, statements and marks may cross each other, so there are up to three; all hold.
    """

    first: int
    last: int
    branches: tuple[int, ...]


class Trouble(NamedTuple):
    """Something in the source that is not closed or not understood, and the line where it opens."""

    slug: str
    line: int
    message: str


class Regions(NamedTuple):
    """The branches of one blob that say something of symbols, and the lines in them.

    `stretches` are disjoint and ascending; other lines stand under no condition. Empty where the
    blob holds none.
    """

    branches: tuple[Branch, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def pack(self) -> bytes:
        """The regions as bytes; none at all where there is nothing to say."""
        if not any(self):
            return b""
        return json.dumps(self, ensure_ascii=True, separators=(",", ":")).encode("ascii")


NO_REGIONS = Regions()
DEEPEST = 250
"""Levels of a condition: `measure` writes about 200 at most, since it is followed by recursion."""
OPERATORS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_JOINED = frozenset({Sort.NOT, Sort.ALL, Sort.ANY})


def unpack_regions(packed: bytes, *, ours: bool = False) -> Regions:
    """The regions that `Regions.pack` wrote. ValueError for other bytes.

    `ours`: this run wrote them, or unpacked them before, so they need not be packed again to see
    whether nothing else was among them.
    """
    if not packed:
        return NO_REGIONS
    try:
        branches, stretches, troubles = json.loads(packed)
        found = Regions(
            tuple(_branch(at, *each) for at, each in enumerate(branches)),
            tuple(_stretch(len(branches), *each) for each in stretches),
            tuple(Trouble(str(slug), int(line), str(text)) for slug, line, text in troubles),
        )
    except (TypeError, KeyError, OverflowError, RecursionError) as error:
        raise ValueError(f"no packed regions: {error}") from error
    lines = [line for each in found.stretches for line in (each.first, each.last + 1)]
    if lines != sorted(lines) or any(each.first > each.last for each in found.stretches):
        raise ValueError("packed regions: stretches out of order")
    if not ours and found.pack() != packed:
        raise ValueError("packed regions: not as they were packed")
    return found


def _branch(
    at: int, line: int, text: str, condition: Sequence[Any], parent: int, previous: int
) -> Branch:
    if not (-1 <= parent < at and -1 <= previous < at):
        raise ValueError("packed regions: branch out of order")
    return Branch(int(line), str(text), _condition(DEEPEST, *condition), int(parent), int(previous))


def _condition(levels: int, sort: str, of: Sequence[Any]) -> Condition:
    known = Sort(sort)
    if not levels or not _is_sound(known, of):
        raise ValueError("packed regions: no condition")
    if known in _JOINED:
        return Condition(known, tuple(_condition(levels - 1, *each) for each in of))
    return Condition(known, tuple(map(str, of)))


def _is_sound(sort: Sort, of: Sequence[Any]) -> bool:
    """Whether a condition holds as much as it must."""
    if sort in (Sort.SYMBOL, Sort.UNKNOWN, Sort.NOT):
        return len(of) == 1
    if sort is Sort.RELATION:
        return len(of) == 3 and of[1] in OPERATORS and str(int(of[2])) == of[2]
    return sort is not Sort.MARK or len(of) > 1


def _stretch(branches: int, first: int, last: int, held: Sequence[int]) -> Stretch:
    if first < 1 or not held or not all(0 <= each < branches for each in held):
        raise ValueError("packed regions: no such lines or branch")
    return Stretch(int(first), int(last), tuple(map(int, held)))
