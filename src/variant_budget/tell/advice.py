"""What to do next: the shortest ways out of a breach, with figures."""

from collections.abc import Iterator
from fractions import Fraction

from variant_budget.domain.figures import Figures
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import NOISY_METRICS
from variant_budget.domain.summary import Advice, Span
from variant_budget.domain.verdict import JudgedRow, State
from variant_budget.tell.movers import first_grown, movers
from variant_budget.tell.numbers import limit_text, percent, rounded_up
from variant_budget.tell.ranking import severity
from variant_budget.tell.words import common_part, part_of, shown_path, units

EXCEPTION_ENTRY = """\
  - id: TODO
    budget: {budget}
{dimension}    variant: {variant}
    metric: {metric}
    limit: {limit}
    ceiling: {ceiling}
{since}    reason: TODO
    approved_by: TODO
    approved_on: TODO
    expires_on: TODO
    ticket: TODO
    refactoring_plan: TODO
"""


def advice(judgement: Judgement) -> tuple[Advice, ...]:
    """Advice on the worst blocking row, and on code that nobody claims."""
    blocking = [judged for judged in judgement.verdict.rows if judged.blocking]
    found: list[Advice] = []
    if blocking:
        found += _on_breach(judgement, min(blocking, key=severity))
    if any(each.over for each in judgement.verdict.unattributed):
        found.append(
            Advice(
                title="Name the unclaimed files.",
                text=(
                    Span("Add them to a variant's "),
                    Span("paths", code=True),
                    Span(" or to "),
                    Span("shared", code=True),
                    Span("; "),
                    Span("variant-budget validate", code=True),
                    Span(" lists the folders."),
                ),
            )
        )
    return tuple(found)


def _on_breach(judgement: Judgement, judged: JudgedRow) -> Iterator[Advice]:
    if not judgement.fixed.in_force:
        yield Advice(
            title="Start where you are.",
            text=(
                Span("existing_breaches: tolerate", code=True),
                Span(" lets pass what is over today and blocks only what makes it worse."),
            ),
        )
    noisy = judged.row.metric in NOISY_METRICS
    if judged.hard.state is State.BREACH and judged.hard.limit is not None and not noisy:
        yield from _share_it(judgement, judged, judged.hard.limit)
    yield Advice(
        title="Ask the board.",
        text=(
            Span("Fill in the entry below for "),
            Span(_exceptions_path(judgement), code=True),
            Span("; it counts once it is on the base branch."),
        ),
        code=_entry(judgement, judged),
    )


def _share_it(judgement: Judgement, judged: JudgedRow, limit: Fraction) -> Iterator[Advice]:
    head, row = judged.head, judged.row
    grown = first_grown(movers(judgement, row))
    if grown and grown.units <= head.owned:
        after = Figures(
            own=head.owned - grown.units,
            in_groups=0,
            common=head.common + grown.units,
            relative_to_common=head.relative_to_common,
        )
        share = percent(after.share or Fraction(0), limit)
        yield Advice(
            title="Share it.",
            text=(
                Span(f"This change adds {units(row.metric, grown.units)} to {row.variant} in "),
                Span(grown.change.path, code=True),
                Span(
                    f"; as {common_part(row.metric)} {'it' if grown.units == 1 else 'they'} would bring "
                    "it to "
                ),
                Span(share, strong=True),
                Span("."),
            ),
        )
        if not after.over(limit):
            return
    to_move = _to_move(head, limit)
    if to_move:
        yield Advice(
            title="Share more of it." if grown else "Share it.",
            text=(
                Span(
                    f"{part_of(row.variant, row.metric, to_move)} moved into {common_part(row.metric)} "
                    "would bring it within the limit."
                ),
            ),
        )


def _to_move(head: Figures, limit: Fraction) -> int:
    """The least number of units that, moved to common code, brings the share to the limit."""
    if head.relative_to_common:
        excess = (head.owned * 100 - limit * head.common) / (100 + limit)
    else:
        excess = head.owned - limit * head.whole / 100
    return max(0, -(-excess.numerator // excess.denominator))


def _exceptions_path(judgement: Judgement) -> str:
    folder = shown_path(judgement.fixed.ruler.policy.path).rpartition("/")[0]
    return f"{folder}/exceptions.yml" if folder else "exceptions.yml"


def _entry(judgement: Judgement, judged: JudgedRow) -> str:
    """An entry for everything of this variant that blocks by the same kind of limit."""
    row = judged.row
    trend = not judged.hard.blocking
    release = judgement.commits.release
    blocked = [
        each
        for each in judgement.verdict.rows
        if (each.row.budget.name, each.row.dimension, each.row.variant)
        == (row.budget.name, row.dimension, row.variant)
        and (each.trend.blocking if trend else each.hard.blocking)
    ]
    ceiling = max(_needed(each, trend=trend) for each in blocked or [judged])
    return EXCEPTION_ENTRY.format(
        budget=row.budget.name,
        dimension=f"    dimension: {row.dimension}\n" if row.budget.name == "test" else "",
        variant=row.variant,
        metric="all" if len(blocked) > 1 else row.metric,
        limit="trend" if trend else "hard",
        ceiling=limit_text(ceiling),
        since=f"    since: {release.tag}\n" if trend and release and release.tag else "",
    )


def _needed(judged: JudgedRow, *, trend: bool) -> Fraction:
    """The ceiling that lifts the breach, in tenths."""
    release = judged.row.release
    if trend and release is not None and release.share is not None:
        return rounded_up(judged.share - release.share, 1)
    return rounded_up(judged.share, 1)
