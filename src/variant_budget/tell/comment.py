"""The judgement -> the comment on a pull request: the first part of the summary, and whether it is
worth one.
"""

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.posts import CommentDraft
from variant_budget.domain.summary import Summary
from variant_budget.domain.verdict import JudgedRow
from variant_budget.tell.numbers import percent

MOST_ROWS = 10
MOST_MOVERS = 5
MOST_REMARKS = 5
SHOWN = (
    *("outcome", "headline", "preview", "lead", "change_label", "release_label"),
    *("rows", "movers", "advice", "exceptions", "remarks", "proposal"),
)
"""The fields of a summary that a comment shows; the others are empty in it."""


def comment(judgement: Judgement, summary: Summary, checkout: str = "") -> CommentDraft:
    """What a reviewer has to know; the whole is in the summary of the job.

    `checkout` is the folder of the checkout below the workspace, "" where it is the workspace: of two
    checkouts in one job each has a policy of its own.
    """
    left_out = {
        field: type(value)() for field, value in summary._asdict().items() if field not in SHOWN
    }
    return CommentDraft(
        schema_version=1,
        key=f"{checkout}/{judgement.fixed.ruler.policy.path}".removeprefix("/"),
        affected=is_affected(judgement),
        summary=summary._replace(
            **left_out,
            rows=summary.rows[:MOST_ROWS],
            movers=summary.movers[:MOST_MOVERS],
            remarks=summary.remarks[:MOST_REMARKS],
        ),
    )


def is_affected(judgement: Judgement) -> bool:
    """Whether the verdict or a share differs from the base, or the policy is new."""
    verdict = judgement.verdict
    if not judgement.fixed.in_force:
        return True
    if judgement.commits.base is None or verdict.outcome == "error":
        return verdict.outcome != "pass"
    spoken = judgement.approval is not None and judgement.approval.state != "none"
    moved = any(map(_moved, verdict.rows))
    proposes = judgement.proposed not in (None, verdict.outcome) or bool(judgement.fixed.problems)
    gained = any(each.added for each in verdict.undecided) or any(
        each.before != each.lines for each in verdict.unattributed
    )
    evidence = bool(verdict.lost_tests) or any(each.blocking for each in verdict.coverage)
    return moved or spoken or proposes or gained or evidence


def _moved(judged: JudgedRow) -> bool:
    """Whether a share differs as it is shown: any line of common code moves all of them a little."""
    head, base = judged.row.head, judged.row.base
    if head is None or base is None:
        return head is not base
    if head.share is None or base.share is None:
        return head.share is not base.share
    return head.owned != base.owned or percent(head.share) != percent(base.share)
