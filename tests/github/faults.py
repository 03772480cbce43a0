"""What a test scripts beforehand: failures, waits, broken connections, and races."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from tests.github.exchange import Answer, RefusedError, Request

What = TypeVar("What")
BROKEN = Answer(0)
"""Stands for no answer at all."""

_LIMITED = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
)


@dataclass(frozen=True)
class Fault:
    """An answer that is given in place of the right one, or of the endpoint's work as well."""

    answer: Answer
    handled: bool


@dataclass
class _Script(Generic[What]):
    what: What
    times: int
    method: str | None
    path: str | None

    def meets(self, request: Request) -> bool:
        return (
            self.times > 0
            and self.method in (None, request.method)
            and (self.path is None or re.search(self.path, request.path) is not None)
        )


class Scripts(Generic[What]):
    """Things that shall happen to requests: each to the next ones that it is meant for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._scripts: list[_Script[What]] = []

    def add(self, what: What, times: int, method: str | None, path: str | None) -> None:
        with self._lock:
            self._scripts.append(_Script(what, times, method, path))

    def take(self, request: Request) -> What | None:
        """What happens to this request, which is used up thereby."""
        with self._lock:
            for script in self._scripts:
                if script.meets(request):
                    script.times -= 1
                    return script.what
        return None


class Faults:
    """The side of a stand-in that a test tells what shall go wrong.

    `path` is a regular expression, searched for in the path of the request. Of several scripts for
    one request the first that is not used up counts.
    """

    def __init__(self) -> None:
        self._failures: Scripts[Fault] = Scripts()
        self._stalls: Scripts[float] = Scripts()
        self._races: Scripts[Callable[[], object]] = Scripts()

    def fail(
        self,
        status: int,
        times: int = 1,
        headers: Mapping[str, str] = {},
        message: str = "",
        method: str | None = None,
        path: str | None = None,
        *,
        handled: bool = False,
        raw: bytes | None = None,
    ) -> None:
        """Answer the next requests so; `handled` does what they ask for nonetheless.

        `raw` is sent in place of JSON.
        """
        if not message and status in (403, 429):
            message = _LIMITED
        answer = RefusedError(status, message, headers=headers).answer()
        fault = Fault(answer._replace(raw=raw), handled)
        self._failures.add(fault, times, method, path)

    def cut(
        self,
        times: int = 1,
        method: str | None = None,
        path: str | None = None,
        *,
        handled: bool = False,
    ) -> None:
        """Close the connection without an answer."""
        self._failures.add(Fault(BROKEN, handled), times, method, path)

    def stall(
        self, seconds: float, times: int = 1, method: str | None = None, path: str | None = None
    ) -> None:
        """Take so long to answer."""
        self._stalls.add(seconds, times, method, path)

    def before(
        self,
        callback: Callable[[], object],
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """Call this once, just before the next such request is handled: somebody was faster."""
        self._races.add(callback, 1, method, path)
