"""Which of two rows is worse."""

from fractions import Fraction

from variant_budget.domain.metrics import NOISY_METRICS
from variant_budget.domain.verdict import JudgedRow


def severity(judged: JudgedRow) -> tuple[bool, Fraction]:
    """The worst first: what is counted before what two runs measure differently, then by its limit."""
    return judged.row.metric in NOISY_METRICS, -of_limit(judged)


def of_limit(judged: JudgedRow) -> Fraction:
    """A row's share as a part of its hard limit; a share over a limit of 0 counts by itself."""
    if judged.reason or judged.limits.hard is None:
        return Fraction(0)
    limit = judged.limits.hard.value
    return judged.share / limit if limit else judged.share
