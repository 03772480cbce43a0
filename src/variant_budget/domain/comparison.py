"""One row to judge, and the totals beside it."""

from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.domain.budget import Budget
from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Counts


class Comparison(NamedTuple):
    """One row to judge: one metric of one variant in one budget.

    The figures are None where there is no such commit, or where the metric is not measured.
    `drift` are the units that the variant came to own since the base because the files that its own
    were copied from changed, and they did not. `missing` says why there are no figures at head;
    `too_small`: the product's tests take too little time to compare times and costs. `unknown` are
    the runs of the product's tests whose time no report tells, for times and costs.
    """

    budget: Budget
    dimension: str
    variant: str
    metric: str
    head: Figures | None
    base: Figures | None
    release: Figures | None
    drift: int = 0
    missing: str = ""
    too_small: bool = False
    unknown: int = 0

    @property
    def without_drift(self) -> Figures | None:
        """The figures at head as if nothing had drifted."""
        if self.head is None or not self.drift:
            return self.head
        return self.head._replace(own=self.head.own - self.drift)


Drifts = Mapping[tuple[str, str, tuple[str, ...]], Counts]
"""(dimension, variant, budgets that leave it out) -> what drifted, metric by metric; may be negative."""


class Total(NamedTuple):
    """All variants of a dimension together: their code beside what is common."""

    budget: Budget
    dimension: str
    metric: str
    figures: Figures


class Compared(NamedTuple):
    """Every row of every budget, and the totals."""

    rows: tuple[Comparison, ...]
    totals: tuple[Total, ...]
