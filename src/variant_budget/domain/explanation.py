"""The answer of `explain`; the field names are those of its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSpan:
    """Lines `first` to `last`, both included, from 1, with owner, class and rule by dimension."""

    first: int
    last: int
    owners: Mapping[str, tuple[str, ...]]
    line_class: Mapping[str, str] = field(metadata={"name": "class"})
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One file: its role and the rule that gave it, its counts, and who owns which lines."""

    path: str
    role: str
    because: str
    excluded_by: tuple[str, ...]
    lines: int
    counts: Mapping[str, int]
    spans: tuple[LineSpan, ...]
