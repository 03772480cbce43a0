"""A function of a file that a finding names, and its line in the summary."""

from typing import NamedTuple


class Function(NamedTuple):
    """One definition: its name, its first and last line (from 1, both included) and complexity.

    `complexity` is McCabe's number: the decision points on its lines plus 1 (docs/metrics.md).
    """

    first: int
    last: int
    name: str
    complexity: int


class FunctionLine(NamedTuple):
    """One of the most complex functions of a variant over a complexity limit.

    `place` is its path and first line, `last` its last line.
    """

    variant: str
    name: str
    place: str
    last: int
    complexity: str
    grade: str
