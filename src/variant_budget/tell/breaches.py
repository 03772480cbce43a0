"""Rows over a limit -> findings: the share and its limit, why it moved, how much must go."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from variant_budget.domain.budget import Limit, LimitKind
from variant_budget.domain.change import FileChange
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.figures import Figures, change
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import NOISY_METRICS, REPORTED
from variant_budget.domain.report import Finding
from variant_budget.domain.verdict import JudgedRow, JudgedTotal, Level, Ruling, State
from variant_budget.tell.complexity import named, worst_functions
from variant_budget.tell.finding import finding
from variant_budget.tell.movers import Mover, first_grown, movers
from variant_budget.tell.numbers import (
    SPACE,
    limit_number,
    limit_text,
    percent,
    points,
    report_number,
)
from variant_budget.tell.ranking import severity
from variant_budget.tell.words import movement, noun, units, verb, whole

BY_ANOTHER_RUN = "The release was measured by another run, so this blocks nothing."
TOLD = (State.BREACH, State.EXCEPTED, State.TOLERATED)


def breaches(judgement: Judgement) -> Iterator[Finding]:
    """A finding for every limit that is breached, excepted or tolerated, and for totals."""
    for judged in judgement.verdict.rows:
        for kind, ruling in _told(judged):
            yield _row_finding(judgement, judged, kind, ruling)
    for total in judgement.verdict.totals:
        if total.over and total.limit:
            yield _total_finding(total, total.limit)


def pointed_at(judgement: Judgement) -> Iterator[tuple[FileChange, str, str]]:
    """The files that findings about rows point at, the worst first: change, dimension and variant."""
    told = [judged for judged in judgement.verdict.rows if _told(judged)]
    for judged in sorted(told, key=lambda each: (not each.blocking, severity(each))):
        grown = first_grown(movers(judgement, judged.row))
        if grown and judged.row.metric not in REPORTED:
            yield grown.change, judged.row.dimension, judged.row.variant


def _told(judged: JudgedRow) -> list[tuple[LimitKind, Ruling]]:
    return [
        (kind, ruling)
        for kind, ruling in kinds(judged)
        if ruling.state in TOLD and not _said_by_hard(judged, kind)
    ]


def kinds(judged: JudgedRow) -> tuple[tuple[LimitKind, Ruling], ...]:
    """The rulings of a row with the names of their limits."""
    return (("hard", judged.hard), ("soft", judged.soft), ("trend", judged.trend))


def _said_by_hard(judged: JudgedRow, kind: LimitKind) -> bool:
    """Whoever is over the hard limit is over the soft one too; said once, unless it blocks."""
    return kind == "soft" and judged.hard.state in TOLD and not judged.soft.blocking


def _row_finding(
    judgement: Judgement, judged: JudgedRow, kind: LimitKind, ruling: Ruling
) -> Finding:
    row = judged.row
    level: Level = "error" if ruling.blocking else "warning"
    grown = first_grown(movers(judgement, row))
    limit = judged.limit(kind)
    return finding(
        f"{kind}-{'breach' if ruling.state is State.BREACH else ruling.state}",
        "note" if ruling.state is State.EXCEPTED else level,
        sentence(judgement, judged, kind, ruling),
        subject=(row.budget.name, row.dimension, row.variant, row.metric),
        path=grown.change.path if grown else limit.location.path,
        line=_line(judgement, row, grown) if grown else limit.location.line,
        figures=row_figures(judged, kind, ruling),
        blocking=ruling.blocking,
    )


def _line(judgement: Judgement, row: Comparison, grown: Mover) -> int:
    place = (grown.change.path, row.dimension, row.variant)
    return judgement.first_lines.get(place, 1)


def sentence(judgement: Judgement, judged: JudgedRow, kind: LimitKind, ruling: Ruling) -> str:
    """What is over which limit, how it came, what must go."""
    head, base = judged.head, judged.row.base
    parts = [headline(judgement, judged, kind, ruling) + "."]
    if base is not None and (head.owned, head.common) != (base.owned, base.common):
        moved = change(head, base)
        by = "" if moved is None else f"{points(moved)} points "
        told = movement(judged.row.variant, head, base, judged.row.metric)
        parts.append(f"This change: {by}({told}).")
    elif base is not None:
        parts.append("This change does not move it.")
    bound = growth_bound(judged) if kind == "trend" else ruling.limit
    if ruling.state is State.BREACH and bound is not None:
        parts.append(must_go(judged.row.metric, head, bound))
    if judged.row.metric == "cyclomatic_complexity" and ruling.state is State.BREACH:
        parts.append(named(worst_functions(judgement, judged.row.variant)))
    parts += _aside(judged, kind, ruling)
    return " ".join(part for part in parts if part)


def headline(judgement: Judgement, judged: JudgedRow, kind: LimitKind, ruling: Ruling) -> str:
    """The figure and its limit in a few words."""
    row, head = judged.row, judged.head
    limit = judged.limit(kind).value
    subject = f"{row.variant} {noun(row.metric)}"
    if kind == "trend":
        tag = judgement.commits.release.tag if judgement.commits.release else None
        growth = change(head, row.release) if row.release else None
        text = (
            f"{subject} grew {points(growth).removeprefix('+')} points since {tag or 'the release'}, "
            f"limit {limit_text(limit)}"
        )
    else:
        bounds = (limit, ruling.limit)
        kind_word = "limit" if kind == "hard" else "soft limit"
        text = (
            f"{subject} {verb(row.metric)} {percent(judged.share, *bounds)} {whole(head)}, "
            f"{kind_word} {limit_text(limit)}{SPACE}%"
        )
    if ruling.waiver:
        unit = "points" if kind == "trend" else "%"
        lifted = "excepted up to" if ruling.state is State.EXCEPTED else "over its exception's"
        text += f" ({lifted} {limit_text(ruling.waiver.ceiling)} {unit}, {ruling.waiver.id})"
    return text


def growth_bound(judged: JudgedRow) -> Fraction | None:
    """The highest share that the trend limit allows; None for what another run measured."""
    release, limit = judged.row.release, judged.trend.limit
    if judged.row.metric in NOISY_METRICS or limit is None or release is None:
        return None
    return None if release.share is None else release.share + limit


def must_go(metric: str, head: Figures, limit: Fraction) -> str:
    """How many units are too many beside this common code."""
    allowed = head.allowed(limit)
    if allowed is None or head.owned <= allowed:
        return ""
    excess = head.owned - max(allowed, 1 if limit > 0 else 0)
    have = "has" if excess == 1 else "have"
    return f"{units(metric, excess)} {have} to go."


def _aside(judged: JudgedRow, kind: LimitKind, ruling: Ruling) -> list[str]:
    said = []
    if kind == "soft" and judged.hard.reason:
        said.append(f"It is {judged.hard.reason}.")
    elif ruling.state is State.TOLERATED:
        said.append("It was over before this change and is tolerated.")
    elif ruling.state is State.EXCEPTED and ruling.waiver:
        plan = ruling.waiver.refactoring_plan
        said.append(f"Excepted until {ruling.waiver.expires_on}: {plan}")
    elif ruling.state is State.BREACH and ruling.standing and ruling.blocking:
        said.append("It was over before this change already.")
    elif kind == "trend" and not ruling.blocking:
        noisy = judged.row.metric in NOISY_METRICS
        said.append(BY_ANOTHER_RUN if noisy else "It would block the release.")
    return said


def row_figures(
    judged: JudgedRow, kind: LimitKind, ruling: Ruling
) -> Mapping[str, float | int | None]:
    """The numbers of a row's finding."""
    row, head = judged.row, judged.head
    allowed = head.allowed(ruling.limit) if ruling.limit is not None and kind != "trend" else None
    return {
        "limit": limit_number(judged.limit(kind).value),
        "share": report_number(head.share),
        "owned": head.owned,
        "common": head.common,
        "base_share": report_number(row.base.share) if row.base else None,
        "release_share": report_number(row.release.share) if row.release else None,
        "change": report_number(change(head, row.base)) if row.base else None,
        "growth": report_number(change(head, row.release)) if row.release else None,
        "owned_change": head.owned - row.base.owned if row.base else None,
        "common_change": head.common - row.base.common if row.base else None,
        "excess": max(0, head.owned - allowed) if allowed is not None else None,
    }


def _total_finding(judged: JudgedTotal, limit: Limit) -> Finding:
    total, figures = judged.total, judged.total.figures
    share = percent(figures.share or Fraction(0), limit.value)
    return finding(
        "total-limit",
        "error" if judged.blocking else "warning",
        f"All {total.dimension} variants together: {noun(total.metric)} {verb(total.metric)} {share} "
        f"of common code and their own, limit {limit_text(limit.value)}{SPACE}%. "
        f"{must_go(total.metric, figures, limit.value)}".rstrip(),
        subject=(total.budget.name, total.dimension, "", total.metric),
        path=limit.location.path,
        line=limit.location.line,
        figures={
            "limit": limit_number(limit.value),
            "share": report_number(figures.share),
            "owned": figures.owned,
            "common": figures.common,
        },
        blocking=judged.blocking,
    )
