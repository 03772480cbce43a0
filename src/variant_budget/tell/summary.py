"""The judgement -> the summary: what a tired reader sees, in the order of reading.

Pass or fail and why in one sentence; the table; what moved it; what to do; exceptions; the rest.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.report import Finding, Report
from variant_budget.domain.summary import (
    CoverageLine,
    ExceptionLine,
    Remark,
    Sentence,
    Summary,
    TestLine,
)
from variant_budget.domain.tested import NO_EVIDENCE
from variant_budget.domain.verdict import Outcome, WaiverState
from variant_budget.tell.advice import advice
from variant_budget.tell.complexity import worst_functions
from variant_budget.tell.headline import headline
from variant_budget.tell.inside import inside_lines, inside_places
from variant_budget.tell.lead import lead
from variant_budget.tell.lines import Split, metric_tables, split
from variant_budget.tell.measured import measured, share_definition
from variant_budget.tell.mover_lines import mover_lines, transfer_lines
from variant_budget.tell.numbers import SPACE, count, limit_text
from variant_budget.tell.since_release import release_lines
from variant_budget.tell.words import plural, units

MOST_MOVERS = 10
MOST_REMARKS = 20
MOST_NOTES = 20
MOST_INSIDE = 10
MOST_PLACES = 5
MOST_TESTS = 10
MOST_RELEASED = 30
MOST_COVERED = 10
WOULD: Mapping[Outcome, str] = {
    "pass": "would let it pass",
    "warn": "would let it pass with warnings",
    "fail": "would block it",
    "error": "could not judge it",
}
SAID_ELSEWHERE = (
    *("hard-", "soft-", "trend-", "policy-proposed", "not-in-force"),
    *("override", "approval-", "board-rejected"),
)
"""Findings and notes that stand in the table or in a section of their own."""


def summary(judgement: Judgement, report: Report) -> Summary:
    """The finished rows of every readable format."""
    head = headline(judgement)
    parts = split(judgement)
    found = mover_lines(judgement)
    inside = inside_lines(judgement)
    places, hidden = inside_places(judgement, MOST_PLACES)
    remarks, notes = _remarks(report), _notes(report)
    release = judgement.commits.release
    evidence = _evidence(judgement)
    released = release_lines(judgement)
    return Summary(
        outcome=head.outcome,
        headline=head.text,
        lead=lead(judgement),
        preview=_preview(judgement),
        change_label="This change" if judgement.commits.base else "",
        release_label=f"Since {release.tag or 'release'}" if release else "",
        rows=parts.shown,
        table_note=_table_note(judgement, parts),
        more=_more(parts),
        folded=parts.folded,
        left_out=parts.left_out,
        movers=tuple(found[:MOST_MOVERS]),
        movers_more=_more_of(len(found) - MOST_MOVERS, "file"),
        advice=advice(judgement),
        functions=worst_functions(judgement),
        exceptions=tuple(_exception(each) for each in judgement.verdict.waivers),
        tables=metric_tables(judgement),
        proposal=_proposal(judgement),
        remarks=tuple(remarks[:MOST_REMARKS]),
        remarks_more=_more_of(len(remarks) - MOST_REMARKS, "finding"),
        transfers=tuple(transfer_lines(judgement)[:MOST_MOVERS]),
        released=tuple(released[:MOST_RELEASED]),
        released_more=_more_of(len(released) - MOST_RELEASED, "variant"),
        inside=tuple(inside[:MOST_INSIDE]),
        inside_places=tuple(places),
        inside_more=_more_of(len(inside[MOST_INSIDE:]) + hidden, "row"),
        unmeasured=tuple(n.message for n in report.notes if n.slug == "not-measured"),
        evidence=evidence.sentences,
        tests=tuple(evidence.tests[:MOST_TESTS]),
        tests_more=_more_of(len(evidence.tests) - MOST_TESTS, "file"),
        coverage=tuple(evidence.coverage[:MOST_COVERED]),
        coverage_more=_more_of(len(evidence.coverage) - MOST_COVERED, "variant"),
        measured=measured(judgement),
        notes=tuple(notes[:MOST_NOTES]),
        notes_more=_more_of(len(notes) - MOST_NOTES, "note"),
    )


class _Evidence(NamedTuple):
    """What is told of reports."""

    sentences: tuple[Sentence, ...] = ()
    tests: Sequence[TestLine] = ()
    coverage: Sequence[CoverageLine] = ()


def _evidence(judgement: Judgement) -> _Evidence:
    if judgement.evidence is NO_EVIDENCE:
        return _Evidence()
    from variant_budget.tell.tests import coverage_lines, evidence_sentences, test_lines

    return _Evidence(
        evidence_sentences(judgement), test_lines(judgement), coverage_lines(judgement)
    )


def _remarks(report: Report) -> list[Remark]:
    return [
        Remark(
            level=finding.level,
            rule=finding.rule,
            place=_place(finding),
            message=finding.message,
        )
        for finding in report.findings
        if not finding.rule.startswith(SAID_ELSEWHERE)
    ]


def _notes(report: Report) -> list[str]:
    return [
        f"{note.path}: {note.message}" if note.path else note.message
        for note in report.notes
        if note.slug not in SAID_ELSEWHERE
    ]


def _place(finding: Finding) -> str:
    """Where it is, unless the message says so."""
    if finding.path is None or finding.path in finding.message:
        return ""
    return f"{finding.path}:{finding.line}" if finding.line else finding.path


def _more_of(number: int, word: str) -> str:
    return (
        f"{count(number)} more {word}{'s' if number > 1 else ''} in report.json"
        if number > 0
        else ""
    )


def _more(parts: Split) -> str:
    number = len(parts.folded) + parts.left_out
    if not number:
        return ""
    told = f"{count(number)} more {parts.line}{'s' if number > 1 else ''}" if parts.shown else ""
    told = told or (f"All {count(number)} {parts.line}s" if number > 1 else "The only variant")
    return f"{told}, within budget and not moved by this change" if parts.quiet else told


def _table_note(judgement: Judgement, parts: Split) -> str:
    more = f" Below: {_more(parts).lower()}." if parts.folded else ""
    return f"Worst metric of each variant. {share_definition(judgement)}{more}"


def _preview(judgement: Judgement) -> tuple[str, ...]:
    return () if judgement.fixed.in_force else (judgement.fixed.why_not,)


def _exception(each: WaiverState) -> ExceptionLine:
    waiver = each.waiver
    unit = "points" if waiver.limit == "trend" else "%"
    words = {
        "in_force": _left(each.days_left),
        "not_yet": f"from {waiver.approved_on}",
        "expired": "expired",
        "other_release": "for another release",
        "orphaned": "orphaned",
    }
    use = "used" if each.used else "exceeded" if each.exceeded else "unused"
    return ExceptionLine(
        id=waiver.id,
        budget=f"{waiver.budget} · {waiver.variant}",
        ceiling=f"{limit_text(waiver.ceiling)}{SPACE}{unit}",
        until=waiver.expires_on.isoformat(),
        approved_by=waiver.approved_by,
        reason=waiver.reason,
        state=f"{words[each.state]}, {use}" if each.state == "in_force" else words[each.state],
        owned=owned_then_and_now(each) if each.used else "",
        plan=waiver.refactoring_plan if each.used else "",
    )


def _left(days: int) -> str:
    return "ends today" if days == 0 else f"{plural(days, 'day', 'days')} left"


def owned_then_and_now(each: WaiverState) -> str:
    """What the variant owned at approval, and owns now."""
    metric = "lines_of_code" if each.waiver.metric == "all" else each.waiver.metric
    then = "not recorded" if each.waiver.owned is None else units(metric, each.waiver.owned)
    now = "not measured" if each.owned is None else units(metric, each.owned)
    return f"owned at approval: {then}, now: {now}"


def _proposal(judgement: Judgement) -> tuple[str, ...]:
    fixed = judgement.fixed
    if not fixed.changes:
        return ()
    if judgement.proposed is None and fixed.problems:
        told = "What this change proposes cannot be used: merged, it would make every check fail."
        return told, *(str(problem) for problem in fixed.problems)
    would = WOULD[judgement.proposed] if judgement.proposed else "cannot be used"
    if judgement.proposed == judgement.verdict.outcome == "fail":
        would = f"{would} too"
    return (
        (
            f"This change was judged by the policy before it. The policy that it proposes {would}, "
            "and is in force after merge."
        ),
        *fixed.changes,
        *(str(problem) for problem in fixed.problems),
    )
