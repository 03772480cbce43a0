"""What a log of violations holds: rows that earlier reports told."""

from typing import Literal, NamedTuple

from variant_budget.domain.report import CommitRef, Finding

Kind = Literal["breach", "excepted", "exception expired", "override"]

KINDS: dict[str, Kind] = {
    "hard-breach": "breach",
    "soft-breach": "breach",
    "trend-breach": "breach",
    "hard-tolerated": "breach",
    "soft-tolerated": "breach",
    "trend-tolerated": "breach",
    "total-limit": "breach",
    "hard-excepted": "excepted",
    "trend-excepted": "excepted",
    "exception-expired": "exception expired",
    "override": "override",
}
"""The rules of findings that are violations; a soft breach is one only where it blocks."""


class PastReport(NamedTuple):
    """As much of a report.json as the log needs; of a check that could not be made, hardly a thing."""

    schema_version: Literal[1]
    verdict: Literal["pass", "warn", "fail", "not-in-force", "error"]
    judged_on: str = ""
    event: str = ""
    mode: str = ""
    head: CommitRef = CommitRef(None)
    findings: tuple[Finding, ...] = ()


class Violation(NamedTuple):
    """One violation in one report. `id` is the same for the same breach in every report.

    `limit` is in percent of share, for a trend in points of growth.
    """

    judged_on: str
    commit: str | None
    event: str
    kind: Kind
    id: str
    rule: str
    budget: str | None
    variant: str | None
    metric: str | None
    blocking: bool
    share: float | int | None
    growth: float | int | None
    limit: float | int | None
    message: str


class ViolationLog(NamedTuple):
    """All violations of some reports, sorted by day, commit and id."""

    schema_version: Literal[1]
    reports: int
    violations: tuple[Violation, ...]


def violations_of(report: PastReport) -> list[Violation]:
    """The violations that a report tells of; a soft limit that blocks nothing is none."""
    return [
        Violation(
            judged_on=report.judged_on,
            commit=report.head.commit,
            event=report.event,
            kind=KINDS[finding.rule],
            id=finding.id,
            rule=finding.rule,
            budget=finding.budget,
            variant=finding.variant,
            metric=finding.metric,
            blocking=finding.blocking,
            share=finding.figures.get("share"),
            growth=finding.figures.get("growth"),
            limit=finding.figures.get("limit"),
            message=finding.message,
        )
        for finding in report.findings
        if finding.rule in KINDS and (finding.blocking or not finding.rule.startswith("soft-"))
    ]
