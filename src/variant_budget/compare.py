"""Ledgers -> the figures of every budget, variant and metric, at head, base and release.

Also transfers: what passed between owners or roles without being written anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from variant_budget.domain.budget import Budget
from variant_budget.domain.change import FileChange, Transfer
from variant_budget.domain.comparison import Compared, Comparison, Drifts, Total
from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Counts, Ledger, Ledgers, LineClass, Owner, Row, add
from variant_budget.domain.metrics import LINES, NOISY_METRICS, UNKNOWN_TIMES, Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.survey import Piece

NO_DRIFT: Drifts = {}


def compare(policy: Policy, ledgers: Ledgers, drifts: Drifts = NO_DRIFT) -> Compared:
    """Every row of every budget, sorted by budget, dimension, variant and the policy's metrics.

    With `undecided: fail`, lines belong to whom they may belong to.
    """
    if policy.undecided == "fail":
        ledgers = ledgers.decided
    rows: list[Comparison] = []
    totals: list[Total] = []
    for budget in policy.budgets:
        for dimension in budget.dimensions:
            tables = [None if each is None else Table(each, budget, dimension) for each in ledgers]
            variants = _variants(policy, budget, dimension, ledgers)
            drifted = _drifted(drifts, budget, dimension)
            rows += _rows(
                budget, dimension, {each: drifted.get(each, ()) for each in variants}, tables
            )
            totals += _totals(budget, dimension, Table(ledgers.head, budget, dimension))
    return Compared(rows=tuple(rows), totals=tuple(totals))


def _rows(
    budget: Budget, dimension: str, drifts: Mapping[str, Counts], tables: Sequence["Table | None"]
) -> Iterator[Comparison]:
    """The rows of each variant; `drifts` holds what drifted of it."""
    for variant, drifted in drifts.items():
        for metric in budget.metrics:
            head, base, release = (
                None if table is None else table.figures(variant, metric) for table in tables
            )
            at = tables[0].position(metric) if tables[0] else None
            yield Comparison(
                budget=budget,
                dimension=dimension,
                variant=variant,
                metric=metric,
                head=head,
                base=base,
                release=release,
                drift=max(0, drifted[at]) if drifted and at is not None else 0,
                missing=tables[0].missing(metric) if tables[0] else "",
                too_small=_too_small(budget, tables[0], variant, metric),
                unknown=_unknown(tables[0], variant, metric),
            )


def _unknown(table: "Table | None", variant: str, metric: str) -> int:
    """How many runs of the product's tests have a time that nobody knows."""
    if metric not in NOISY_METRICS or table is None:
        return 0
    found = table.figures(variant, UNKNOWN_TIMES)
    return found.common + found.owned if found else 0


def _too_small(budget: Budget, table: "Table | None", variant: str, metric: str) -> bool:
    """Whether the tests of the variant's product are over too soon to compare what they take."""
    if metric not in NOISY_METRICS or table is None or budget.test_rules is None:
        return False
    time = table.figures(variant, "test_execution_time")
    return time is not None and time.common + time.owned < budget.test_rules.min_seconds * 1000


def _drifted(drifts: Drifts, budget: Budget, dimension: str) -> Mapping[str, Counts]:
    """What drifted of each variant as one budget sees it; variants of which nothing did are left out."""
    found: dict[str, Counts] = {}
    for (of, variant, excluded_by), counts in drifts.items():
        if of == dimension and budget.name not in excluded_by:
            found[variant] = add(found[variant], counts) if variant in found else counts
    return found


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
        width = len(ledger.metrics)
        self._metrics = ledger.metrics
        self._missing = ledger.missing
        self._relative_to_common = budget.relative_to == "common"
        self._common = [0] * width
        self._owned = [0] * width
        self._own: dict[str, list[int]] = defaultdict(lambda: [0] * (width + 2))
        self._grouped: dict[str, list[int]] = defaultdict(lambda: [0] * (width + 2))
        for row in ledger.rows:
            if budget.name not in row.place.excluded_by:
                self._add(row, position)

    def position(self, metric: str) -> int | None:
        """Where a metric stands in counts; None for one that is not measured."""
        return self._metrics.index(metric) if metric in self._metrics else None

    def missing(self, metric: str) -> str:
        """Why a metric is not measured; "" for one that is, or of which nothing is known."""
        return self._missing.get(metric, "")

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
        at = self.position(metric)
        if at is None:
            return None
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
        at = self.position(metric)
        if at is None:
            return None
        return Figures(own=self._owned[at], in_groups=0, common=self._common[at])


def _accumulate(sums: list[int], counts: tuple[int, ...]) -> None:
    for at, count in enumerate(counts):
        sums[at] += count


def _variants(policy: Policy, budget: Budget, dimension: str, ledgers: Ledgers) -> list[str]:
    """Declared variants and those that own a file at head or base, sorted; of a test budget, also
    those that own nothing but tests."""
    names = {variant.name for variant in policy.dimension(dimension).variants}
    for ledger in (ledgers.head, ledgers.base):
        if ledger:
            names.update(ledger.owners(dimension, of_tests=budget.test_rules is not None))
    return sorted(names)


def transfers(changes: Iterable[FileChange], dimensions: tuple[str, ...]) -> tuple[Transfer, ...]:
    """What passed between owners, classes or roles, for each dimension.

    A change of role alone is listed under the first dimension.
    """
    return tuple(sorted(each for change in changes for each in _transfers(change, dimensions)))


def _transfers(change: FileChange, dimensions: tuple[str, ...]) -> Iterator[Transfer]:
    before, after = change.roles
    if before is None or after is None or Role.CODE not in (before, after):
        return
    passed = [
        (at, *each)
        for at in range(len(dimensions))
        for each in _passed(_shares(change.before, at), _shares(change.after, at), after)
    ]
    if before is not after:
        passed = [each for each in passed if each[1] != each[2]] or passed[:1]
    for at, giver, taker, lines in passed:
        if giver != taker or before is not after:
            yield Transfer(
                path=change.path,
                from_path=change.from_path or change.path,
                dimension=dimensions[at],
                giver=giver[0],
                taker=taker[0],
                from_class=giver[1],
                to_class=taker[1],
                from_role=before,
                to_role=after,
                lines=lines,
            )


_Holder = tuple[Owner, LineClass]


def _shares(pieces: Iterable[Piece], at: int) -> dict[_Holder, int]:
    """The code lines of each owner and class in one dimension."""
    found: dict[_Holder, int] = {}
    for place, counts in pieces:
        holder = place.owners[at], place.classes[at]
        found[holder] = found.get(holder, 0) + counts[LINES]
    return found


def _passed(
    before: Mapping[_Holder, int], after: Mapping[_Holder, int], role: Role
) -> Iterator[tuple[_Holder, _Holder, int]]:
    """Giver, taker and lines. A file of one owner passes whole, with whatever was edited in it."""
    if role is not Role.CODE or len(before) == len(after) == 1:
        giver, taker = (max(sorted(each), key=each.__getitem__) for each in (before, after))
        yield giver, taker, sum((after if role is Role.CODE else before).values())
        return
    lost = {each: before[each] - after.get(each, 0) for each in sorted(before)}
    gained = {each: after[each] - before.get(each, 0) for each in sorted(after)}
    for giver, taker in product(lost, gained):
        lines = min(lost[giver], gained[taker])
        if lines > 0:
            lost[giver] -= lines
            gained[taker] -= lines
            yield giver, taker, lines
