"""What the board says of a pull request by its labels: findings."""

from collections.abc import Iterator

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.report import Finding
from variant_budget.domain.service import Approval
from variant_budget.domain.verdict import WaiverState
from variant_budget.tell.finding import finding
from variant_budget.tell.numbers import limit_text


def approval_findings(judgement: Judgement) -> Iterator[Finding]:
    """An override that is in use, and every label of the board that changes nothing."""
    told, overrides = judgement.approval, _by_label(judgement)
    for state in overrides:
        waiver = state.waiver
        yield finding(
            "override",
            "note",
            f"{waiver.id} counts here though it is only proposed: "
            f"{said(judgement, told) if told else 'approved by label.'}",
            subject=(waiver.budget, waiver.dimension or "", waiver.variant, waiver.metric),
            about=waiver.id,
            path=waiver.location.path,
            line=waiver.location.line,
        )
    needless = told is not None and told.state == "approved" and judgement.verdict.outcome != "fail"
    if told and told.state != "none" and not overrides and not needless:
        rule = {"rejected": "board-rejected", "unknown": "approval-unknown"}
        yield finding(
            rule.get(told.state, "approval-void"),
            "warning",
            said(judgement, told),
            path=judgement.fixed.ruler.policy.path,
            line=judgement.fixed.ruler.policy.place("ccb").line or 1,
        )


def _by_label(judgement: Judgement) -> tuple[WaiverState, ...]:
    return tuple(each for each in judgement.verdict.waivers if each.by_label and each.used)


def said(judgement: Judgement, told: Approval) -> str:
    """What the labels of the board mean, in a sentence."""
    when = f" at {told.at:%Y-%m-%d %H:%M} UTC" if told.at else ""
    match told.state:
        case "approved":
            return f"{told.by} {_approved(judgement, told, when)}"
        case "rejected":
            return f"{told.by} said no for the board, with the label {told.label}{when}."
        case "void":
            return f"The label {told.label} counts for nothing here: {told.why}."
        case _:
            return f"Whether the board approved this could not be asked, so it did not: {told.why}"


def _approved(judgement: Judgement, told: Approval, when: str) -> str:
    """What became of an approval that counts."""
    used = _by_label(judgement)
    if used:
        ids = ", ".join(each.waiver.id for each in used)
        return f"approved {ids} with the label {told.label}{when}."
    short = [each.waiver for each in judgement.verdict.waivers if each.by_label and each.exceeded]
    start = f"set the label {told.label}{when}, but "
    if judgement.fixed.problems:
        return f"{start}what is proposed cannot be used: {judgement.fixed.problems[0]}"
    if short:
        return (
            f"{start}what blocks is over the {limit_text(short[0].ceiling)} that {short[0].id} allows: "
            "raise its ceiling and have it approved again."
        )
    waiting = [each for each in judgement.verdict.waivers if each.by_label and not each.used]
    if judgement.verdict.outcome != "fail":
        return f"set the label {told.label}{when}; nothing here needs it."
    if waiting:
        first = waiting[0]
        state = first.state.replace("_", " ")
        return (
            f"{start}{first.waiver.id}, which is proposed, lifts nothing of what blocks ({state})."
        )
    return (
        f"{start}this pull request proposes no exception for what blocks it: add the entry, then let "
        "the board set the label again."
    )
