"""Ledgers -> the figures of every budget, variant and metric, at head, base and release.

Also transfers: what passed between owners or roles without being written anew.
"""

from collections import defaultdict
from collections.abc import Iterable

from variant_budget.domain.change import FileChange, Transfer
from variant_budget.domain.comparison import Comparison, Total
from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Ledger, Row
from variant_budget.domain.metrics import CODE_METRICS, Role
from variant_budget.domain.policy import Budget, Policy


def compare(
    policy: Policy, head: Ledger, base: Ledger | None, release: Ledger | None
) -> tuple[Comparison, ...]:
    """Every row of every budget, sorted by budget, dimension, variant and the policy's metrics."""
    rows = []
    for budget in policy.budgets:
        for dimension in budget.dimensions:
            tables = [
                None if ledger is None else Table(ledger, budget, dimension)
                for ledger in (head, base, release)
            ]
            for variant in _variants(policy, dimension, head, base):
                for metric in budget.metrics:
                    at_head, at_base, at_release = (
                        None if table is None else table.figures(variant, metric)
                        for table in tables
                    )
                    rows.append(
                        Comparison(
                            budget=budget,
                            dimension=dimension,
                            variant=variant,
                            metric=metric,
                            head=at_head,
                            base=at_base,
                            release=at_release,
                        )
                    )
    return tuple(rows)


def totals(policy: Policy, head: Ledger) -> tuple[Total, ...]:
    """All variants' code together, for every budget, dimension and built metric."""
    found = []
    for budget in policy.budgets:
        for dimension in budget.dimensions:
            table = Table(head, budget, dimension)
            for metric in budget.metrics:
                figures = table.total(metric)
                if figures is not None:
                    found.append(
                        Total(budget=budget, dimension=dimension, metric=metric, figures=figures)
                    )
    return tuple(found)


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


def _variants(policy: Policy, dimension: str, head: Ledger, base: Ledger | None) -> list[str]:
    """Declared variants and those that own a file at head or base, sorted."""
    names = {variant.name for variant in policy.dimension(dimension).variants}
    for ledger in (head, base):
        if ledger:
            names.update(ledger.owners(dimension))
    return sorted(names)


def transfers(changes: Iterable[FileChange], dimensions: tuple[str, ...]) -> tuple[Transfer, ...]:
    """Moved files whose owner, class or role differs, one transfer for each dimension.

    A change of role alone is listed under the first dimension.
    """
    found = []
    for change in changes:
        before, after = change.before, change.after
        if before is None or after is None or Role.CODE not in (before.role, after.role):
            continue
        counts = change.counts_after if after.role is Role.CODE else change.counts_before
        lines = counts[CODE_METRICS.index("lines_of_code")]
        differing = [
            at
            for at in range(len(dimensions))
            if (before.owners[at], before.classes[at]) != (after.owners[at], after.classes[at])
        ]
        if not differing and before.role is not after.role:
            differing = [0]
        for at in differing:
            found.append(
                Transfer(
                    path=change.path,
                    from_path=change.from_path or change.path,
                    dimension=dimensions[at],
                    giver=before.owners[at],
                    taker=after.owners[at],
                    from_class=before.classes[at],
                    to_class=after.classes[at],
                    from_role=before.role,
                    to_role=after.role,
                    lines=lines,
                )
            )
    return tuple(sorted(found))
