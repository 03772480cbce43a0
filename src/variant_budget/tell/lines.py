"""The judged rows -> the lines of the summary's tables."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from variant_budget.domain.figures import Figures, change
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.summary import BudgetLine, Mark, MetricLine, MetricTable
from variant_budget.domain.verdict import JudgedRow, State
from variant_budget.tell.budgets import RANK
from variant_budget.tell.numbers import SPACE, bar, limit_text, percent, points
from variant_budget.tell.ranking import of_limit, severity
from variant_budget.tell.words import amount, noun, title, units

MOST_ROWS = 20
SHOW_ALL_UP_TO = 10
MOST_FOLDED = 300
MOST_TABLES = 10
NEAR_LIMIT = Fraction(9, 10)
DASH = "\N{EN DASH}"


def variants(judgement: Judgement) -> list[list[JudgedRow]]:
    """The metrics of each variant of each budget that are measured, the worst metric first."""
    rows = [judged for judged in judgement.verdict.rows if not judged.reason]
    grouped = groupby(rows, key=lambda j: (j.row.budget.name, j.row.dimension, j.row.variant))
    return sorted((sorted(group, key=_rank) for _, group in grouped), key=_order)


def _rank(judged: JudgedRow) -> tuple[bool, int, tuple[bool, Fraction]]:
    return not judged.blocking, RANK.index(judged.status), severity(judged)


def _order(
    group: Sequence[JudgedRow],
) -> tuple[bool, bool, int, tuple[bool, Fraction], str, str]:
    """What blocks, then what this change moved, then what is nearest to its limit."""
    first, row = group[0], group[0].row
    calm, status, part = _rank(first)
    return calm, not _changed(group), status, part, row.budget.name, row.variant


def _severity(
    group: Sequence[JudgedRow],
) -> tuple[bool, int, bool, tuple[bool, Fraction]]:
    """The worst first; among equals what this change moved, then what is nearest to its limit."""
    calm, status, part = _rank(group[0])
    return calm, status, not _changed(group), part


class Split(NamedTuple):
    """The lines of the first table and of the folded one; `left_out` are in neither.

    `line`: what one stands for, a "variant", or a "row" where several budgets judge a variant.
    `quiet`: all that is not in the first table is within budget and not moved by this change.
    """

    shown: tuple[BudgetLine, ...]
    folded: tuple[BudgetLine, ...]
    left_out: int
    line: str
    quiet: bool


def split(judgement: Judgement) -> Split:
    """What is worth seeing, twenty lines at most, and the rest."""
    groups = variants(judgement)
    lost = {(each.dimension, each.variant) for each in judgement.verdict.lost_tests}

    def line(group: Sequence[JudgedRow]) -> BudgetLine:
        row = group[0].row
        is_lost = bool(row.budget.test_rules) and (row.dimension, row.variant) in lost
        return budget_line(group, "tests did not run" if is_lost else "")

    shown = groups if len(groups) <= SHOW_ALL_UP_TO else [g for g in groups if _worth_seeing(g)]
    shown = sorted(shown[:MOST_ROWS], key=_severity)
    chosen = {id(group) for group in shown}
    folded = [group for group in groups if id(group) not in chosen]
    named = {(group[0].row.dimension, group[0].row.variant) for group in groups}
    return Split(
        shown=tuple(line(group) for group in shown),
        folded=tuple(line(group) for group in folded[:MOST_FOLDED]),
        left_out=max(0, len(folded) - MOST_FOLDED),
        line="variant" if len(named) == len(groups) else "row",
        quiet=not any(map(_worth_seeing, folded)),
    )


def _worth_seeing(group: Sequence[JudgedRow]) -> bool:
    quiet = group[0].status in ("ok", "coarse", "not_judged")
    return not quiet or _changed(group) or any(of_limit(each) >= NEAR_LIMIT for each in group)


def _changed(group: Sequence[JudgedRow]) -> bool:
    """Whether this change moved what the variant owns (not only what is common)."""
    return any(
        each.row.head and each.row.base and each.row.head.owned != each.row.base.owned
        for each in group
    )


def budget_line(group: Sequence[JudgedRow], doubt: str = "") -> BudgetLine:
    """One line: the worst metric of a variant. With a `doubt` its figures are not all right."""
    judged = group[0]
    row = judged.row
    name = row.budget.name
    metric = "" if row.metric == "lines_of_code" else noun(row.metric)
    budget = name if name == row.dimension else f"{name} · {row.dimension}"
    part = of_limit(judged)
    hard = judged.limits.hard
    head = judged.head
    return BudgetLine(
        mark="warn" if doubt and mark(judged) == "ok" else mark(judged),
        budget=budget,
        variant=row.variant,
        metric=metric,
        share=shown_share(judged),
        remark=doubt or remark(judged),
        bar=bar(part) if hard and hard.value else "",
        of_limit=f"{int(part * 100)}{SPACE}%" if hard and hard.value else "",
        change=points(change(head, row.base) if row.base else None),
        growth=growth_text(judged),
        headroom=headroom(judged),
    )


def mark(judged: JudgedRow) -> Mark:
    """How a row is marked."""
    if judged.blocking:
        return "block"
    marks: dict[str, Mark] = {
        "excepted": "excepted",
        "ok": "ok",
        "coarse": "ok",
        "not_judged": "none",
    }
    return marks.get(judged.status, "warn")


def shown_share(judged: JudgedRow) -> str:
    """The share with as many decimals as tell it from every limit."""
    limits = judged.limits
    bounds = [limit.value for limit in (limits.hard, limits.soft) if limit]
    return percent(judged.share, *bounds, judged.hard.limit)


def remark(judged: JudgedRow) -> str:
    """What the figures alone do not say."""
    for ruling, unit in ((judged.hard, "%"), (judged.trend, "points")):
        if ruling.state is State.EXCEPTED and ruling.limit is not None:
            return f"excepted to {limit_text(ruling.limit)}{SPACE}{unit}"
    if judged.status == "tolerated":
        return "over before this change"
    if judged.status == "coarse":
        return "one unit is always allowed"
    if judged.row.too_small:
        return judged.hard.reason
    if judged.partial:
        return "partial: some files by lines only"
    return ""


def growth_text(judged: JudgedRow) -> str:
    """The growth since the release, with a warning sign where it is over its limit."""
    row = judged.row
    if row.release is None or row.head is None:
        return DASH
    text = points(change(row.head, row.release))
    return f"⚠ {text}" if judged.trend.state is State.BREACH else text


def headroom(judged: JudgedRow) -> str:
    """Units left under the hard limit or its exception's ceiling; negative: units to go."""
    if judged.hard.limit is None:
        return DASH
    head = judged.head
    allowed = head.allowed(judged.hard.limit)
    if allowed is None:
        return DASH
    left = allowed - head.owned
    if judged.hard.state is State.COARSE:
        left = 0
    return units(judged.row.metric, left)


def metric_tables(judgement: Judgement) -> tuple[MetricTable, ...]:
    """All metrics of the variants that need attention."""
    groups = [g for g in variants(judgement) if g[0].status not in ("ok", "coarse", "not_judged")]
    return tuple(
        MetricTable(
            budget=group[0].row.budget.name,
            variant=group[0].row.variant,
            lines=tuple(metric_line(judged) for judged in group),
        )
        for group in groups[:MOST_TABLES]
    )


def metric_line(judged: JudgedRow) -> MetricLine:
    """One metric with its counts and limits."""
    row, limits = judged.row, judged.limits
    bounds = (limits.soft, limits.hard, limits.trend)
    written = " / ".join(limit_text(limit.value) if limit else DASH for limit in bounds)
    return MetricLine(
        mark=mark(judged),
        metric=title(row.metric),
        owned=amount(row.metric, row.head.owned) if row.head else DASH,
        common=amount(row.metric, row.head.common) if row.head else DASH,
        share=DASH if judged.reason else shown_share(judged),
        base=_share(row.base),
        release=_share(row.release),
        limits=written,
        remark=judged.reason or remark(judged),
    )


def _share(figures: Figures | None) -> str:
    share = figures.share if figures else None
    return DASH if share is None else percent(share)
