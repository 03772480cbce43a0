"""Chains of branches, as the readers of statements find them -> a layer of branches and lines."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from variant_budget.domain.regions import Branch, Condition
from variant_budget.measure.layer import Layer


class Arm(NamedTuple):
    """One branch: it opens at the offset `start`, and `end` is the offset behind it.

    `follows` is the position in its chain of the one before it, or -1.
    """

    start: int
    end: int
    condition: Condition
    text: str
    follows: int = -1


Chain = Sequence[Arm]


def layer_of(code: bytes, chains: Iterable[Chain]) -> Layer:
    """The layer of these chains; what crosses what is around it ends there."""
    arms = sorted(
        (arm.start, number, position, arm)
        for number, chain in enumerate(chains)
        for position, arm in enumerate(chain)
    )
    lines = _Lines(code)
    branches: list[Branch] = []
    places: dict[tuple[int, int], int] = {}
    around: list[tuple[int, int]] = []
    for start, number, position, arm in arms:
        _leave(around, start, lines)
        place = places[number, position] = len(branches)
        line = lines.of(start)
        parent, end = around[-1] if around else (-1, len(code))
        previous = places.get((number, arm.follows), -1)
        branches.append(Branch(line, arm.text, arm.condition, parent, previous))
        lines.open(line, place)
        around.append((place, min(end, arm.end)))
    _leave(around, len(code) + 1, lines)
    return Layer(branches, lines.starts, [])


def _leave(around: list[tuple[int, int]], at: int, lines: "_Lines") -> None:
    """Close what ends before the offset `at`."""
    while around and around[-1][1] <= at:
        _, end = around.pop()
        lines.close(lines.of(end), around[-1][0] if around else -1)


class _Lines:
    """From which line on which branch is the innermost.

    A line belongs to the first branch that opens on it, else to the one it starts in.
    """

    def __init__(self, code: bytes) -> None:
        self.starts: list[tuple[int, int]] = []
        self._code = code
        self._at = self._line = 0
        self._opened = 0

    def of(self, offset: int) -> int:
        """The line of an offset; they come in ascending order."""
        self._line += self._code.count(b"\n", self._at, offset)
        self._at = max(self._at, offset)
        return self._line

    def open(self, line: int, branch: int) -> None:
        if line == self._opened:
            self._set(line + 1, branch)
        else:
            self._opened = line
            self._set(line, branch)

    def close(self, line: int, branch: int) -> None:
        """From the next line on, `branch` is the innermost again."""
        self._set(line + 1, branch)

    def _set(self, line: int, branch: int) -> None:
        while self.starts and self.starts[-1][0] >= line:
            self.starts.pop()
        if (self.starts[-1][1] if self.starts else -1) != branch:
            self.starts.append((line, branch))
