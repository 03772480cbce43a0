"""The ledger of one commit: every line of every product file, exactly once.

Stored jointly: one row for each combination of owners over all dimensions, so that a dimension's
table is a sum over rows (docs/design.md, "Who owns a line").
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from variant_budget.domain.metrics import CODE_METRICS, LINES, REPORTED, TEST_METRICS, Role

Owner = tuple[str, ...]
"""The variants of one dimension that own a line, sorted; empty: shared in that dimension."""

Counts = tuple[int, ...]
"""One count for each metric of a ledger, in its order: CODE_METRICS first."""

SHARED: Owner = ()
NO_REPORTS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(TEST_METRICS, "no test reports were given")
)
NO_CODE: Counts = (0,) * len(CODE_METRICS)


class LineClass(StrEnum):
    """What an owner means in one dimension."""

    OWNED = "owned"
    COPY = "copy"
    UNATTRIBUTED = "unattributed"


class AsideKind(StrEnum):
    """What a reader wants told apart among lines of one owner."""

    INLINE = "inline"
    """A condition or a mark gave them to these variants, not their file's path."""
    UNDECIDED = "undecided"
    """These variants would own them for some values of what is unknown."""
    WITHOUT = "without"
    """Shared, under a condition that is false for these variants."""


class Aside(NamedTuple):
    """One of these, in the dimension at a position."""

    kind: AsideKind
    dimension: int
    variants: Owner


class Place(NamedTuple):
    """Where lines stand: owners and classes by dimension (in the ledger's order), and role.

    `excluded_by` names the budgets whose own exclusions leave these lines out.
    """

    owners: tuple[Owner, ...]
    classes: tuple[LineClass, ...]
    role: Role
    excluded_by: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def common(self) -> bool:
        """Owned by no variant of any dimension: the part of every product."""
        return not any(self.owners) and all(kind is LineClass.OWNED for kind in self.classes)

    @property
    def decided(self) -> "Place":
        """The same with every undecided line owned by all that it could belong to."""
        owners, classes = list(self.owners), list(self.classes)
        for kind, at, variants in self.asides:
            if kind is AsideKind.UNDECIDED:
                owners[at], classes[at] = variants, LineClass.OWNED
        return self._replace(owners=tuple(owners), classes=tuple(classes))


class Row(NamedTuple):
    """The sums over all lines of one place. `lines_only` counts files measured by lines alone."""

    place: Place
    counts: Counts
    files: int
    lines_only: int


class Ledger(NamedTuple):
    """One commit, summed.

    `dimensions` names the positions of owners and classes in a `Place`, `metrics` those of counts:
    first what git alone tells, then what reports told, where any were given. `missing` says of
    metrics that are not among them why they are not.
    """

    dimensions: tuple[str, ...]
    metrics: tuple[str, ...]
    rows: tuple[Row, ...]
    files: tuple[tuple[Role, int], ...]
    missing: Mapping[str, str] = NO_REPORTS

    @property
    def totals(self) -> Counts:
        """The counts of the whole commit."""
        return add((0,) * len(self.metrics), *(row.counts for row in self.rows))

    @property
    def decided(self) -> "Ledger":
        """The same with every undecided line owned by all that it could belong to."""
        return self._replace(rows=tuple(row._replace(place=row.place.decided) for row in self.rows))

    @property
    def by_owner(self) -> tuple[Row, ...]:
        """One row for each place, whatever is told apart in it; sorted."""
        found: dict[Place, Row] = {}
        for row in self.rows:
            plain = row.place._replace(asides=())
            known = found.get(plain, Row(plain, (0,) * len(self.metrics), 0, 0))
            found[plain] = Row(
                plain,
                add(known.counts, row.counts),
                known.files + row.files,
                known.lines_only + row.lines_only,
            )
        return tuple(sorted(found.values()))

    @property
    def asides(self) -> Mapping[tuple[AsideKind, str, str], int]:
        """(kind, dimension, variant) -> the code lines of which that is said."""
        found: dict[tuple[AsideKind, str, str], int] = {}
        for row in self.rows:
            for kind, at, variants in row.place.asides:
                for variant in variants:
                    key = kind, self.dimensions[at], variant
                    found[key] = found.get(key, 0) + row.counts[LINES]
        return found

    def owners(self, dimension: str, *, of_tests: bool = False) -> Iterator[str]:
        """Every variant of the dimension that owns a file here, or with `of_tests` a test that a
        report told; names may repeat."""
        position = self.dimensions.index(dimension)
        width = sum(metric not in REPORTED for metric in self.metrics)
        for row in self.rows:
            if of_tests or row.files or any(row.counts[:width]):
                yield from row.place.owners[position]

    def with_counts(self, metrics: tuple[str, ...], counts: Mapping[Place, Counts]) -> "Ledger":
        """The same with more metrics, which these places hold and no others."""
        none = (0,) * len(metrics)
        rows = [row._replace(counts=row.counts + counts.get(row.place, none)) for row in self.rows]
        before = (0,) * len(self.metrics)
        more = counts.keys() - {row.place for row in self.rows}
        rows += [Row(place, before + counts[place], 0, 0) for place in more]
        return self._replace(metrics=self.metrics + metrics, rows=tuple(sorted(rows)))


class Ledgers(NamedTuple):
    """The ledgers of a check; `base` and `release` are None where there is none."""

    head: Ledger
    base: Ledger | None
    release: Ledger | None

    @property
    def decided(self) -> "Ledgers":
        """The same with every undecided line owned by all that it could belong to."""
        base, release = (each.decided if each else None for each in self[1:])
        return Ledgers(self.head.decided, base, release)


def add(*counts: Counts) -> Counts:
    """The sum of counts, metric by metric."""
    return tuple(map(sum, zip(*counts, strict=True)))
