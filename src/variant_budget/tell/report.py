"""The judgement -> the report: every figure of report.json."""

from collections.abc import Sequence
from typing import TypeVar

from variant_budget.domain.judgement import DoubtIn, EditedCopy, Judgement
from variant_budget.domain.ledger import Counts, Ledger
from variant_budget.domain.report import (
    MOST_ITEMS,
    SCHEMA_VERSION,
    CommitRef,
    DimensionRow,
    ErrorReport,
    ErrorRow,
    ExceptionRow,
    Finding,
    LedgerRow,
    LedgerTable,
    Note,
    OverlayRow,
    PolicyRef,
    Proposal,
    Report,
    Tool,
    TransferRow,
    UnattributedRow,
    UndecidedRow,
    VerdictWord,
)
from variant_budget.domain.ruler import FixedRuler
from variant_budget.domain.situation import Commit
from variant_budget.domain.tested import NO_EVIDENCE
from variant_budget.domain.verdict import WaiverState
from variant_budget.errors import Problem
from variant_budget.tell.breaches import breaches
from variant_budget.tell.budgets import budget_rows
from variant_budget.tell.finding import distinct, order
from variant_budget.tell.headline import headline
from variant_budget.tell.notices import notices
from variant_budget.tell.since_release import release_changes
from variant_budget.tell.words import shown_path

Item = TypeVar("Item")


def report(judgement: Judgement) -> Report:
    """Everything that was found, as `report.json` holds it."""
    left_out: dict[str, int] = {}

    def first(name: str, items: Sequence[Item]) -> tuple[Item, ...]:
        if len(items) > MOST_ITEMS:
            left_out[name] = len(items) - MOST_ITEMS
        return tuple(items[:MOST_ITEMS])

    evidence = None
    told = [*breaches(judgement), *notices(judgement)]
    if judgement.evidence is not NO_EVIDENCE or judgement.unmatched_reports:
        from variant_budget.tell.evidence import evidence_findings, evidence_table

        evidence = evidence_table(judgement)
        told += evidence_findings(judgement)
    told = [_placed(each, judgement.fixed) for each in told]
    found = sorted(told if judgement.fixed.in_force else map(_preview, told), key=order)
    return Report(
        schema_version=SCHEMA_VERSION,
        tool=Tool(version=judgement.version, engine=judgement.engine),
        judged_on=judgement.today.isoformat(),
        verdict=word(judgement),
        headline=headline(judgement).text,
        event=judgement.situation.event,
        mode=judgement.situation.mode,
        head=_commit(judgement.commits.head) or CommitRef(commit=None),
        base=_commit(judgement.commits.base),
        release=_commit(judgement.commits.release),
        policy=_policy(judgement),
        budgets=budget_rows(judgement),
        ledger=_ledger(judgement.ledger),
        evidence=evidence,
        findings=first("findings", list(distinct(found))),
        exceptions=first("exceptions", [_exception(each) for each in judgement.verdict.waivers]),
        transfers=first("transfers", _transfers(judgement)),
        release_changes=first("release_changes", release_changes(judgement)),
        overlays=first("overlays", [_overlay(judgement, each) for each in judgement.copies]),
        undecided=first("undecided", [_undecided(judgement, each) for each in judgement.doubts]),
        unattributed=first(
            "unattributed",
            [
                UnattributedRow(path=f.path, dimension=f.dimension, role=f.role, lines=f.lines)
                for f in judgement.unclaimed
            ],
        ),
        notes=first("notes", _notes(judgement)),
        left_out=left_out,
        errors=errors((*judgement.verdict.incomplete, *judgement.problems)),
    )


def _placed(finding: Finding, fixed: FixedRuler) -> Finding:
    """A finding at a file and line of the commit that is judged: the policy it points to is its base's."""
    if finding.path in fixed.gone:
        return finding._replace(path=None, line=None, end_line=None)
    if finding.path in fixed.edited:
        return finding._replace(line=1, end_line=1)
    return finding


def _preview(finding: Finding) -> Finding:
    """A finding under a policy that is not in force: nothing is an error, nothing blocks."""
    level = "warning" if finding.level == "error" else finding.level
    return finding._replace(level=level, blocking=False)


def error_report(problems: Sequence[Problem]) -> ErrorReport:
    """The report of a check that could not be made."""
    return ErrorReport(schema_version=SCHEMA_VERSION, verdict="error", errors=errors(problems))


def errors(problems: Sequence[Problem]) -> tuple[ErrorRow, ...]:
    """Problems as rows; what is not known is null."""
    return tuple(
        ErrorRow(
            message=problem.message,
            path=shown_path(problem.path) or None,
            line=problem.line or None,
            column=problem.column or None,
            slug=problem.slug,
        )
        for problem in problems
    )


def word(judgement: Judgement) -> VerdictWord:
    """The verdict; a policy that is not in force blocks nothing."""
    return judgement.verdict.outcome if judgement.fixed.in_force else "not-in-force"


def _commit(commit: Commit | None) -> CommitRef | None:
    if commit is None:
        return None
    return CommitRef(commit=commit.oid, tag=commit.tag, chosen_by=commit.chosen_by)


