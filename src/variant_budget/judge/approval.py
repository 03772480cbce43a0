"""Whether the board approved a pull request by a label: every doubt means that it did not."""

from variant_budget.domain.policy import Board
from variant_budget.domain.service import Approval, BoardFacts, LabelSet

UNSEEN = (
    "the branch was forced, or the pull request closed or given another base, after its newest commit "
    "was first seen: push once more, then label again"
)


def approval(facts: BoardFacts, board: Board, head: str) -> Approval:
    """What the labels mean for the commit that is judged, `head` of the pull request.

    An approval counts if somebody whom the policy lists set it after the last push. A rejection
    needs no more than the person: it is shown, and changes no verdict.
    """
    if facts.unknown:
        return Approval("unknown", board.approval_label, why=facts.unknown)
    labels = {each.label: each for each in facts.labels}
    rejected = labels.get(board.rejection_label)
    if rejected and rejected.by in facts.listed:
        return Approval("rejected", rejected.label, rejected.by, rejected.at)
    approved = labels.get(board.approval_label)
    if approved is None:
        return Approval("none", board.approval_label)
    why = _void(approved, facts, head)
    return Approval("void" if why else "approved", approved.label, approved.by, approved.at, why)


def _void(label: LabelSet, facts: BoardFacts, head: str) -> str:
    """Why a label that is set counts for nothing; "" where it counts."""
    pushed, forced, at = facts.pushed, facts.forced, label.at
    reasons = (
        (facts.head != head, "the pull request has a newer commit than the one that is judged"),
        (not label.by or at is None, "GitHub does not tell who set it"),
        (
            label.by not in facts.listed,
            f"{label.by}, who set it, is none of the approvers that the policy lists",
        ),
        (pushed is None, "no workflow run tells when the newest commit was pushed"),
        (
            bool(pushed and forced and forced > pushed),
            UNSEEN,
        ),
        (
            bool(pushed and at and at <= pushed),
            f"{label.by} set it before the last push; it has to be set again",
        ),
    )
    return next((why for holds, why in reasons if holds), "")
