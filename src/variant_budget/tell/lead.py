"""The sentences below the headline: what this change did, and how much has to go."""

from collections.abc import Iterator
from fractions import Fraction

from variant_budget.domain.figures import change
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.summary import Sentence, Span
from variant_budget.domain.verdict import JudgedRow
from variant_budget.tell.entry import bound_of
from variant_budget.tell.headline import closest
from variant_budget.tell.lines import shown_share
from variant_budget.tell.numbers import SPACE, count, limit_text, percent, points
from variant_budget.tell.ranking import of_limit, severity
from variant_budget.tell.ways import spoken, ways
from variant_budget.tell.words import amount, movement, noun, units


def lead(judgement: Judgement) -> tuple[Sentence, ...]:
    """Of a breach: how it came and what must go. Else: the largest move and the nearest limit."""
    blocking = [judged for judged in judgement.verdict.rows if judged.blocking]
    if blocking:
        judged = min(blocking, key=severity)
        told = (ways(judgement), *spoken(judgement)) if judgement.fixed.in_force else ()
        release = judgement.situation.mode == "release"
        return (*_cause(judged, release=release), *_excess(judged), *told)
    if judgement.verdict.outcome == "fail":
        return tuple(_unclaimed(judgement))
    if judgement.verdict.outcome == "error":
        return tuple(spoken(judgement))
    return (*spoken(judgement), *_largest_move(judgement), *_nearest(judgement))


def _cause(judged: JudgedRow, *, release: bool) -> Iterator[Sentence]:
    head, base, row = judged.head, judged.row.base, judged.row
    if judged.blocking and release:
        yield (Span("A release is judged whole: what was over before blocks too."),)
    elif base is None or base.share is None:
        yield (Span("Nothing is known of before this change, so every breach blocks."),)
    elif change(head, base):
        moved = f"This change moved it from {percent(base.share)} to {shown_share(judged)} ("
        told = movement(row.variant, head, base, row.metric)
        yield Span(moved), Span(told, strong=True), Span(").")
    else:
        yield (Span("This change does not move it: it was over before."),)


def _excess(judged: JudgedRow) -> Iterator[Sentence]:
    head, row, limit = judged.head, judged.row, bound_of(judged)
    allowed = None if limit is None else head.allowed(limit)
    if limit is None or allowed is None:
        return
    # One unit is always allowed, unless the limit is 0.
    allowed = max(allowed, 1 if limit else 0)
    excess = head.owned - allowed
    yield (
        Span(
            f"Allowed for {row.variant} beside what is common: {units(row.metric, allowed)}. "
            f"It has {amount(row.metric, head.owned)}. "
        ),
        Span(f"{units(row.metric, excess)} {'has' if excess == 1 else 'have'} to go", strong=True),
        Span(", or the board grants an exception."),
    )


def _unclaimed(judgement: Judgement) -> Iterator[Sentence]:
    for each in judgement.verdict.unattributed:
        files = [file.path for file in judgement.unclaimed if file.dimension == each.dimension]
        if not each.blocking or not files:
            continue
        new = 0 if each.before is None else each.lines - each.before
        told = f"{count(new)} of them came with this change" if new > 0 else "None of them is new"
        told = told if each.before is not None else f"{count(len(files))} files"
        yield (
            Span(told, strong=True),
            Span("; the first is in "),
            Span(files[0], code=True),
            Span("."),
        )


def _largest_move(judgement: Judgement) -> Iterator[Sentence]:
    moves: list[tuple[Fraction, JudgedRow]] = []
    for judged in judgement.verdict.rows:
        base = judged.row.base
        if judged.reason or base is None or base.share is None:
            continue
        moves.append((change(judged.head, base) or Fraction(0), judged))
    if not moves:
        return
    moved, judged = max(moves, key=lambda each: abs(each[0]))
    row = judged.row
    if not moved or row.base is None:
        yield (Span("This change moves no budget."),)
        return
    yield (
        Span(f"Largest move: {row.variant} {noun(row.metric)} "),
        Span(f"{points(moved)} points", strong=True),
        Span(f" ({movement(row.variant, judged.head, row.base, row.metric)})."),
    )


def _nearest(judgement: Judgement) -> Iterator[Sentence]:
    """The headline of a pass says it already."""
    judged = closest(judgement)
    if judgement.verdict.outcome == "pass" or judged is None or judged.limits.hard is None:
        return
    if of_limit(judged) > 1:
        # Named by the headline already, as excepted or tolerated.
        return
    limit = limit_text(judged.limits.hard.value)
    yield (
        Span(f"Closest to a hard limit: {judged.row.variant} {noun(judged.row.metric)}, "),
        Span(f"{shown_share(judged)} of {limit}{SPACE}%", strong=True),
        Span("."),
    )
