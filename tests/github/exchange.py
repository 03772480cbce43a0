"""A request, and the answer to it."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from tests.github.description import Json


class Request(NamedTuple):
    """What came in: `path` without the query, and with the repository's name where a Link header
    had its id; `body` as JSON, or as text where it is none; names of `headers` in small letters.
    """

    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    headers: Mapping[str, str]


class Answer(NamedTuple):
    """What goes out: a `body` is written as JSON, `raw` as it is."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = {}
    raw: bytes | None = None

    @property
    def content(self) -> bytes:
        if self.raw is not None:
            return self.raw
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False).encode()


class RefusedError(Exception):
    """An answer that is none of the good ones."""

    def __init__(
        self,
        status: int,
        message: str = "",
        errors: Sequence[Json] = (),
        headers: Mapping[str, str] = {},
    ) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message or HTTPStatus(status).phrase
        self.errors = list(errors)
        self.headers = dict(headers)

    def answer(self, documentation: str = "https://docs.github.com/rest") -> Answer:
        body: Json = {"message": self.message, "documentation_url": documentation}
        # GitHub says the status beside the errors as well; its description does not know that.
        body |= {"errors": self.errors} if self.errors else {"status": str(self.status)}
        return Answer(self.status, body, self.headers)


def invalid(
    resource: str, field: str, code: str, message: str = "", value: Any = None
) -> RefusedError:
    """422, as GitHub says it of a field with which it can do nothing."""
    error: Json = {"resource": resource, "field": field, "code": code}
    if message:
        error["message"] = message
    if value is not None:
        error["value"] = value
    return RefusedError(422, "Validation Failed", [error])
