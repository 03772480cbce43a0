"""Whether a share or a growth is over a limit, and what the change did to it. Exact arithmetic."""

from fractions import Fraction

from variant_budget.domain.figures import Figures, change
from variant_budget.domain.metrics import METRIC_BY_NAME
from variant_budget.domain.verdict import State

LEVEL_UNITS = 2
"""One unit is always allowed, so a breach needs at least this many."""


def level_state(metric: str, figures: Figures, limit: Fraction) -> State:
    """`ok`, `coarse` or `breach` of a share against a limit in percent.

    `coarse`: over the limit by one unit alone, which a counted metric always allows, unless the
    limit is 0, which means none at all.
    """
    if not figures.over(limit):
        return State.OK
    if limit > 0 and counted(metric) and figures.owned < LEVEL_UNITS:
        return State.COARSE
    return State.BREACH


def growth_state(metric: str, now: Figures, release: Figures, limit: Fraction) -> State:
    """The same of a growth since the release against a limit in points.

    Where one unit alone is more points than the limit, a breach needs the variant to have grown by
    two units.
    """
    growth = change(now, release)
    if growth is None or growth <= limit:
        return State.OK
    one_unit = Fraction(100, now.whole)
    if (
        limit > 0
        and counted(metric)
        and one_unit > limit
        and now.owned - release.owned < LEVEL_UNITS
    ):
        return State.COARSE
    return State.BREACH


def counted(metric: str) -> bool:
    """Whether one unit of the metric is always allowed; user-defined artifacts are counted too."""
    known = METRIC_BY_NAME.get(metric)
    return known is None or known.counted


def improves(head: Figures | None, base: Figures | None) -> bool:
    """Whether owned and share both fall."""
    if head is None or base is None or (moved := change(head, base)) is None:
        return False
    return head.owned < base.owned and moved < 0


def worsens(head: Figures | None, base: Figures | None) -> bool:
    """Whether owned and share both rise."""
    if head is None or base is None or (moved := change(head, base)) is None:
        return False
    return head.owned > base.owned and moved > 0