def _policy(judgement: Judgement) -> PolicyRef:
    fixed = judgement.fixed
    proposal = None
    if fixed.changes:
        proposal = Proposal(
            changes=fixed.changes,
            verdict=judgement.proposed,
            errors=tuple(str(problem) for problem in fixed.problems),
        )
    return PolicyRef(
        path=shown_path(fixed.ruler.policy.path),
        commit=fixed.ruler.commit,
        in_force=fixed.in_force,
        proposed=proposal,
    )


def _named(ledger: Ledger, counts: Counts) -> dict[str, int]:
    return dict(zip(ledger.metrics, counts, strict=True))


def _ledger(ledger: Ledger) -> LedgerTable:
    return LedgerTable(
        rows=tuple(
            LedgerRow(
                owners=dict(zip(ledger.dimensions, row.place.owners, strict=True)),
                line_class=dict(zip(ledger.dimensions, row.place.classes, strict=True)),
                role=row.place.role,
                excluded_by=row.place.excluded_by,
                counts=_named(ledger, row.counts),
            )
            for row in ledger.by_owner
        ),
        files=dict(ledger.files),
        totals=_named(ledger, ledger.totals),
        dimensions={
            name: _dimension(ledger, position) for position, name in enumerate(ledger.dimensions)
        },
    )


def _dimension(ledger: Ledger, position: int) -> tuple[DimensionRow, ...]:
    sums: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for row in ledger.rows:
        key = (str(row.place.classes[position]), row.place.owners[position])
        into = sums.setdefault(key, [0] * len(ledger.metrics))
        for at, number in enumerate(row.counts):
            into[at] += number
    return tuple(
        DimensionRow(line_class=key[0], owner=key[1], counts=_named(ledger, tuple(counts)))
        for key, counts in sorted(sums.items())
    )


def _exception(each: WaiverState) -> ExceptionRow:
    waiver = each.waiver
    return ExceptionRow(
        id=waiver.id,
        budget=waiver.budget,
        dimension=waiver.dimension,
        variant=waiver.variant,
        metric=waiver.metric,
        limit=waiver.limit,
        ceiling=float(waiver.ceiling),
        since=waiver.since,
        approved_by=waiver.approved_by,
        approved_on=waiver.approved_on.isoformat(),
        expires_on=waiver.expires_on.isoformat(),
        days_left=each.days_left,
        state=each.state,
        used=each.used,
        exceeded=each.exceeded,
        by_label=each.by_label,
        reason=waiver.reason,
        ticket=waiver.ticket,
        refactoring_plan=waiver.refactoring_plan,
        owned_at_approval=waiver.owned,
        owned=each.owned,
    )


def _transfers(judgement: Judgement) -> list[TransferRow]:
    return [
        TransferRow(
            path=each.path,
            from_path=each.from_path,
            dimension=each.dimension,
            giver=each.giver,
            taker=each.taker,
            from_class=each.from_class,
            to_class=each.to_class,
            from_role=each.from_role,
            to_role=each.to_role,
            lines=each.lines,
        )
        for each in judgement.transfers
    ]


def _overlay(judgement: Judgement, each: EditedCopy) -> OverlayRow:
    copied = each.copied
    return OverlayRow(
        path=each.path,
        base_path=copied.base_path,
        dimension=judgement.ledger.dimensions[copied.dimension],
        variant=copied.variant,
        copied=copied.copied,
        added=copied.added,
        deleted=copied.deleted,
        drift=each.drift,
    )


def _undecided(judgement: Judgement, each: DoubtIn) -> UndecidedRow:
    doubt = each.doubt
    return UndecidedRow(
        path=each.path,
        first=doubt.first,
        last=doubt.last,
        dimension=judgement.ledger.dimensions[doubt.dimension],
        would_be=doubt.would_be,
        condition=doubt.condition,
        lines=doubt.lines,
    )


def _notes(judgement: Judgement) -> list[Note]:
    commits = judgement.commits
    found = [
        Note(slug=slug, path=None, line=None, message=message)
        for slug, message in (
            ("no-base", commits.base_reason if commits.base is None else ""),
            ("no-release", commits.release_reason if commits.release is None else ""),
            ("not-in-force", judgement.fixed.why_not),
        )
        if message
    ]
    found += [
        Note(slug="not-measured", path=None, line=None, message=message)
        for message in _not_measured(judgement)
    ]
    if judgement.evidence.covered is None:
        found += [
            Note(
                slug="not-measured",
                path=None,
                line=None,
                message=f"{budget.name} budget: coverage_floor: not measured: no coverage was given",
            )
            for budget in judgement.fixed.ruler.policy.budgets
            if budget.coverage_floor
        ]
    found += [
        Note(slug="situation", path=None, line=None, message=message)
        for message in (*judgement.situation.notes, *commits.notes)
    ]
    found += [
        Note(note.slug, note.path or None, note.line or None, note.message)
        for note in judgement.notes
    ]
    return sorted(
        found, key=lambda note: (note.slug, note.path or "", note.line or 0, note.message)
    )


def _not_measured(judgement: Judgement) -> list[str]:
    """A sentence for each budget and reason: which metrics have no figures for some variant."""
    metrics: dict[tuple[str, str], dict[str, None]] = {}
    for judged in judgement.verdict.rows:
        if judged.reason:
            name = judged.row.budget.name
            metrics.setdefault((name, judged.reason), {})[judged.row.metric] = None
    return [
        f"{name} budget: {', '.join(found)}: {reason}" for (name, reason), found in metrics.items()
    ]
