"""What is worth knowing beside the limits: new and vanished variants, unattributed code, code that
left the product, exceptions that ended, patterns that match nothing, a proposed policy.
"""

from collections.abc import Iterator

from variant_budget.domain.change import Pieces
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.metrics import LINES, Role
from variant_budget.domain.report import Finding
from variant_budget.domain.verdict import Level, Unattributed, Undecided, WaiverState
from variant_budget.tell.approval import approval_findings
from variant_budget.tell.finding import finding
from variant_budget.tell.numbers import SPACE, count, limit_number, limit_text
from variant_budget.tell.words import plural

ENDS_SOON_DAYS = 14
UNREADABLE = {"binary": "a binary file (it holds a NUL byte)", "lfs-pointer": "a Git LFS pointer"}


def notices(judgement: Judgement) -> Iterator[Finding]:
    """All findings that are not about a limit of a row."""
    yield from _presence(judgement)
    for each in judgement.verdict.unattributed:
        if each.over or (each.before is not None and each.lines > each.before):
            yield _unattributed(judgement, each)
    yield from _escapes(judgement)
    for doubtful in judgement.verdict.undecided:
        if doubtful.added:
            yield _undecided(judgement, doubtful)
    yield from _left_the_product(judgement)
    yield from _became_unreadable(judgement)
    yield from _not_read(judgement)
    for state in judgement.verdict.waivers:
        yield from _exception(state)
    yield from approval_findings(judgement)
    yield from _unmatched(judgement)
    if judgement.fixed.changes:
        yield _proposal(judgement)


def presence(judgement: Judgement) -> dict[tuple[str, str], str]:
    """(dimension, variant) -> "new" or "vanished", against the base."""
    found = {}
    for judged in judgement.verdict.rows:
        head, base = judged.row.head, judged.row.base
        if head is None or base is None or bool(head.files) == bool(base.files):
            continue
        found[judged.row.dimension, judged.row.variant] = "new" if head.files else "vanished"
    return found


def _presence(judgement: Judgement) -> Iterator[Finding]:
    for (dimension, variant), state in sorted(presence(judgement).items()):
        subject = ("", dimension, variant, "")
        if state == "new":
            yield finding(
                "new-variant",
                "note",
                f"{variant} is new in {dimension}: it owned no code at the base. Hard and soft "
                "limits hold for it; growth is judged after its first release.",
                subject=subject,
            )
        else:
            yield finding(
                "vanished-variant",
                "warning",
                f"{variant} has no code left in {dimension}. If it moved, its patterns must follow; "
                "if it is gone, take it out of the policy.",
                subject=subject,
            )


def _unattributed(judgement: Judgement, each: Unattributed) -> Finding:
    files = [file for file in judgement.unclaimed if file.dimension == each.dimension]
    more = f" and {count(len(files) - 1)} more" if len(files) > 1 else ""
    where = f" ({files[0].path}{more})" if files else ""
    moved = "" if each.before is None else f", {count(each.lines - each.before)} of them new"
    level: Level = "error" if each.blocking else "warning" if each.over else "note"
    return finding(
        "unattributed",
        level,
        f"{count(each.lines)} of {count(each.of)} code lines belong to no variant of "
        f"{each.dimension} and are not declared shared{moved if each.lines else ''}{where}; the "
        f"limit is {limit_text(each.limit)}{SPACE}%. Add the files to a variant's paths or to "
        "shared.",
        subject=("", each.dimension, "", "lines_of_code"),
        path=files[0].path if files else None,
        line=1 if files else None,
        figures={
            "limit": limit_number(each.limit),
            "owned": each.lines,
            "of": each.of,
            "base": each.before,
        },
        blocking=each.blocking,
    )


def _undecided(judgement: Judgement, each: Undecided) -> Finding:
    changed = {change.path for change in judgement.changes}
    position = judgement.ledger.dimensions.index(each.dimension)
    doubts = sorted(
        (path not in changed, path, doubt)
        for path, doubt in judgement.doubts
        if doubt.dimension == position and each.variant in doubt.would_be
    )
    _, path, doubt = doubts[0]
    return finding(
        "undecided",
        "warning",
        f"{count(each.added)} code lines more may belong to {each.variant} or not: they count as "
        f"shared because of something unknown in their condition, first in {path}, line "
        f"{doubt.first}: {doubt.condition}. Split the condition, or mark the lines.",
        subject=("", each.dimension, each.variant, "lines_of_code"),
        path=path,
        line=doubt.first,
        figures={"undecided": each.lines, "base": each.before},
    )


