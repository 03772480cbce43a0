"""How the board may let a blocked change pass, and what its labels mean here: sentences."""

from collections.abc import Iterator

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.situation import Situation
from variant_budget.domain.summary import Sentence, Span
from variant_budget.tell.approval import said
from variant_budget.tell.words import shown_path

MOST_NAMED = 3


def ways(judgement: Judgement) -> Sentence:
    """How the board may let a blocked change pass: by an entry, and where that is open, by label."""
    board, pull = judgement.fixed.ruler.policy.board, judgement.situation.pull
    entry = (
        Span("An exception counts here once its entry in "),
        Span(exceptions_path(judgement), code=True),
        Span(f" {_where(judgement.situation)}"),
    )
    if not (board and board.approvers and pull):
        return (*entry, Span("."))
    named = [Span(name, code=True) for name in board.approvers[:MOST_NAMED]]
    people = [part for name in named for part in (Span(", "), name)][1:]
    more = len(board.approvers) - MOST_NAMED
    return (
        *entry,
        Span("; or in this pull request, with the entry in it, once "),
        Span("one of " if len(named) > 1 else ""),
        *people,
        Span(f" or {more} more" if more > 0 else ""),
        Span(" sets the label "),
        Span(board.approval_label, code=True),
        Span(" after the last push."),
    )


def _where(situation: Situation) -> str:
    """Where the entry has to be to count in a check like this one."""
    if situation.staged:
        return "is committed"
    if situation.is_proposal:
        return "is merged into the base branch"
    if situation.event in ("tag", "release", "deployment"):
        return "stands in the commit that is released"
    if situation.event != "local":
        return "is on this branch"
    return "is at the base" if situation.ruler == "base" else "is written"


def exceptions_path(judgement: Judgement) -> str:
    """Where exceptions stand: beside the policy."""
    folder = shown_path(judgement.fixed.ruler.policy.path).rpartition("/")[0]
    return f"{folder}/exceptions.yml" if folder else "exceptions.yml"


def spoken(judgement: Judgement) -> Iterator[Sentence]:
    """What the labels of the board mean here, where one is set or could not be asked for."""
    told = judgement.approval
    if told is None or told.state == "none":
        return
    yield (Span(said(judgement, told), strong=told.state == "rejected"),)
