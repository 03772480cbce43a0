"""The periodic review: when the last one was asked for, and asking for the next."""

from datetime import date
from typing import NamedTuple

from variant_budget.adapters.github.client import Client
from variant_budget.adapters.github.issues import create, own_issues
from variant_budget.adapters.github.marks import marked, stranger
from variant_budget.domain.service_effects import Posted, ReviewIssue

KIND, WHAT = "review", "the review"


class LastReview(NamedTuple):
    """The day a review was asked for, and the commit that it was about."""

    day: date
    commit: str


def last_review(client: Client, policy: str, label: str, me: str) -> LastReview | None:
    """The last review of a policy that we asked for, None where there is none; ServiceError."""
    found = [each for name in (label, "") for each in own_issues(client, KIND, policy, name, me)]
    if not found:
        return None
    told, mark = max(found, key=lambda each: str(each[0]["created_at"]))
    return LastReview(date.fromisoformat(told["created_at"][:10]), mark.get("commit", ""))


def ask_review(client: Client, wanted: ReviewIssue, me: str) -> Posted:
    """Open the issue; ServiceError where GitHub does not let us."""
    text = marked(KIND, wanted.text, policy=wanted.policy, commit=wanted.commit, run=wanted.run)
    made, problem = create(client, wanted.title, text, wanted)
    return Posted(WHAT, "created", problem or stranger(made, me))
