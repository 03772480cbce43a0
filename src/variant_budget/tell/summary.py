"""The judgement -> the summary: what a tired reader sees, in the order of reading.

Pass or fail and why in one sentence; the table; what moved it; what to do; exceptions; the rest.
"""

from variant_budget.domain.figures import change
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import Role
from variant_budget.domain.report import Report
from variant_budget.domain.summary import (
    ExceptionLine,
    MoverLine,
    Remark,
    Sentence,
    Span,
    Summary,
)
from variant_budget.domain.verdict import JudgedRow, State, WaiverState
from variant_budget.tell.advice import advice
from variant_budget.tell.complexity import worst_functions
from variant_budget.tell.headline import headline, of_limit
from variant_budget.tell.lines import metric_tables, shown_share, split
from variant_budget.tell.movers import Mover, common_movers, movers
from variant_budget.tell.numbers import SPACE, count, limit_text, percent, signed
from variant_budget.tell.words import movement, owner_name, units

MOST_MOVERS = 10
MOST_REMARKS = 20
MOST_NOTES = 20
TABLE_RULES = ("hard-", "soft-", "trend-")


def summary(judgement: Judgement, report: Report) -> Summary:
    """The finished rows of every readable format."""
    head = headline(judgement)
    rows, folded, left_out = split(judgement)
    found = _movers(judgement)
    remarks = [
        Remark(
            level=finding.level,
            rule=finding.rule,
            place=_place(finding.path, finding.line),
            message=finding.message,
        )
        for finding in report.findings
        if not finding.rule.startswith(TABLE_RULES)
    ]
    notes = [f"{note.path}: {note.message}" if note.path else note.message for note in report.notes]
    release = judgement.commits.release
    return Summary(
        outcome=head.outcome,
        headline=head.text,
        lead=_lead(judgement),
        preview=_preview(judgement),
        release_label=f"Since {release.tag}" if release and release.tag else "Since release",
        rows=rows,
        more=_more(len(folded) + left_out),
        folded=folded,
        left_out=left_out,
        movers=tuple(found[:MOST_MOVERS]),
        movers_more=_more_of(len(found) - MOST_MOVERS, "file"),
        advice=advice(judgement),
        functions=worst_functions(judgement),
        exceptions=tuple(_exception(each) for each in judgement.verdict.waivers),
        tables=metric_tables(judgement),
        proposal=_proposal(judgement),
        remarks=tuple(remarks[:MOST_REMARKS]),
        remarks_more=_more_of(len(remarks) - MOST_REMARKS, "finding"),
        transfers=tuple(_transfers(judgement)[:MOST_MOVERS]),
        measured=tuple(_measured(judgement)),
        notes=tuple(notes[:MOST_NOTES]),
        notes_more=_more_of(len(notes) - MOST_NOTES, "note"),
    )


def _place(path: str | None, line: int | None) -> str:
    return "" if path is None else f"{path}:{line}" if line else path


def _more_of(number: int, word: str) -> str:
    return f"{count(number)} more {word}{'s' if number > 1 else ''} in report.json" if number > 0 else ""


def _more(number: int) -> str:
    return f"{count(number)} more variant{'s' if number > 1 else ''}" if number else ""


def _worst(judgement: Judgement) -> JudgedRow | None:
    """The row that the reader came for: the worst that blocks."""
    return max((each for each in judgement.verdict.rows if each.blocking), key=of_limit, default=None)


def _lead(judgement: Judgement) -> tuple[Sentence, ...]:
    judged = _worst(judgement)
    if judged is None:
        return ()
    head, base, row = judged.head, judged.row.base, judged.row
    sentences: list[Sentence] = []
    if base is not None and base.share is not None:
        moved = change(head, base)
        told = movement(row.variant, head, base, row.metric)
        if moved:
            sentences.append(
                (
                    Span(f"This change moved it from {percent(base.share)} to {shown_share(judged)} ("),
                    Span(told, strong=True),
                    Span(")."),
                )
            )
        else:
            sentences.append((Span("It was over before this change, which does not move it."),))
    allowed = head.allowed(judged.hard.limit) if judged.hard.limit is not None else None
    if judged.hard.state is State.BREACH and allowed is not None:
        excess = head.owned - allowed
        sentences.append(
            (
                Span(
                    f"Allowed for {row.variant} beside this common code: "
                    f"{units(row.metric, allowed)}. It has {count(head.owned)}. "
                ),
                Span(f"{units(row.metric, excess)} {'has' if excess == 1 else 'have'} to go", True),
                Span(", or the board grants an exception."),
            )
        )
    return tuple(sentences)


def _preview(judgement: Judgement) -> tuple[str, ...]:
    return () if judgement.fixed.in_force else (judgement.fixed.why_not,)


