"""The judged rows -> the budgets of the report."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from variant_budget.domain.budget import Limits
from variant_budget.domain.figures import Figures, cause, change
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import AsideKind
from variant_budget.domain.report import (
    BudgetRow,
    LimitsRef,
    MetricRow,
    Then,
    TotalRow,
    VariantCoverage,
    VariantRow,
)
from variant_budget.domain.verdict import JudgedCoverage, JudgedRow, JudgedTotal
from variant_budget.tell.notices import presence
from variant_budget.tell.numbers import limit_number, report_number

RANK = ("hard", "trend", "tolerated", "excepted", "soft", "coarse", "ok", "not_judged")
"""Statuses, worst first."""


def budget_rows(judgement: Judgement) -> tuple[BudgetRow, ...]:
    """Every budget with its variants, in the order of the judged rows, which is sorted."""
    present = presence(judgement)
    coverage = variant_coverage(judgement)
    asides = judgement.ledger.asides
    rows = judgement.verdict.rows
    found = []
    for (name, dimension), judged in groupby(
        rows, key=lambda each: (each.row.budget.name, each.row.dimension)
    ):
        of_budget = list(judged)
        totals = [
            each
            for each in judgement.verdict.totals
            if (each.total.budget.name, each.total.dimension) == (name, dimension)
        ]
        found.append(
            BudgetRow(
                budget=name,
                dimension=dimension,
                relative_to=of_budget[0].row.budget.relative_to,
                variants=tuple(
                    _variant(
                        list(metrics),
                        present.get((dimension, variant)),
                        asides,
                        coverage.get((name, dimension, variant)),
                    )
                    for variant, metrics in groupby(of_budget, key=lambda each: each.row.variant)
                ),
                totals=tuple(map(_total, totals)),
            )
        )
    return tuple(found)


def worst(statuses: Sequence[str]) -> str:
    """The worst of several statuses; a metric that is not judged hides behind one that is."""
    return min(statuses, key=RANK.index)


def _variant(
    judged: Sequence[JudgedRow],
    present: str | None,
    asides: Mapping[tuple[AsideKind, str, str], int],
    covered: JudgedCoverage | None,
) -> VariantRow:
    dimension, name = judged[0].row.dimension, judged[0].row.variant
    return VariantRow(
        variant=name,
        status=worst([each.status for each in judged]),
        presence=present,
        inline=asides.get((AsideKind.INLINE, dimension, name), 0),
        undecided=asides.get((AsideKind.UNDECIDED, dimension, name), 0),
        without=asides.get((AsideKind.WITHOUT, dimension, name), 0),
        coverage=_coverage(covered) if covered else None,
        metrics=tuple(map(_metric, judged)),
    )


def variant_coverage(judgement: Judgement) -> dict[tuple[str, str, str], JudgedCoverage]:
    """(budget, dimension, variant) -> the coverage of what the variant owns."""
    return {
        (each.budget.name, each.dimension, each.variant): each
        for each in judgement.verdict.coverage
    }


def _coverage(judged: JudgedCoverage) -> VariantCoverage:
    return VariantCoverage(
        coverable_lines=judged.coverable,
        covered_lines=judged.covered,
        unmentioned_lines=judged.unmentioned,
        floor=report_number(judged.floor),
        under=judged.under,
        blocking=judged.blocking,
    )


def _metric(judged: JudgedRow) -> MetricRow:
    row, head, base, release = judged.row, judged.row.head, judged.row.base, judged.row.release
    waiver = judged.hard.waiver or judged.trend.waiver
    hard = judged.limits.hard
    measured = head is not None and not judged.reason
    return MetricRow(
        metric=row.metric,
        owned=head.owned if head else None,
        own=head.own if head else None,
        in_groups=head.in_groups if head else None,
        common=head.common if head else None,
        share=report_number(head.share) if head else None,
        limits=_limits(judged.limits),
        hard=judged.hard.state,
        soft=judged.soft.state,
        trend=judged.trend.state,
        status=judged.status,
        blocking=judged.blocking,
        exception=waiver.id if waiver else None,
        base=_then(base),
        change=report_number(change(head, base)) if head and base else None,
        release=_then(release),
        growth=report_number(change(head, release)) if head and release else None,
        cause=cause(head, base, row.drift) if head and base else None,
        allowed=head.allowed(hard.value) if head and hard and measured else None,
        partial=judged.partial,
        reason=judged.reason or (judged.hard.reason if row.too_small else None),
    )


def _limits(limits: Limits) -> LimitsRef:
    return LimitsRef(
        hard=limit_number(limits.hard.value if limits.hard else None),
        soft=limit_number(limits.soft.value if limits.soft else None),
        trend=limit_number(limits.trend.value if limits.trend else None),
    )


def _then(figures: Figures | None) -> Then | None:
    if figures is None:
        return None
    return Then(owned=figures.owned, common=figures.common, share=report_number(figures.share))


def _total(judged: JudgedTotal) -> TotalRow:
    figures = judged.total.figures
    return TotalRow(
        metric=judged.total.metric,
        owned=figures.owned,
        common=figures.common,
        share=report_number(figures.share),
        limit=limit_number(judged.limit.value if judged.limit else None),
        over=judged.over,
        blocking=judged.blocking,
    )
