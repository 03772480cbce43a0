"""What the board says of a pull request, and how it may still say it: sentences and findings."""

from collections.abc import Iterator

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.report import Finding
from variant_budget.domain.service import Approval
from variant_budget.domain.summary import Sentence, Span
from variant_budget.domain.verdict import WaiverState
from variant_budget.tell.finding import finding
from variant_budget.tell.words import shown_path

MOST_NAMED = 3


def ways(judgement: Judgement) -> Sentence:
    """How the board may let a blocked change pass: by the base branch, and where it is open, by label."""
    board, pull = judgement.fixed.ruler.policy.board, judgement.situation.pull
    entry = (
        Span("An exception counts here once its entry in "),
        Span(exceptions_path(judgement), code=True),
        Span(" stands on the base branch"),
    )
    if not (board and board.approvers and pull):
        return (*entry, Span("."))
    named = [Span(name, code=True) for name in board.approvers[:MOST_NAMED]]
    people = [part for name in named for part in (Span(", "), name)][1:]
    more = len(board.approvers) - MOST_NAMED
    return (
        *entry,
        Span(", or once "),
        *people,
        Span(f" or {more} more set the label " if more > 0 else " sets the label "),
        Span(board.approval_label, code=True),
        Span(" after the last push to a pull request that proposes it."),
    )


def exceptions_path(judgement: Judgement) -> str:
    """Where exceptions stand: beside the policy."""
    folder = shown_path(judgement.fixed.ruler.policy.path).rpartition("/")[0]
    return f"{folder}/exceptions.yml" if folder else "exceptions.yml"


def spoken(judgement: Judgement) -> Iterator[Sentence]:
    """What the labels of the board mean here, where one is set or could not be asked for."""
    told = judgement.approval
    if told is None or told.state == "none":
        return
    yield (Span(_said(told, _by_label(judgement)), strong=told.state == "rejected"),)


def approval_findings(judgement: Judgement) -> Iterator[Finding]:
    """An override that is in use, and every label of the board that changes nothing."""
    told, overrides = judgement.approval, _by_label(judgement)
    for state in overrides:
        waiver = state.waiver
        yield finding(
            "override",
            "note",
            f"{waiver.id} counts here though it is only proposed: {_said(told, overrides)}"
            if told
            else waiver.id,
            subject=(waiver.budget, waiver.dimension or "", waiver.variant, waiver.metric),
            about=waiver.id,
            path=waiver.location.path,
            line=waiver.location.line,
        )
    if told and told.state != "none" and not overrides:
        rule = {"rejected": "board-rejected", "unknown": "approval-unknown"}
        yield finding(
            rule.get(told.state, "approval-void"),
            "warning",
            _said(told, ()),
            path=judgement.fixed.ruler.policy.path,
            line=judgement.fixed.ruler.policy.place("ccb").line or 1,
        )


def _by_label(judgement: Judgement) -> tuple[WaiverState, ...]:
    return tuple(each for each in judgement.verdict.waivers if each.by_label and each.used)


def _said(told: Approval, overrides: tuple[WaiverState, ...]) -> str:
    when = f" at {told.at:%Y-%m-%d %H:%M} UTC" if told.at else ""
    match told.state:
        case "approved" if overrides:
            ids = ", ".join(each.waiver.id for each in overrides)
            return f"{told.by} approved {ids} with the label {told.label}{when}."
        case "approved":
            return (
                f"{told.by} set the label {told.label}{when}, but this pull request proposes no "
                "exception for what blocks it: add the entry, then let the board set the label again."
            )
        case "rejected":
            return f"{told.by} said no for the board, with the label {told.label}{when}."
        case "void":
            return f"The label {told.label} counts for nothing here: {told.why}."
        case _:
            return f"Whether the board approved this could not be asked, so it did not: {told.why}"
