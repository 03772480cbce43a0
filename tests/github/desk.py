"""How a request is answered: who asks, what for, may they, does it fit; then the endpoint."""

from collections.abc import Mapping
from typing import Any

from tests.github.accounts import REPOSITORY_ID
from tests.github.call import Call
from tests.github.description import Found, Operation, Problem, description
from tests.github.endpoints import ENDPOINTS
from tests.github.exchange import Answer, RefusedError
from tests.github.objects import Objects
from tests.github.paging import link, page
from tests.github.permissions import demand
from tests.github.server import Received
from tests.github.state import State

_VERSIONS = ("2022-11-28", "2026-03-10")
_RESOURCES = {"comments": "IssueComment", "labels": "Label"}


class Desk:
    """One repository behind a token."""

    def __init__(self, state: State, objects: Objects, login: str, token: str) -> None:
        self.permissions = {
            "actions": "read",
            "contents": "read",
            "issues": "write",
            "pull-requests": "write",
        }
        self.answers_user = False
        self._state = state
        self._objects = objects
        self._login = login
        self._token = token

    def path(self, path: str) -> str:
        """The path under which a request is known: what Link leads to has the repository's id."""
        with_id = f"/repositories/{REPOSITORY_ID}"
        if path == with_id or path.startswith(f"{with_id}/"):
            return f"/repos/{self._state.repository}{path.removeprefix(with_id)}"
        return path

    def answer(self, received: Received) -> Answer:
        found = description().find(received.method, self.path(received.path))
        documentation = found.operation.documentation if found else "https://docs.github.com/rest"
        try:
            self._check_headers(received.headers)
            return self._answer(found, received)
        except RefusedError as refusal:
            return refusal.answer(documentation)

    def _answer(self, found: Found | None, received: Received) -> Answer:
        if found is None:
            raise RefusedError(501, f"The description has no {received.method} {received.path}")
        operation = found.operation
        self._check_repository(found.path)
        if operation.template == "/user":
            _query(operation, received.query)
            return self._user()
        demand(
            operation.method,
            operation.template,
            self.permissions,
            on_pull=self._is_about_a_pull(found.path),
        )
        call = Call(
            state=self._state,
            objects=self._objects,
            login=self._login,
            path=found.path,
            query=_query(operation, received.query),
            body=_body(operation, received),
        )
        answer = ENDPOINTS[operation.method, operation.template](call)
        return self._paged(received.path, call.query, answer) if operation.paged else answer

    def _check_headers(self, headers: Mapping[str, str]) -> None:
        if not headers.get("user-agent"):
            raise RefusedError(403, "Request forbidden by administrative rules.")
        if headers.get("x-github-api-version", _VERSIONS[0]) not in _VERSIONS:
            raise RefusedError(400, f"The API knows {', '.join(_VERSIONS)}")
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if not token:
            raise RefusedError(401, "Requires authentication")
        if (scheme.casefold(), token) != ("bearer", self._token):
            raise RefusedError(401, "Bad credentials")

    def _check_repository(self, path: Mapping[str, str]) -> None:
        if "repo" in path:
            named = f"{path['owner']}/{path['repo']}"
            if named.casefold() != self._state.repository.casefold():
                raise RefusedError(404)

    def _user(self) -> Answer:
        """A token of a job is nobody's, so there is no user to tell of."""
        if not self.answers_user:
            raise RefusedError(403, "Resource not accessible by integration")
        return Answer(200, self._objects.authenticated_user(self._login))

    def _is_about_a_pull(self, path: Mapping[str, str]) -> bool:
        number = int(path.get("issue_number", 0))
        if "comment_id" in path:
            comment = self._state.comments.get(int(path["comment_id"]))
            number = comment.number if comment else 0
        issue = self._state.issues.get(number)
        return issue is not None and issue.pull is not None

    def _paged(self, path: str, query: Mapping[str, Any], answer: Answer) -> Answer:
        """One page of it; where the others are is said with the repository's id, as by GitHub."""
        rows = answer.body
        below = "/".join(self.path(path).split("/")[4:])
        address = f"{self._objects.url}/repositories/{REPOSITORY_ID}/{below}"
        body: Any = page(rows, query)
        if below == "actions/runs":
            body = {"total_count": len(rows), "workflow_runs": body}
        return Answer(answer.status, body, link(address, query, len(rows)))


def _query(operation: Operation, sent: list[tuple[str, str]]) -> dict[str, Any]:
    _refuse(operation, list(description().problems_of_query(operation, sent)))
    return dict(sent)


def _body(operation: Operation, received: Received) -> Any:
    try:
        body = received.body
    except ValueError:
        raise RefusedError(400, "Problems parsing JSON") from None
    _refuse(operation, list(description().problems_of_body(operation, body)))
    return {} if body is None else body


def _refuse(operation: Operation, problems: list[Problem]) -> None:
    if problems:
        resource = _RESOURCES.get(operation.template.rpartition("/")[2], "Issue")
        raise RefusedError(
            422,
            "\n".join(["Invalid request.\n", *(_sentence(problem) for problem in problems)]),
            [{"resource": resource, **problem._asdict()} for problem in problems],
        )


def _sentence(problem: Problem) -> str:
    if problem.code == "missing_field":
        return problem.message
    return f"For '{problem.field}', {problem.message}" if problem.field else problem.message
