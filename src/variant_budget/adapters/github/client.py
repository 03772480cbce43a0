"""A small client of GitHub's REST API, over the standard library.

It asks one host only, follows no redirect (the token would go along), waits where GitHub says so,
and tells of a failure what was asked and what is missing, never the token.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, NamedTuple, NoReturn
from urllib.parse import quote, urlencode, urlsplit

from variant_budget.adapters.github.refusals import (
    Answer,
    is_limited,
    needed,
    refusal,
    wait_seconds,
)
from variant_budget.errors import ServiceError, UsageError

SECONDS = 20.0
"""For one answer; GitHub ends requests that take it longer than 10 s."""
ATTEMPTS = 3
LONGEST_WAIT = 60.0
"""Seconds that one request waits in all: a job is paid by the minute, and nothing here decides."""
ALL_IN_ALL = 180.0
"""Seconds after which nothing is asked again: a job that is ended by its time limit tells nothing."""
MOST_PAGES = 50
PAGE = 100
MOST_BYTES = 20 * 1024 * 1024
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """None: the answer stands as it is."""


class Link(NamedTuple):
    """Where the API is, and for which repository ("owner/name") it is asked."""

    api: str
    repository: str


class Client:
    """Asks for one repository. Every failure is a ServiceError with a slug and a next step."""

    def __init__(
        self,
        link: Link,
        token: str,
        sleep: Callable[[float], None] = time.sleep,
        timeout: float = SECONDS,
    ) -> None:
        parts = urlsplit(link.api)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            message = f"GITHUB_API_URL is {link.api!r}: the token is sent over https only."
            raise UsageError.one("api-url-refused", message)
        self._root = link.api.rstrip("/")
        self.repository = link.repository
        self._token = token
        self._sleep = sleep
        self._timeout = timeout
        self._end = time.monotonic() + ALL_IN_ALL
        self._opener = urllib.request.build_opener(_NoRedirect())

    def __repr__(self) -> str:
        return f"Client({self._root}, {self.repository})"

    def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON
        """What stands at a path below the repository; `/x` is a path below the root."""
        return self._ask("GET", self._url(path, query)).value

    def pages(self, path: str, key: str = "", most: int = 0, **query: str | int) -> Iterator[Any]:
        """The items of all pages of a list, or of the list at `key` of an object.

        Of the first `most` pages where that is given; else ServiceError where there are too many.
        """
        url: str | None = self._url(path, {**query, "per_page": PAGE})
        for _ in range(most or MOST_PAGES):
            if url is None:
                return
            answer = self._ask("GET", url)
            yield from answer.value[key] if key else answer.value
            url = self._next(answer.headers)
        if url is not None and not most:
            raise ServiceError.one("github-too-long", f"{path}: more than {MOST_PAGES} pages.")

    def send(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        needs: str = "",
    ) -> Any:  # noqa: ANN401
        """Create, change or delete; what GitHub answers. `needs` names the permission.

        A creation that may have happened is not asked for again: ServiceError "github-uncertain".
        """
        return self._ask(method, self._url(path, {}), body, needs).value

    def _url(self, path: str, query: Mapping[str, str | int]) -> str:
        below = path if path.startswith("/") else f"/repos/{self.repository}/{path}"
        told = f"?{urlencode(query)}" if query else ""
        return f"{self._root}{quote(below.rstrip('/'), safe='/')}{told}"

    def _next(self, headers: Mapping[str, str]) -> str | None:
        for part in headers.get("link", "").split(","):
            target, _, kind = part.partition(";")
            if 'rel="next"' in kind:
                url = target.strip(" <>")
                if url.startswith(f"{self._root}/"):
                    return url
                raise ServiceError.one("github-answer", "the next page is on another host.")
        return None

    def _ask(
        self, method: str, url: str, body: Mapping[str, object] | None = None, needs: str = ""
    ) -> Answer:
        left = LONGEST_WAIT
        for attempt in range(1, ATTEMPTS + 1):
            answer = self._once(method, url, body)
            if 200 <= answer.status < 300:
                return answer
            may_have_happened = method == "POST" and not is_limited(answer)
            pause = wait_seconds(answer, attempt)
            if may_have_happened and (answer.status == 0 or answer.status >= 500):
                told = self._told(method, url, answer)
                raise ServiceError.one(
                    "github-uncertain", f"Nobody knows whether it was done ({told})"
                )
            late = time.monotonic() + (pause or 0) > self._end
            if pause is None or pause > left or attempt == ATTEMPTS or late:
                self._refuse(method, url, answer, needs)
            left -= pause
            self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, method: str, url: str, body: Mapping[str, object] | None) -> Answer:
        request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
            url,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
                "User-Agent": "variant-budget",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                return _answer(response.status, response.headers, response.read(MOST_BYTES + 1))
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.headers, error.read(MOST_BYTES + 1))
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            return Answer(0, {}, {"message": f"no answer ({type(reason).__name__})"})

    def _refuse(self, method: str, url: str, answer: Answer, needs: str) -> NoReturn:
        slug, why = refusal(answer, needs or needed(self._path(url)))
        raise ServiceError.one(slug, f"{why} ({self._told(method, url, answer)})")

    def _path(self, url: str) -> str:
        return url.removeprefix(self._root).partition("?")[0]

    def _told(self, method: str, url: str, answer: Answer) -> str:
        return f"{method} {self._path(url)}: {answer.message}"


def _answer(status: int, headers: Message, content: bytes) -> Answer:
    names = {name.lower(): value for name, value in headers.items()}
    if len(content) > MOST_BYTES:
        return Answer(0, names, {"message": "the answer is too long"})
    try:
        value = json.loads(content) if content else None
    except (ValueError, RecursionError):
        # A proxy's page; of a success nothing could be believed then.
        return Answer(status if status >= 300 else 502, names, {"message": "the answer is no JSON"})
    return Answer(status, names, value)
