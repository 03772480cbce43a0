"""Environment and event -> GitHub's service and the pull request that is meant there.

Pure, like the situation. What a contributor writes (names of branches, labels) is only carried
along; it is never part of a path or a query without being encoded.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.domain.service import PullRequest, Service
from variant_budget.domain.situation import PULL_REQUEST_EVENTS
from variant_budget.errors import UsageError

Event = Mapping[str, object]

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9_.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
API, SERVER = "https://api.github.com", "https://github.com"


def service(environ: Mapping[str, str], event: Event | None) -> Service:
    """The run's place; its repository is "" where the runner does not tell it.

    Raises UsageError where no runner is.
    """
    if environ.get("GITHUB_ACTIONS") != "true":
        message = "--github asks and tells GitHub; it works on a GitHub runner only."
        raise UsageError.one("no-service", message)
    repository, run = environ.get("GITHUB_REPOSITORY", ""), environ.get("GITHUB_RUN_ID", "")
    return Service(
        api=environ.get("GITHUB_API_URL") or API,
        server=(environ.get("GITHUB_SERVER_URL") or SERVER).rstrip("/"),
        repository=repository if _REPOSITORY.fullmatch(repository) else "",
        run=int(run) if run.isascii() and run.isdecimal() and len(run) < 20 else 0,
        is_default_branch=_is_default_branch(environ, event or {}),
    )


def _is_default_branch(environ: Mapping[str, str], event: Event) -> bool:
    name = environ.get("GITHUB_EVENT_NAME", "")
    if name == "schedule":
        # It runs on the default branch only, and its event need not name that.
        return True
    default = at(event, "repository", "default_branch")
    ref = at(event, "ref")
    ref = ref if isinstance(ref, str) else environ.get("GITHUB_REF", "")
    return (
        name in ("push", "workflow_dispatch") and bool(default) and ref == f"refs/heads/{default}"
    )


def pull_request(name: str, event: Event | None) -> PullRequest | None:
    """The pull request of an event that is about one and tells its number and newest commit."""
    told = at(event or {}, "pull_request")
    if name not in PULL_REQUEST_EVENTS or not isinstance(told, Mapping):
        return None
    return of_pull_request(told, at(event or {}, "repository", "full_name"))


def of_pull_request(told: Event, home: object) -> PullRequest | None:
    """A pull request as GitHub's events and its API tell it; None where that is malformed."""
    number, head = told.get("number"), at(told, "head", "sha")
    if not isinstance(number, int) or number < 1 or isinstance(number, bool):
        return None
    if not isinstance(head, str) or not _COMMIT.fullmatch(head):
        return None
    labels = told.get("labels")
    repository = _text(at(told, "head", "repo", "full_name"))
    return PullRequest(
        number=number,
        head=head,
        branch=_text(at(told, "head", "ref")),
        repository=repository,
        labels=tuple(
            _text(label.get("name"))
            for label in (labels if isinstance(labels, list) else ())
            if isinstance(label, Mapping)
        ),
        is_foreign=repository != home,
        is_open=told.get("state") != "closed",
    )


class JudgingRun(NamedTuple):
    """The run that a `workflow_run` event tells of: its id, and the commit that it judged."""

    id: int
    head: str
    branch: str
    repository: str


def judging_run(environ: Mapping[str, str], event: Event | None) -> JudgingRun | None:
    """The run that was started by a pull request and is over, None on any other event."""
    run = at(event or {}, "workflow_run")
    if environ.get("GITHUB_EVENT_NAME") != "workflow_run" or not isinstance(run, Mapping):
        return None
    number, head = run.get("id"), run.get("head_sha")
    if run.get("event") not in PULL_REQUEST_EVENTS or type(number) is not int:
        return None
    if not isinstance(head, str) or not _COMMIT.fullmatch(head):
        return None
    repository = _text(at(run, "head_repository", "full_name"))
    return JudgingRun(number, head, _text(run.get("head_branch")), repository)


def at(value: object, *keys: str) -> object:
    """What stands at these keys, None where there is nothing."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