def _movers(judgement: Judgement) -> list[MoverLine]:
    """Files that moved the rows that need attention; without any, those that moved any row."""
    lines: dict[tuple[str, str], MoverLine] = {}
    rows = [judged for judged in judgement.verdict.rows if judged.row.metric == "lines_of_code"]
    rows = rows or [judged for judged in judgement.verdict.rows if not judged.reason]
    urgent = [judged for judged in rows if judged.status not in ("ok", "coarse", "not_judged")]
    found: list[tuple[int, Mover, JudgedRow | None]] = []
    for judged in urgent or rows:
        row = judged.row
        position = judgement.ledger.dimensions.index(row.dimension)
        for mover in movers(
            judgement.changes, position, row.variant, row.metric, row.budget.name
        ):
            found.append((position, mover, judged))
    for judged in urgent[:1]:
        for mover in common_movers(judgement.changes, judged.row.metric, judged.row.budget.name):
            if mover.units < 0:
                found.append((0, mover, None))
    found.sort(key=lambda each: (each[2] is None, -abs(each[1].units), each[1].change.path))
    for position, mover, of in found:
        owner = of.row.variant if of else "common"
        lines.setdefault((owner, mover.change.path), _mover(position, mover, owner))
    return list(lines.values())


def _mover(position: int, mover: Mover, owner: str) -> MoverLine:
    change = mover.change
    remark = "deleted" if change.after is None else ""
    if change.moved:
        remark = f"moved from {change.from_path}" + ("" if change.edited else ", 0 lines edited")
    elif change.before is None:
        remark = "new"
    return MoverLine(
        units=signed(mover.units),
        owner=owner,
        path=change.path,
        remark=remark,
        why=change.because[position] if change.because else "",
    )


def _transfers(judgement: Judgement) -> list[MoverLine]:
    lines = []
    for each in judgement.transfers:
        giver = owner_name(each.giver, each.from_class)
        taker = owner_name(each.taker, each.to_class)
        route = f"{giver} → {taker}"
        if each.from_role != each.to_role:
            route = f"{each.from_role} → {each.to_role}".replace("_", " ")
        lines.append(
            MoverLine(
                units=count(each.lines),
                owner=route,
                path=each.path,
                remark="" if each.path == each.from_path else f"moved from {each.from_path}",
                why=each.dimension,
            )
        )
    return lines


def _exception(each: WaiverState) -> ExceptionLine:
    waiver = each.waiver
    unit = "points" if waiver.limit == "trend" else "%"
    words = {
        "in_force": f"{each.days_left} days left" if each.days_left != 1 else "1 day left",
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
    )


def _proposal(judgement: Judgement) -> tuple[str, ...]:
    fixed = judgement.fixed
    if not fixed.changes:
        return ()
    outcome = judgement.proposed or "no verdict: it cannot be used"
    return (
        f"Proposed, in force after merge. It would give: {outcome}.",
        *fixed.changes,
        *(str(problem) for problem in fixed.problems),
    )


def _measured(judgement: Judgement) -> list[str]:
    commits, fixed = judgement.commits, judgement.fixed
    parts = [f"head {_short(commits.head.oid)}" if commits.head else "head: the index"]
    if commits.base:
        how = f" ({commits.base.chosen_by})" if commits.base.chosen_by else ""
        parts.append(f"base {_short(commits.base.oid)}{how}")
    else:
        parts.append(commits.base_reason or "no base")
    if commits.release:
        parts.append(f"release {commits.release.tag or _short(commits.release.oid)}")
    else:
        parts.append(commits.release_reason or "no release")
    source = _short(fixed.ruler.commit) if fixed.ruler.commit else "the work tree"
    changed = "changed by this change" if fixed.changes else "unchanged by this change"
    parts.append(f"policy {fixed.ruler.policy.path} from {source}, {changed}")
    roles = [
        f"{count(number)} {role.replace('_', ' ')}"
        for role, number in judgement.ledger.files
        if number or role is Role.CODE
    ]
    unclaimed = len({file.path for file in judgement.unclaimed})
    relative = {budget.relative_to for budget in fixed.ruler.policy.budgets}
    whole = " or ".join(
        "common + its own" if each == "product" else "common code" for each in sorted(relative)
    )
    return [
        " · ".join(parts),
        f"files: {', '.join(roles)}; {count(unclaimed)} unattributed",
        f"share = owned by the variant ÷ ({whole}); judged on {judgement.today}, "
        f"mode {judgement.situation.mode}; variant-budget {judgement.version}, "
        f"engine {judgement.engine}",
    ]


def _short(oid: str) -> str:
    return oid[:7]
