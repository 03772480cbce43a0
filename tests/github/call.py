"""What an endpoint gets: a request that fits the description and is allowed, and the state."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from tests.github.description import Json
from tests.github.exchange import Answer, RefusedError
from tests.github.objects import Objects
from tests.github.state import Comment, Issue, State


class Call(NamedTuple):
    """A request that fits, and what it meets."""

    state: State
    objects: Objects
    login: str
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Json

    @property
    def issue(self) -> Issue:
        """The issue or pull request that the path names."""
        issue = self.state.issues.get(int(self.path["issue_number"]))
        if issue is None:
            raise RefusedError(404)
        self.mind(issue)
        return issue

    @property
    def comment(self) -> Comment:
        comment = self.state.comments.get(int(self.path["comment_id"]))
        if comment is None:
            raise RefusedError(404)
        self.mind(self.state.issues[comment.number])
        return comment

    def mind(self, issue: Issue | None) -> None:
        """Without issues there still are pull requests, and what is said on them."""
        if self.state.issues_disabled and not (issue and issue.pull):
            raise RefusedError(410, "Issues are disabled for this repo")

    def refuse_unmodelled(self, *known: str) -> None:
        """A filter or field that is not looked at would be a lie."""
        names = self.query.keys() | self.body.keys()
        for name in names - {*known, "page", "per_page"}:
            raise RefusedError(501, f"The stand-in does not model {name}")

    def is_since(self, updated: str) -> bool:
        """Whether something is recent enough for the filter `since`."""
        since = self.query.get("since")
        return since is None or datetime.fromisoformat(updated) >= datetime.fromisoformat(since)


Endpoint = Callable[[Call], Answer]
Endpoints = dict[tuple[str, str], Endpoint]
REPOSITORY = "/repos/{owner}/{repo}"
