"""The hidden first line by which a comment or an issue of ours is known again.

Anybody can write such a line; what counts is ours only if we wrote it, by login, too.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from variant_budget.adapters.github.client import Client
from variant_budget.errors import ServiceError

RUNNER = "github-actions[bot]"
"""Who GITHUB_TOKEN writes as; it may not ask who it is."""

_MARK = re.compile(r"<!-- variant-budget:([a-z]+)((?: [a-z]+=[\w.%]*)*) -->(?:\r?\n|\Z)", re.ASCII)


def marked(kind: str, text: str, /, **told: str | int) -> str:
    """The text with its mark; what is told of it stands percent-encoded, and so ends no comment."""
    words = "".join(f" {name}={_encoded(value)}" for name, value in told.items())
    return f"<!-- variant-budget:{kind}{words} -->\n{text}"


def _encoded(value: str | int) -> str:
    return quote(str(value).encode("utf-8", "surrogateescape"), safe="").replace("-", "%2D")


def mark_of(kind: str, told: Any, me: str) -> Mapping[str, str] | None:  # noqa: ANN401 - JSON
    """What the mark of a comment or an issue says, None where it is not ours or not of this kind."""
    if not told["user"] or told["user"]["login"].lower() != me.lower():
        return None
    found = _MARK.match(told["body"] or "")
    if found is None or found[1] != kind:
        return None
    pairs = (word.partition("=") for word in found[2].split())
    return {name: unquote(value, errors="surrogateescape") for name, _, value in pairs}


def run_of(mark: Mapping[str, str]) -> int:
    """The id of the run that wrote it, 0 where it is unknown."""
    run = mark.get("run", "")
    return int(run) if run.isdecimal() and len(run) < 20 else 0


def stranger(made: Any, me: str) -> str:  # noqa: ANN401 - JSON
    """A warning where we write under another name than we look for; "" where all is well."""
    author = made.get("user") if isinstance(made, dict) else None
    login = author.get("login") if isinstance(author, dict) else None
    if not isinstance(login, str) or login.lower() == me.lower():
        return ""
    return f"it was written as {login}: give the action the input login: {login}, else each run adds one"


def own_login(client: Client, given: str = "") -> str:
    """Who we write as: as told, as GitHub says, or, where it does not say, the runner's own bot.

    Raises ServiceError where GitHub cannot be asked at all.
    """
    if given:
        return given
    try:
        told = client.get("/user")
    except ServiceError as error:
        if error.problems[0].slug not in ("github-permission", "github-not-found"):
            raise
        return RUNNER
    login = told.get("login") if isinstance(told, dict) else None
    return login if isinstance(login, str) and login else RUNNER
