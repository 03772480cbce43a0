"""The ledger of one commit: every line of every product file, exactly once.

Stored jointly: one row for each combination of owners over all dimensions, so that a dimension's
table is a sum over rows (docs/design.md, "Who owns a line").
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from variant_budget.domain.metrics import CODE_METRICS, Role

Owner = tuple[str, ...]
"""The variants of one dimension that own a line, sorted; empty: shared in that dimension."""

Counts = tuple[int, ...]
"""One count for each of CODE_METRICS, in that order."""

SHARED: Owner = ()
NO_COUNTS: Counts = (0,) * len(CODE_METRICS)


class LineClass(StrEnum):
    """What an owner means in one dimension."""

    OWNED = "owned"
    COPY = "copy"
    UNATTRIBUTED = "unattributed"


class Place(NamedTuple):
    """Where lines stand: owners and classes by dimension (in the ledger's order), and role.

    `excluded_by` names the budgets whose own exclusions leave these lines out.
    """

    owners: tuple[Owner, ...]
    classes: tuple[LineClass, ...]
    role: Role
    excluded_by: tuple[str, ...] = ()

    @property
    def common(self) -> bool:
        """Owned by no variant of any dimension: the part of every product."""
        return not any(self.owners) and all(kind is LineClass.OWNED for kind in self.classes)


class Row(NamedTuple):
    """The sums over all lines of one place. `lines_only` counts files measured by lines alone."""

    place: Place
    counts: Counts
    files: int
    lines_only: int


class Ledger(NamedTuple):
    """One commit, summed. `dimensions` names the positions of owners and classes in a `Place`."""

    dimensions: tuple[str, ...]
    rows: tuple[Row, ...]
    files: tuple[tuple[Role, int], ...]

    @property
    def totals(self) -> Counts:
        """The counts of the whole commit."""
        return add(row.counts for row in self.rows)

    def owners(self, dimension: str) -> Iterator[str]:
        """Every variant of the dimension that owns a file here; names may repeat."""
        position = self.dimensions.index(dimension)
        for row in self.rows:
            yield from row.place.owners[position]


class Ledgers(NamedTuple):
    """The ledgers of a check; `base` and `release` are None where there is none."""

    head: Ledger
    base: Ledger | None
    release: Ledger | None


def add(counts: Iterable[Counts]) -> Counts:
    """The sum of counts, metric by metric."""
    total = NO_COUNTS
    for each in counts:
        total = tuple(map(int.__add__, total, each))
    return total
