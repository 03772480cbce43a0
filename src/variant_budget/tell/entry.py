"""The entry of exceptions.yml that would lift a breach: filled in as far as figures tell."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Literal

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.verdict import JudgedRow
from variant_budget.domain.waiver_draft import WaiverDraft
from variant_budget.tell.breaches import growth_bound
from variant_budget.tell.numbers import limit_text, percent, rounded_up

Kind = Literal["hard", "trend"]


def kind_of(judged: JudgedRow) -> Kind:
    """Which limit an exception has to lift first."""
    return "trend" if judged.is_over("trend") and not judged.is_over("hard") else "hard"


def bound_of(judged: JudgedRow) -> Fraction | None:
    """The highest share that the breached limit allows here; of growth, the release's and the limit.

    None where neither is breached, or the growth of what another run measured.
    """
    if judged.is_over("hard"):
        return judged.hard.limit
    return growth_bound(judged) if judged.is_over("trend") else None


def entry(judgement: Judgement, judged: JudgedRow, kind: Kind) -> WaiverDraft:
    """An entry for every metric of this variant that is over that kind of limit."""
    row = judged.row
    same = (row.budget.name, row.dimension, row.variant)
    return draft(
        judgement,
        [
            each
            for each in judgement.verdict.rows
            if (each.row.budget.name, each.row.dimension, each.row.variant) == same
            and each.is_over(kind)
        ]
        or [judged],
        kind,
    )


def free_id(budget: str, variant: str, taken: Collection[str]) -> str:
    """A name that no other exception has: vehicle-truck-1."""
    names = (f"{budget}-{variant}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def block(judgement: Judgement, judged: JudgedRow) -> str:
    """The entry that lifts what is breached, as it has to stand in the file."""
    text = entry(judgement, judged, kind_of(judged)).text
    if judgement.fixed.ruler.waivers:
        return text
    return (
        f"version: 1        # these two lines, where there is no such file yet\nexceptions:\n{text}"
    )


def draft(judgement: Judgement, over: Iterable[JudgedRow], kind: Kind) -> WaiverDraft:
    """An entry for these rows of one variant, which are measured."""
    rows = list(over)
    row = rows[0].row
    release = judgement.commits.release
    tag = release.tag if release and release.tag else ""
    owned = next((each for each in rows if each.row.metric == "lines_of_code"), rows[0])
    several = len(rows) > 1
    tells = not several or owned.row.metric == "lines_of_code"
    fixed = judgement.fixed
    known = (*fixed.ruler.waivers, *(fixed.proposed.waivers if fixed.proposed else ()))
    return WaiverDraft(
        id=free_id(row.budget.name, row.variant, {waiver.id for waiver in known}),
        budget=row.budget.name,
        variant=row.variant,
        metric="all" if several else row.metric,
        limit=kind,
        ceiling=limit_text(max(_needed(each, kind) for each in rows)),
        dimension=row.dimension if row.budget.test_rules else "",
        since=tag if kind == "trend" else "",
        owned=str(owned.head.owned) if tells else "",
    )


def percent_of(judged: JudgedRow) -> str:
    """The share of a row that is measured, beside its hard limit."""
    hard = judged.limits.hard
    of = f" of {limit_text(hard.value)}" if hard else ""
    return f"{percent(judged.share)}{of}"


def _needed(judged: JudgedRow, kind: Kind) -> Fraction:
    """The ceiling that lifts the breach, in tenths."""
    release = judged.row.release
    if kind == "trend" and release is not None and release.share is not None:
        return rounded_up(judged.share - release.share, 1)
    return rounded_up(judged.share, 1)
