"""The judgement -> what the board has to know, variant by variant."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from variant_budget.domain.budget import LimitKind
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import NOISY_METRICS
from variant_budget.domain.policy import Board
from variant_budget.domain.posts import BoardPaper
from variant_budget.domain.summary import Sentence, Span
from variant_budget.domain.verdict import JudgedRow, Ruling, State
from variant_budget.tell.advice import room
from variant_budget.tell.approval import ways
from variant_budget.tell.breaches import headline, kinds, sentence
from variant_budget.tell.entry import BREACHED, entry, kind_of
from variant_budget.tell.lines import metric_line
from variant_budget.tell.mover_lines import lines_of
from variant_budget.tell.numbers import count
from variant_budget.tell.words import plural

MOST_MOVERS = 20

Breach = tuple[JudgedRow, LimitKind, Ruling]


def papers(judgement: Judgement) -> tuple[BoardPaper, ...]:
    """One for each variant of each budget: open where a hard or trend limit is breached.

    Nothing is said of a variant that is not wholly measured and not over what is: neither a breach
    nor that it ended is known.
    """
    board = judgement.fixed.ruler.policy.board
    if board is None or not judgement.fixed.in_force:
        return ()
    rows = groupby(
        judgement.verdict.rows, key=lambda j: (j.row.budget.name, j.row.dimension, j.row.variant)
    )
    found = (_paper(judgement, board, list(group)) for _, group in rows)
    return tuple(paper for paper in found if paper is not None)


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


def _title(judged: JudgedRow) -> str:
    row = judged.row
    where = "" if row.budget.name == row.dimension else f" of {row.dimension}"
    return f"{row.variant}{where} is over its {row.budget.name} budget"


def _open(
    judgement: Judgement, board: Board, group: Sequence[JudgedRow], breaches: Sequence[Breach]
) -> BoardPaper:
    judged = breaches[0][0]
    moved = lines_of(judgement, [each for each, _, _ in breaches])
    more = len(moved) - MOST_MOVERS
    return BoardPaper(
        key=_key(judged),
        title=_title(judged),
        is_open=True,
        lead=tuple((Span(sentence(judgement, *breach)),) for breach in breaches),
        rows=tuple(metric_line(each) for each in group if not each.reason),
        movers=tuple(moved[:MOST_MOVERS]),
        movers_more=f"{count(more)} more in report.json" if more > 0 else "",
        files=tuple(_files(judgement, judged)),
        options=tuple(_options(judgement, judged)),
        entry=entry(judgement, judged, kind_of(judged)).text,
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
    excepted = [breach for breach in _rulings(group, (State.EXCEPTED,)) if breach[2].waiver]
    told: tuple[Sentence, ...] = tuple(
        (Span(f"An exception lifts it: {headline(judgement, *breach)}."),) for breach in excepted
    )
    within = ((Span(f"{judged.row.variant} is within its hard and trend limits again."),),)
    return BoardPaper(key=_key(judged), title=_title(judged), is_open=False, lead=told or within)
