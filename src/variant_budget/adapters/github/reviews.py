"""The periodic review: when the last one was asked for, and asking for the next."""

from datetime import date
from typing import NamedTuple

from variant_budget.adapters.github.client import Client
from variant_budget.adapters.github.issues import own_issues
from variant_budget.adapters.github.marks import marked
from variant_budget.domain.effects import Posted, ReviewIssue

KIND, WHAT = "review", "the review"


class LastReview(NamedTuple):
    """The day a review was asked for, and the commit that it was about."""

    day: date
    commit: str


def last_review(client: Client, label: str, me: str) -> LastReview | None:
    """The last review that we asked for, None where there is none; ServiceError."""
    found = list(own_issues(client, KIND, label, me)) or list(own_issues(client, KIND, "", me))
    if not found:
        return None
    told, mark = found[-1]
    return LastReview(date.fromisoformat(told["created_at"][:10]), mark.get("commit", ""))


def ask_review(client: Client, wanted: ReviewIssue) -> Posted:
    """Open the issue; ServiceError where GitHub does not let us."""
    body: dict[str, object] = {
        "title": wanted.title,
        "body": marked(KIND, wanted.text, commit=wanted.commit, run=wanted.run),
        "labels": [wanted.label],
        "assignees": list(wanted.assignees),
    }
    client.send("POST", "issues", body)
    return Posted(WHAT, "created")
