"""What GitHub's refusals mean: whether to wait, and what is missing, in words.

Rules of waiting: docs.github.com, "Best practices for using the REST API" and "Rate limits".
"""

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

FIRST_PAUSE = 1.0
LIMITED_PAUSE = 60.0
"""Seconds before asking again where a limit was met and no time was told; doubled each time."""
LONGEST_PAUSE = 3600.0

ISSUES = "the permission issues: write"
PERMISSIONS = (
    ("/orgs/", "the right to read members of the organisation"),
    ("/actions/", "the permission actions: read"),
    ("/events", "the permission pull-requests: read"),
    ("/comments", "the permission pull-requests: write"),
    ("/issues", ISSUES),
    ("/pulls", "the permission pull-requests: read"),
)
"""What a request needs, by a part of its path; the first that fits."""


class Answer(NamedTuple):
    """An answer: its status, 0 where none came; headers by lower-case name; the JSON in it."""

    status: int
    headers: Mapping[str, str]
    value: Any

    @property
    def message(self) -> str:
        """What GitHub says about it, in one line."""
        told = self.value.get("message") if isinstance(self.value, dict) else None
        text = " ".join(str(told or "no reason given").split())[:300].rstrip(".")
        return f"{self.status} {text}" if self.status else text


def is_limited(answer: Answer) -> bool:
    """Whether a limit of requests was met, and nothing was done."""
    if answer.status == 429:
        return True
    headers, message = answer.headers, answer.message.lower()
    return answer.status == 403 and (
        "retry-after" in headers
        or headers.get("x-ratelimit-remaining") == "0"
        or "rate limit" in message
    )


def wait_seconds(answer: Answer, attempt: int) -> float | None:
    """How long to wait before the same is asked again; None: it would be refused again."""
    if is_limited(answer):
        headers = answer.headers
        if headers.get("retry-after", "").isdecimal():
            return float(headers["retry-after"])
        if headers.get("x-ratelimit-remaining") == "0":
            # The hour's requests are used up; it says in seconds since 1970 when the next begins.
            end = headers.get("x-ratelimit-reset", "")
            return max(0.0, float(end) - time.time()) if end.isdecimal() else LONGEST_PAUSE
        return LIMITED_PAUSE * float(2 ** (attempt - 1))
    if answer.status == 0 or answer.status >= 500:
        return FIRST_PAUSE * float(2 ** (attempt - 1))
    return None


def refusal(answer: Answer, needs: str) -> tuple[str, str]:
    """The slug of a refusal and the next step; `needs` is the permission that it takes."""
    lacking = f"the token lacks {needs}."
    known = {
        401: ("github-token", "the token is not valid (any more): look at the input token."),
        403: ("github-permission", lacking),
        404: ("github-not-found", f"it is not there, or {lacking}"),
        410: ("github-disabled", "issues are turned off for this repository."),
        422: ("github-invalid", f"GitHub does not take it: {_errors(answer.value)}."),
    }
    if is_limited(answer):
        return "github-limited", "GitHub limits how often it is asked: run the job again later."
    if answer.status == 403 and "is locked" in answer.message.lower():
        return "github-locked", "the conversation is locked."
    if 300 <= answer.status < 400:
        return "github-moved", "it moved: look at GITHUB_API_URL and GITHUB_REPOSITORY."
    return known.get(
        answer.status, ("github-unreachable", "GitHub does not answer: run the job again later.")
    )


def needed(path: str) -> str:
    """The permission that a path mostly takes."""
    return next((what for part, what in PERMISSIONS if part in path), "a permission")


def _errors(value: object) -> str:
    """The fields that do not fit; GitHub lists them as texts or as objects."""
    found = value.get("errors") if isinstance(value, dict) else None
    told = [
        f"{each.get('field', '')} {each.get('code', '')} {each.get('message', '')}".strip()
        if isinstance(each, dict)
        else str(each)
        for each in (found if isinstance(found, list) else [])
    ]
    return "; ".join(told)[:300]
