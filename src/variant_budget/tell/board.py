"""The judgement -> what the board has to know, variant by variant."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from variant_budget.domain.budget import LimitKind
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import NOISY_METRICS
from variant_budget.domain.policy import Board
from variant_budget.domain.posts import BoardPaper
from variant_budget.domain.situation import POLICY_PATH
from variant_budget.domain.summary import Sentence, Span
from variant_budget.domain.verdict import BREACHED, JudgedRow, Ruling, State
from variant_budget.tell.advice import room
from variant_budget.tell.breaches import headline, kinds, sentence
from variant_budget.tell.entry import block
from variant_budget.tell.lines import metric_line
from variant_budget.tell.mover_lines import lines_of
from variant_budget.tell.numbers import count
from variant_budget.tell.ranking import severity
from variant_budget.tell.summary import owned_then_and_now
from variant_budget.tell.ways import ways
from variant_budget.tell.words import plural

MOST_MOVERS = 20

Breach = tuple[JudgedRow, LimitKind, Ruling]


def papers(judgement: Judgement) -> tuple[BoardPaper, ...]:
    """One for each variant of each budget, the worst first: open where a hard or trend limit is breached.

    Nothing is said of a variant that is not wholly measured and not over what is: neither a breach
    nor that it ended is known.
    """
    board = judgement.fixed.ruler.policy.board
    if board is None or not judgement.fixed.in_force:
        return ()
    rows = groupby(
        judgement.verdict.rows, key=lambda j: (j.row.budget.name, j.row.dimension, j.row.variant)
    )
    groups = sorted((list(group) for _, group in rows), key=lambda g: min(map(severity, g)))
    found = (_paper(judgement, board, group) for group in groups)
    return tuple(paper for paper in found if paper is not None)


def judged_keys(judgement: Judgement) -> frozenset[str]:
    """The keys of all that was looked at, whatever is known of it."""
    return frozenset(map(_key, judgement.verdict.rows))


def _paper(judgement: Judgement, board: Board, group: Sequence[JudgedRow]) -> BoardPaper | None:
    breaches = list(_rulings(group, BREACHED))
    if breaches:
        return _open(judgement, board, group, breaches)
    unknown = any(each.reason for each in group) or judgement.verdict.incomplete
    return None if unknown else _closed(judgement, group)


def _rulings(group: Sequence[JudgedRow], states: Sequence[State]) -> Iterator[Breach]:
    for judged in group:
        for kind, ruling in kinds(judged):
            told_apart = kind == "trend" and judged.row.metric in NOISY_METRICS
            if kind != "soft" and ruling.state in states and not told_apart:
                yield judged, kind, ruling


def _key(judged: JudgedRow) -> str:
    return f"{judged.row.budget.name}/{judged.row.dimension}/{judged.row.variant}"


def _title(judgement: Judgement, judged: JudgedRow, kinds: set[LimitKind]) -> str:
    row, path = judged.row, judgement.fixed.ruler.policy.path
    where = "" if row.budget.name == row.dimension else f" of {row.dimension}"
    by = "" if path == POLICY_PATH else f" ({path})"
    how = "grew too fast for" if kinds == {"trend"} else "is over"
    return f"{row.variant}{where} {how} its {row.budget.name} budget{by}"


def _open(
    judgement: Judgement, board: Board, group: Sequence[JudgedRow], breaches: Sequence[Breach]
) -> BoardPaper:
    judged = breaches[0][0]
    moved = lines_of(judgement, [each for each, _, _ in breaches])
    more = len(moved) - MOST_MOVERS
    return BoardPaper(
        key=_key(judged),
        title=_title(judgement, judged, {kind for _, kind, _ in breaches}),
        is_open=True,
        lead=(
            *((Span(sentence(judgement, *breach)),) for breach in breaches),
            *_excepted(judgement, group),
        ),
        rows=tuple(metric_line(each) for each in group if not each.reason),
        movers=tuple(moved[:MOST_MOVERS]),
        movers_more=f"{count(more)} more in report.json" if more > 0 else "",
        files=tuple(_files(judgement, judged)),
        options=tuple(_options(judgement, judged)),
        entry=block(judgement, judged),
        figures=tuple(headline(judgement, *breach) for breach in breaches),
        teams=tuple(name for name in board.assignees if "/" in name),
    )


def _files(judgement: Judgement, judged: JudgedRow) -> Iterator[Sentence]:
    position = judgement.ledger.dimensions.index(judged.row.dimension)
    for path, lines in judgement.largest.get((position, judged.row.variant), ()):
        yield Span(path, code=True), Span(f" {plural(lines, 'line', 'lines')}")


def _options(judgement: Judgement, judged: JudgedRow) -> Iterator[Sentence]:
    shrink = room(judged)
    yield (
        Span("Shrink it.", strong=True),
        Span(
            f" {shrink}"
            if shrink
            else " Less code of its own, or more that is common, brings it back."
        ),
    )
    yield (
        Span("Grant an exception.", strong=True),
        Span(" Fill in the entry below. "),
        *ways(judgement),
    )


def _closed(judgement: Judgement, group: Sequence[JudgedRow]) -> BoardPaper:
    judged = group[0]
    within = ((Span(f"{judged.row.variant} is within its hard and trend limits again."),),)
    return BoardPaper(
        key=_key(judged),
        title=_title(judgement, judged, set()),
        is_open=False,
        lead=tuple(_excepted(judgement, group)) or within,
    )


def _excepted(judgement: Judgement, group: Sequence[JudgedRow]) -> Iterator[Sentence]:
    """What exceptions lift, each with its plan and what was owned then and is now."""
    states = {state.waiver.id: state for state in judgement.verdict.waivers}
    for breach in _rulings(group, (State.EXCEPTED,)):
        waiver = breach[2].waiver
        if waiver:
            owned = owned_then_and_now(states[waiver.id])
            yield (
                Span(f"An exception lifts it: {headline(judgement, *breach)}; {owned}. "),
                Span(f"Plan: {waiver.refactoring_plan}"),
            )
