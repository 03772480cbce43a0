"""What to do next: the shortest ways out of a breach, with figures."""

from collections.abc import Iterator
from fractions import Fraction

from variant_budget.domain.figures import Figures
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import NOISY_METRICS
from variant_budget.domain.summary import Advice, Span
from variant_budget.domain.verdict import JudgedRow
from variant_budget.tell.entry import block, bound_of, kind_of
from variant_budget.tell.movers import first_grown, movers
from variant_budget.tell.numbers import percent
from variant_budget.tell.ranking import severity
from variant_budget.tell.ways import exceptions_path
from variant_budget.tell.words import common_part, part_of, units


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
    bound = bound_of(judged)
    if bound is not None and judged.row.metric not in NOISY_METRICS:
        yield from _share_it(judgement, judged, bound)
    yield Advice(
        title="Ask the board.",
        text=(
            Span("Fill in the entry below for "),
            Span(exceptions_path(judgement), code=True),
            Span("; "),
            Span(_propose(judged), code=True),
            Span(" writes it."),
            *_call(judgement),
        ),
        code=block(judgement, judged),
    )


def _call(judgement: Judgement) -> tuple[Span, ...]:
    """How to ask the board about a pull request, where it listens."""
    board = judgement.fixed.ruler.policy.board
    if board is None or judgement.situation.pull is None:
        return ()
    return Span(" The label "), Span(board.label, code=True), Span(" here asks the board to look.")


def _propose(judged: JudgedRow) -> str:
    row = judged.row
    limit = " --limit trend" if kind_of(judged) == "trend" else ""
    which = f" --dimension {row.dimension}" if row.budget.test_rules else ""
    return f"variant-budget exception propose {row.budget.name} {row.variant}{limit}{which}"


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
    if told := room(judged):
        yield Advice(title="Share more of it." if grown else "Share it.", text=(Span(told),))


def room(judged: JudgedRow) -> str:
    """How many units, shared instead of owned, bring a row over its limit back; "" if none."""
    row, bound = judged.row, bound_of(judged)
    to_move = 0 if bound is None or row.metric in NOISY_METRICS else _to_move(judged.head, bound)
    if not to_move:
        return ""
    return (
        f"{part_of(row.variant, row.metric, to_move)} moved into {common_part(row.metric)} "
        "would bring it within the limit."
    )


def _to_move(head: Figures, limit: Fraction) -> int:
    """The least number of units that, moved to common code, brings the share to the limit."""
    if head.relative_to_common:
        excess = (head.owned * 100 - limit * head.common) / (100 + limit)
    else:
        excess = head.owned - limit * head.whole / 100
    return max(0, -(-excess.numerator // excess.denominator))
