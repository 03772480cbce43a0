"""The first sentence of every report: the verdict, and exactly what blocks."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.summary import Shown
from variant_budget.domain.verdict import JudgedRow, State
from variant_budget.tell.breaches import headline as row_headline
from variant_budget.tell.breaches import kinds
from variant_budget.tell.numbers import SPACE, count, limit_text, percent, percent_down
from variant_budget.tell.ranking import of_limit, severity
from variant_budget.tell.words import noun, plural, verb

MOST_NAMED = 3
OUTCOMES = {
    "fail": "Over budget",
    "warn": "Within budget",
    "pass": "Within budget",
    "error": "Could not be measured",
}


class Headline(NamedTuple):
    """The verdict word for an icon, and the sentence."""

    outcome: Shown
    text: str


def headline(judgement: Judgement) -> Headline:
    """The first sentence."""
    outcome = judgement.verdict.outcome
    text = _text(judgement)
    if judgement.fixed.in_force:
        return Headline(outcome, text)
    would = f"it would be {text[0].lower()}{text[1:]}" if outcome != "error" else text
    return Headline("not-in-force", f"Not in force yet, nothing is blocked; {would}")


def _text(judgement: Judgement) -> str:
    outcome = judgement.verdict.outcome
    start = OUTCOMES[outcome]
    if outcome == "fail":
        blocking = list(_blocking(judgement))
        rest = len(blocking) - MOST_NAMED
        named = "; ".join(blocking[:MOST_NAMED])
        return f"{start}: {named}{f'; and {rest} more' if rest > 0 else ''}"
    if outcome == "error":
        problem = judgement.verdict.incomplete[0]
        # A report is no file of the repository that a place would lead to.
        where = "" if problem.line or not problem.path else f"{problem.path}: "
        return f"{start}: {where}{problem.message}"
    if outcome == "warn":
        return f"{start}, {_warnings(judgement)}"
    nearest = closest(judgement)
    return f"{start}{_nearest(nearest)}"


def _blocking(judgement: Judgement) -> Iterator[str]:
    """Everything that blocks, the worst share of its limit first."""
    rows = [judged for judged in judgement.verdict.rows if judged.blocking]
    for judged in sorted(rows, key=lambda each: (*severity(each), each.row.variant)):
        for kind, ruling in kinds(judged):
            if ruling.blocking:
                yield row_headline(judgement, judged, kind, ruling)
                break
    for each in judgement.verdict.totals:
        if each.blocking and each.limit:
            total = each.total
            share = percent(total.figures.share or Fraction(0), each.limit.value)
            yield (
                f"all {total.dimension} variants together: {noun(total.metric)} "
                f"{verb(total.metric)} {share}, limit {limit_text(each.limit.value)}{SPACE}%"
            )
    for unattributed in judgement.verdict.unattributed:
        if unattributed.blocking:
            yield (
                f"{count(unattributed.lines)} code lines belong to no variant of "
                f"{unattributed.dimension} and are not declared shared, limit "
                f"{limit_text(unattributed.limit)}{SPACE}%"
            )

    yield from _blocking_evidence(judgement)


def _blocking_evidence(judgement: Judgement) -> Iterator[str]:
    for floor in judgement.verdict.coverage:
        if floor.blocking:
            share = percent_down(Fraction(floor.covered * 100, floor.coverable))
            yield f"{share} of {floor.variant} code is covered, less than its floor"
    nobodys = judgement.verdict.unattributed_tests
    if nobodys and nobodys.blocking:
        yield (
            f"{count(nobodys.cases)} of {count(nobodys.of)} tests have no owner, limit "
            f"{limit_text(nobodys.limit)}{SPACE}%"
        )


def _warnings(judgement: Judgement) -> str:
    """How many rows are over what, in one phrase."""
    states = [
        (judged, kind, ruling)
        for judged in judgement.verdict.rows
        for kind, ruling in kinds(judged)
    ]
    soft = [
        j
        for j, kind, r in states
        if kind == "soft" and r.state is State.BREACH and j.status == "soft"
    ]
    trend = [j for j, kind, r in states if kind == "trend" and r.state is State.BREACH]
    hard = [j for j, kind, r in states if kind == "hard" and r.state is State.BREACH]
    tolerated = [j for j, _, r in states if r.state is State.TOLERATED]
    excepted = [j for j, _, r in states if r.state is State.EXCEPTED]
    phrases = [
        f"{len(rows)} {words}{_names(rows)}"
        for rows, words in (
            (hard, "over a hard limit that is not enforced here"),
            (tolerated, "over a limit since before this change"),
            (excepted, "over a limit with an exception"),
            (trend, "growing faster than a release may"),
            (soft, "over a soft limit"),
        )
        if rows
    ]
    if totals := sum(each.over for each in judgement.verdict.totals):
        phrases.append(f"{totals} over a total limit")
    if any(each.over for each in judgement.verdict.unattributed):
        lines = max(each.lines for each in judgement.verdict.unattributed)
        phrases.append(_of_nobody(lines, "code line"))
    return ", ".join([*phrases, *_of_evidence(judgement)])


def _of_nobody(number: int, word: str) -> str:
    return f"{plural(number, word, f'{word}s')} belong{'s' if number == 1 else ''} to nobody"


def _of_evidence(judgement: Judgement) -> Iterator[str]:
    """What reports of tests and coverage give to think of."""
    verdict = judgement.verdict
    if lost := verdict.lost_tests:
        named = ", ".join(dict.fromkeys(each.variant for each in lost[:MOST_NAMED]))
        yield (
            f"tests of {named} did not run"
            if len(lost) <= MOST_NAMED
            else (f"tests of {len(lost)} variants did not run")
        )
    if verdict.unattributed_tests and verdict.unattributed_tests.over:
        yield _of_nobody(verdict.unattributed_tests.cases, "test")
    if under := sum(each.under for each in verdict.coverage):
        yield f"{under} covered less than the floor"
    elif unclear := sum(each.doubtful for each in verdict.coverage):
        yield f"the coverage of {unclear} is not wholly known"


def _names(rows: list[JudgedRow]) -> str:
    """Who it is, where that is said in a few words."""
    if len(rows) > MOST_NAMED:
        return ""
    return f" ({', '.join(f'{each.row.variant} {noun(each.row.metric)}' for each in rows)})"


def closest(judgement: Judgement) -> JudgedRow | None:
    """The row that is nearest to its hard limit."""
    rows = [
        each
        for each in judgement.verdict.rows
        if each.limits.hard and not each.reason and not each.row.too_small
    ]
    return max(rows, key=of_limit, default=None)


def _nearest(judged: JudgedRow | None) -> str:
    if judged is None or not judged.head.owned or judged.limits.hard is None:
        return ""
    limit = judged.limits.hard.value
    share = percent(judged.share, limit)
    return (
        f"; closest to its limit: {judged.row.variant} {noun(judged.row.metric)}, {share} of "
        f"{limit_text(limit)}{SPACE}%"
    )
