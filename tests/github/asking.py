"""A client for the stand-in's own tests, which holds every answer against the description."""

import http.client
import json
import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.github.accounts import REPOSITORY_ID
from tests.github.description import Problem, description
from tests.github.stand_in import StandIn

# In these GitHub answers otherwise than its own description says.
_KNOWN = (
    # A label that nobody described has no description in lists of pull requests, either.
    r"(\d+\.)?labels\.\d+\.description",
    # The fork of a pull request may be gone.
    r"(\d+\.)?head\.(repo|user)",
)


class Told(NamedTuple):
    """An answer."""

    status: int
    body: Any
    headers: http.client.HTTPMessage


def ask(github: StandIn, method: str, path: str, body: object = None) -> Told:
    """One request; `path` below the repository, or from the root where it begins with `/`."""
    place = path if path.startswith("/") else f"/repos/{github.repository}/{path}".rstrip("/")
    content = None if body is None else json.dumps(body).encode()
    told = send(github, method, place, content, authorization=f"Bearer {github.token}")
    named = urlsplit(place.replace(f"/repositories/{REPOSITORY_ID}", "/repos/acme/line")).path
    found = description().find(method, named)
    if found is not None and told.status < 500:
        problems = description().problems_of_answer(found.operation, told.status, told.body)
        assert not [problem for problem in problems if not _is_known(problem)]
    return told


def send(
    github: StandIn, method: str, path: str, content: bytes | None = None, **headers: str
) -> Told:
    """One request, whatever it is; `_` in the names of headers stands for `-`."""
    connection = http.client.HTTPConnection(urlsplit(github.url).netloc, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, content, {"User-Agent": "tests", **named})
        answer = connection.getresponse()
        raw = answer.read()
    finally:
        connection.close()
    is_json = answer.headers.get_content_type() == "application/json"
    return Told(answer.status, json.loads(raw) if raw and is_json else raw or None, answer.headers)


def next_page(told: Told) -> str | None:
    """Where the Link header leads to: path and query."""
    match = re.search('<([^>]*)>; rel="next"', told.headers.get("Link", ""))
    return None if match is None else urlsplit(match[1])._replace(scheme="", netloc="").geturl()


def _is_known(problem: Problem) -> bool:
    return any(re.fullmatch(pattern, problem.field) for pattern in _KNOWN)
