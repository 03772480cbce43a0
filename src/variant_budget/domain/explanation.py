"""The answer of `explain`; the field names are those of its JSON."""

from collections.abc import Mapping
from typing import NamedTuple


class LineSpan(NamedTuple):
    """Lines `first` to `last`, both included, from 1, with owner, class and rule by dimension.

    `undecided` names, by dimension, the variants that would own them for some values of the unknown.
    """

    first: int
    last: int
    owners: Mapping[str, tuple[str, ...]]
    line_class: Mapping[str, str]
    because: Mapping[str, str]
    undecided: Mapping[str, tuple[str, ...]]


class Explanation(NamedTuple):
    """One file: its role and the rule that gave it, its counts, and who owns which lines."""

    path: str
    role: str
    because: str
    excluded_by: tuple[str, ...]
    lines: int
    counts: Mapping[str, int]
    spans: tuple[LineSpan, ...]
