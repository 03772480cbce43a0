"""A stand-in for GitHub's REST API: one repository, in memory, on a port of this machine.

    with StandIn(repository="acme/line") as github:
        github.open_pull(7, head="a" * 40)
        ...  # a client of github.url, with the token "of-no-use", here or in a process of its own
        assert [comment["user"]["login"] for comment in github.comments(7)] == [github.login]

Requests are held against GitHub's own description. Where GitHub would silently take no notice of
something (an unknown parameter or field) the stand-in answers 422, and 501 where it does not model
something: a client that relies on either is wrong. Times are no clock's.
"""

import threading
from types import TracebackType
from typing import Any, Self

from tests.github.desk import Desk
from tests.github.exchange import Answer, Request
from tests.github.faults import BROKEN, Faults
from tests.github.objects import Objects
from tests.github.server import Received, Server
from tests.github.state import State
from tests.github.story import Story

__all__ = ["Request", "StandIn"]

_RATE = {
    "X-RateLimit-Limit": "1000",
    "X-RateLimit-Remaining": "999",
    "X-RateLimit-Reset": "1795608000",
    "X-RateLimit-Resource": "core",
    "X-RateLimit-Used": "1",
}


class StandIn(Story, Faults):
    """What a test sees: what the repository holds, what goes wrong, and what was asked for."""

    def __init__(
        self,
        repository: str = "acme/line",
        login: str = "github-actions[bot]",
        token: str = "of-no-use",  # noqa: S107 - that is what it is
    ) -> None:
        self.repository = repository
        self.login = login
        self.token = token
        self._ended = threading.Event()
        self._requests: list[Request] = []
        self._server = Server(self._answer)
        self.url = self._server.url
        state = State(repository)
        objects = Objects(state, self.url)
        Story.__init__(self, state, objects, threading.RLock())
        Faults.__init__(self)
        self._desk = Desk(state, objects, login, token)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._server.close()
        if error is None and self._server.broken:
            raise self._server.broken[0]

    @property
    def permissions(self) -> dict[str, str]:
        """What the token may do: `read` or `write` by name, as in a workflow. May be changed."""
        return self._desk.permissions

    def read_only(self) -> None:
        """What a job has in a pull request from a fork: no permission is more than `read`."""
        for name in self.permissions:
            self.permissions[name] = "read"

    @property
    def answers_user(self) -> bool:
        """Whether GET /user says whose the token is, as it does with a person's."""
        return self._desk.answers_user

    @answers_user.setter
    def answers_user(self, answers: bool) -> None:
        self._desk.answers_user = answers

    @property
    def issues_disabled(self) -> bool:
        return self._state.issues_disabled

    @issues_disabled.setter
    def issues_disabled(self, disabled: bool) -> None:
        self._state.issues_disabled = disabled

    @property
    def collaborators(self) -> set[str]:
        """To whom issues can be assigned, beside the members of teams. May be changed."""
        return self._state.collaborators

    @property
    def requests(self) -> list[Request]:
        """All that came in, refused or not."""
        with self._lock:
            return list(self._requests)

    @property
    def writes(self) -> list[Request]:
        """The requests that were meant to change something."""
        return [request for request in self.requests if request.method != "GET"]

    def _answer(self, received: Received) -> Answer:
        request = self._note(received)
        delay = self._stalls.take(request)
        if delay is not None and self._ended.wait(delay):
            return BROKEN
        race = self._races.take(request)
        if race is not None:
            race()
        fault = self._failures.take(request)
        if fault is not None and not fault.handled:
            return _with_headers(fault.answer)
        with self._lock:
            answer = self._desk.answer(received)
        return _with_headers(fault.answer if fault is not None else answer)

    def _note(self, received: Received) -> Request:
        try:
            body: Any = received.body
        except ValueError:
            body = received.content.decode("utf-8", "replace")
        request = Request(
            received.method,
            self._desk.path(received.path),
            dict(received.query),
            body,
            received.headers,
        )
        with self._lock:
            self._requests.append(request)
        return request


def _with_headers(answer: Answer) -> Answer:
    """What GitHub sends with every answer, where this one does not say otherwise."""
    if answer is BROKEN:
        return answer
    own = {name.casefold() for name in answer.headers}
    usual = {**_RATE, "X-GitHub-Media-Type": "github.v3; format=json"}
    if answer.content:
        html = answer.raw is not None
        usual["Content-Type"] = "text/html" if html else "application/json; charset=utf-8"
    rest = {name: value for name, value in usual.items() if name.casefold() not in own}
    return answer._replace(headers={**rest, **answer.headers})
