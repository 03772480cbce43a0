"""The judgement -> the periodic review: every budget, every exception, what was made milder."""

from collections.abc import Sequence
from datetime import date, timedelta

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.policy import Board
from variant_budget.domain.posts import ReviewBudget, ReviewPaper
from variant_budget.domain.summary import Sentence, Span
from variant_budget.domain.verdict import JudgedRow, WaiverState
from variant_budget.tell.headline import headline
from variant_budget.tell.lines import growth_text, remark, shown_share, variants
from variant_budget.tell.numbers import SPACE, limit_text
from variant_budget.tell.summary import owned_then_and_now
from variant_budget.tell.words import noun

MOST_BUDGETS = 200
DASH = "\N{EN DASH}"


def review(
    judgement: Judgement, board: Board, last: date | None, raised: Sequence[str], why_not: str
) -> ReviewPaper:
    """A review after the last one; `why_not` says why it is not known which limits were raised."""
    worst = [group[0] for group in variants(judgement)]
    every = board.review_every_days or 0
    since = f" since the review of {last}" if last else ", the first one"
    nothing = "" if raised else "No limit was raised."
    return ReviewPaper(
        title=f"Review of all variant budgets, {judgement.today}",
        lead=(
            (Span(f"Due every {every} days{since}. "), Span(headline(judgement).text, strong=True)),
        ),
        budgets=tuple(map(_budget, worst[:MOST_BUDGETS])),
        left_out=max(0, len(worst) - MOST_BUDGETS),
        exceptions=tuple(map(_exception, judgement.verdict.waivers)),
        raised=tuple(raised),
        raised_note=why_not or nothing,
        next=f"from {judgement.today + timedelta(days=every)} on",
        teams=tuple(name for name in board.assignees if "/" in name),
    )


def _budget(judged: JudgedRow) -> ReviewBudget:
    row, limits = judged.row, judged.limits
    budget = row.budget.name
    written = (limits.soft, limits.hard, limits.trend)
    return ReviewBudget(
        budget=budget if budget == row.dimension else f"{budget} · {row.dimension}",
        variant=row.variant,
        metric=noun(row.metric),
        share=shown_share(judged),
        limits=" / ".join(limit_text(each.value) if each else DASH for each in written),
        growth=growth_text(judged),
        state=remark(judged) or judged.status.replace("_", " "),
    )


def _exception(state: WaiverState) -> Sentence:
    waiver = state.waiver
    unit = "points" if waiver.limit == "trend" else "%"
    told = (
        f" lets {waiver.budget} {waiver.variant} {waiver.metric} be up to "
        f"{limit_text(waiver.ceiling)}{SPACE}{unit} until {waiver.expires_on} "
        f"({state.state.replace('_', ' ')}, {'used' if state.used else 'not used'}); "
        f"{owned_then_and_now(state)}. Plan: {waiver.refactoring_plan}"
    )
    return Span(waiver.id, code=True), Span(told)
