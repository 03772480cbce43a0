"""One row to judge, and the totals beside it."""

from typing import NamedTuple

from variant_budget.domain.figures import Figures
from variant_budget.domain.policy import Budget


class Comparison(NamedTuple):
    """One row to judge: one metric of one variant in one budget.

    The figures are None where there is no such commit, or where the metric is not measured.
    """

    budget: Budget
    dimension: str
    variant: str
    metric: str
    head: Figures | None
    base: Figures | None
    release: Figures | None


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
