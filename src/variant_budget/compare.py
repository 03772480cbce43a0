"""Ledgers -> the figures of every budget, variant and metric, at head, base and release.

Also transfers: what passed between owners or roles without being written anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from variant_budget.domain.change import FileChange, Transfer
from variant_budget.domain.comparison import Compared, Comparison, Total
from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Ledger, Ledgers, Row
from variant_budget.domain.metrics import CODE_METRICS, Role
from variant_budget.domain.policy import Budget, Policy

LINES = CODE_METRICS.index("lines_of_code")


def compare(policy: Policy, ledgers: Ledgers) -> Compared:
    """Every row of every budget, sorted by budget, dimension, variant and the policy's metrics."""
    rows: list[Comparison] = []
    totals: list[Total] = []
    for budget in policy.budgets:
        for dimension in budget.dimensions:
            tables = [None if each is None else Table(each, budget, dimension) for each in ledgers]
            variants = _variants(policy, dimension, ledgers)
            rows += _rows(budget, dimension, variants, tables)
            totals += _totals(budget, dimension, Table(ledgers.head, budget, dimension))
    return Compared(rows=tuple(rows), totals=tuple(totals))


def _rows(
    budget: Budget, dimension: str, variants: Iterable[str], tables: Iterable["Table | None"]
) -> Iterator[Comparison]:
    for variant in variants:
        for metric in budget.metrics:
            head, base, release = (
                None if table is None else table.figures(variant, metric) for table in tables
            )
            yield Comparison(
                budget=budget,
                dimension=dimension,
                variant=variant,
                metric=metric,
                head=head,
                base=base,
                release=release,
            )


def _totals(budget: Budget, dimension: str, table: "Table") -> Iterator[Total]:
    """All variants' code together, for every built metric."""
    for metric in budget.metrics:
        figures = table.total(metric)
        if figures is not None:
            yield Total(budget=budget, dimension=dimension, metric=metric, figures=figures)


class Table:
    """One ledger as one budget sees one dimension: sums by variant, and what is common."""

    def __init__(self, ledger: Ledger, budget: Budget, dimension: str) -> None:
        position = ledger.dimensions.index(dimension)
        self._relative_to_common = budget.relative_to == "common"
        self._common = [0] * len(CODE_METRICS)
        self._owned = [0] * len(CODE_METRICS)
        self._own: dict[str, list[int]] = defaultdict(lambda: [0] * (len(CODE_METRICS) + 2))
        self._grouped: dict[str, list[int]] = defaultdict(lambda: [0] * (len(CODE_METRICS) + 2))
        for row in ledger.rows:
            if row.place.role is Role.CODE and budget.name not in row.place.excluded_by:
                self._add(row, position)

    def _add(self, row: Row, position: int) -> None:
        if row.place.common:
            _accumulate(self._common, row.counts)
        owner = row.place.owners[position]
        if owner:
            _accumulate(self._owned, row.counts)
        sums = self._own if len(owner) == 1 else self._grouped
        for variant in owner:
            _accumulate(sums[variant], (*row.counts, row.files, row.lines_only))

    def figures(self, variant: str, metric: str) -> Figures | None:
        """The figures of one variant; None for a metric that is not measured."""
        if metric not in CODE_METRICS:
            return None
        at = CODE_METRICS.index(metric)
        own, grouped = self._own[variant], self._grouped[variant]
        return Figures(
            own=own[at],
            in_groups=grouped[at],
            common=self._common[at],
            relative_to_common=self._relative_to_common,
            files=own[-2] + grouped[-2],
            lines_only=own[-1] + grouped[-1],
        )

    def total(self, metric: str) -> Figures | None:
        """All variants together, each line once; None for a metric that is not measured."""
        if metric not in CODE_METRICS:
            return None
        at = CODE_METRICS.index(metric)
        return Figures(own=self._owned[at], in_groups=0, common=self._common[at])


def _accumulate(sums: list[int], counts: tuple[int, ...]) -> None:
    for at, count in enumerate(counts):
        sums[at] += count


def _variants(policy: Policy, dimension: str, ledgers: Ledgers) -> list[str]:
    """Declared variants and those that own a file at head or base, sorted."""
    names = {variant.name for variant in policy.dimension(dimension).variants}
    for ledger in (ledgers.head, ledgers.base):
        if ledger:
            names.update(ledger.owners(dimension))
    return sorted(names)


def transfers(changes: Iterable[FileChange], dimensions: tuple[str, ...]) -> tuple[Transfer, ...]:
    """Moved files whose owner, class or role differs, one transfer for each dimension.

    A change of role alone is listed under the first dimension.
    """
    return tuple(sorted(each for change in changes for each in _transfers(change, dimensions)))


def _transfers(change: FileChange, dimensions: tuple[str, ...]) -> Iterator[Transfer]:
    before, after = change.before, change.after
    if before is None or after is None or Role.CODE not in (before.role, after.role):
        return
    counts = change.counts_after if after.role is Role.CODE else change.counts_before
    differing = [
        at
        for at in range(len(dimensions))
        if (before.owners[at], before.classes[at]) != (after.owners[at], after.classes[at])
    ]
    if not differing and before.role is not after.role:
        differing = [0]
    for at in differing:
        yield Transfer(
            path=change.path,
            from_path=change.from_path or change.path,
            dimension=dimensions[at],
            giver=before.owners[at],
            taker=after.owners[at],
            from_class=before.classes[at],
            to_class=after.classes[at],
            from_role=before.role,
            to_role=after.role,
            lines=counts[LINES],
        )