def _escapes(judgement: Judgement) -> Iterator[Finding]:
    for each in judgement.verdict.escapes:
        for rest, change, whose, until in (
            (
                "undecided",
                each.undecided_change,
                "may belong to it or not",
                "their conditions say whose they are",
            ),
            (
                "unattributed",
                each.unattributed_change,
                f"belong to nobody in {each.dimension}",
                "the moved files are named in the policy",
            ),
        ):
            if change:
                yield finding(
                    f"became-{rest}",
                    "warning",
                    f"{each.variant} owns {count(-each.owned_change)} lines less while "
                    f"{count(change)} lines more {whose}: this is no improvement until {until}.",
                    subject=("", each.dimension, each.variant, "lines_of_code"),
                    figures={"owned_change": each.owned_change, f"{rest}_change": change},
                )


def _left_the_product(judgement: Judgement) -> Iterator[Finding]:
    """Code that a move made a test, configuration or nothing: it costs no budget any more."""
    seen = set()
    for each in judgement.transfers:
        if each.from_role == Role.CODE and each.to_role != Role.CODE and each.path not in seen:
            seen.add(each.path)
            yield finding(
                "left-the-product",
                "warning",
                f"{count(each.lines)} code lines of {each.from_path} moved to {each.path} and count "
                f"as {each.to_role.replace('_', ' ')} there, not as code.",
                about=each.path,
                line=1,
                figures={"lines": each.lines},
            )


def _became_unreadable(judgement: Judgement) -> Iterator[Finding]:
    """Code that one byte, or a pointer, made cost 0 lines: it may still run."""
    unreadable = {note.path: note.slug for note in judgement.notes if note.slug in UNREADABLE}
    for each in judgement.changes:
        lines = _lines(each.before) - _lines(each.after)
        if each.path in unreadable and lines > 0:
            kind = UNREADABLE[unreadable[each.path]]
            yield finding(
                "left-the-product",
                "warning",
                f"{count(lines)} code lines of {each.path} are gone from the count: it is {kind} now.",
                about=each.path,
                line=1,
                figures={"lines": lines},
            )


def _not_read(judgement: Judgement) -> Iterator[Finding]:
    """Files whose units are not known: a figure that leaves them out may be too small."""
    for note in judgement.notes:
        if note.slug == "units-not-read":
            yield finding(
                note.slug,
                "warning",
                f"{note.path}: {note.message}",
                about=note.path,
                line=note.line,
            )


def _lines(pieces: Pieces) -> int:
    return sum(piece.counts[LINES] for piece in pieces)


def _exception(each: WaiverState) -> Iterator[Finding]:
    waiver = each.waiver
    messages = {
        "expired": f"ended on {waiver.expires_on}. Remove it, or ask the board for a new one.",
        "not_yet": f"is in force from {waiver.approved_on} on.",
        "other_release": f"is about growth since {waiver.since}, which is not the last release.",
        "orphaned": f"is about {waiver.variant} in {waiver.budget}, which no budget has any more. "
        "Remove it.",
    }
    message = messages.get(each.state)
    if each.state == "in_force" and each.days_left <= ENDS_SOON_DAYS:
        days = plural(each.days_left, "day", "days")
        when = f"ends in {days}, on {waiver.expires_on}" if each.days_left else "ends today"
        message = f"{when}. Plan: {waiver.refactoring_plan}"
    if message is None:
        return
    rule = "ends-soon" if each.state == "in_force" else each.state.replace("_", "-")
    yield finding(
        f"exception-{rule}",
        "note" if each.state in ("not_yet", "in_force") else "warning",
        f"Exception {waiver.id} {message}",
        subject=(waiver.budget, waiver.dimension or "", waiver.variant, waiver.metric),
        about=waiver.id,
        path=waiver.location.path,
        line=waiver.location.line,
        figures={"days_left": each.days_left},
    )


def _unmatched(judgement: Judgement) -> Iterator[Finding]:
    for pattern in judgement.unmatched:
        yield finding(
            "pattern-matches-nothing",
            "warning",
            f"The pattern {pattern.text} matches no tracked file, neither at head nor at the base.",
            about=f"{pattern.text}",
            path=pattern.location.path,
            line=pattern.location.line,
        )


def _proposal(judgement: Judgement) -> Finding:
    changes = judgement.fixed.changes
    if judgement.fixed.problems:
        return finding(
            "policy-proposed",
            "warning",
            "What this change proposes cannot be used, and would make every check fail after merge: "
            f"{judgement.fixed.problems[0]}",
            path=judgement.fixed.ruler.policy.path,
            line=1,
        )
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    outcome = judgement.proposed or "no verdict, since it cannot be used"
    return finding(
        "policy-proposed",
        "note" if judgement.proposed else "warning",
        f"This change proposes another policy, in force after merge: {'; '.join(changes[:3])}{more}. "
        f"It would give: {outcome}.",
        path=judgement.fixed.ruler.policy.path,
        line=1,
    )
