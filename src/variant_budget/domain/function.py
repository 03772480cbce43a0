"""A function of a file that a finding names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Function:
    """One definition: its name, its first and last line (from 1, both included) and complexity.

    `complexity` is McCabe's number: the decision points on its lines plus 1 (docs/metrics.md).
    """

    first: int
    last: int
    name: str
    complexity: int
