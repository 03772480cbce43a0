"""The board's issues: one for each variant in each budget, opened, kept up to date, closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from variant_budget.adapters.github.client import Client
from variant_budget.adapters.github.marks import mark_of, marked, run_of, without_mark
from variant_budget.domain.effects import BoardIssue, Posted
from variant_budget.errors import ServiceError

KIND = "board"


class _Own(NamedTuple):
    number: int
    is_open: bool
    title: str
    text: str
    mark: Mapping[str, str]

    @property
    def pull(self) -> int:
        """The pull request that it is about, 0 for the default branch."""
        return int(self.mark.get("pull") or 0)


def put_issues(client: Client, wanted: Sequence[BoardIssue], me: str) -> list[Posted]:
    """Bring about the issues; ServiceError where GitHub does not let us.

    They are found by author and mark, whatever their title is now. Of two about one thing the
    older stays. What a later run wrote is left alone.
    """
    labels = sorted({each.label for each in wanted})
    known = _by_key(told for label in labels for told in own_issues(client, KIND, label, me))
    if any(each.is_open and each.key not in known for each in wanted):
        # Before one is opened: somebody may have taken the label from the one that is there.
        known = _by_key(own_issues(client, KIND, "", me)) | known
    return [_put(client, each, known.get(each.key, [])) for each in wanted]


def own_issues(
    client: Client, kind: str, label: str, me: str
) -> Iterator[tuple[Any, Mapping[str, str]]]:
    """Our issues of a kind with what their marks say, the oldest first.

    With the label, open and closed; without one (""), all that are open. The author is looked at
    here: GitHub's own filter by author does not know every bot (renovatebot/renovate#44730).
    """
    query = {"state": "all", "labels": label} if label else {"state": "open"}
    for told in client.pages("issues", sort="created", direction="asc", **query):
        mark = None if "pull_request" in told else mark_of(kind, told, me)
        if mark is not None:
            yield told, mark


def _by_key(found: Iterable[tuple[Any, Mapping[str, str]]]) -> dict[str, list[_Own]]:
    known: dict[str, list[_Own]] = {}
    for told, mark in found:
        known.setdefault(mark.get("key", ""), []).append(_own(told, mark))
    return known


def _own(told: Any, mark: Mapping[str, str]) -> _Own:  # noqa: ANN401 - JSON
    text = without_mark(told["body"])
    return _Own(told["number"], told["state"] == "open", told["title"], text, mark)


def _put(client: Client, wanted: BoardIssue, own: Sequence[_Own]) -> Posted:
    what = f"the board's issue on {wanted.key}"
    if not own:
        return _create(client, wanted, what) if wanted.is_open else Posted(what, "unchanged")
    first, *others = sorted(own)
    if max(run_of(each.mark) for each in own) > wanted.run:
        return Posted(what, "left", "a later run has written it")
    for other in others:
        if other.is_open:
            change = {"state": "closed", "state_reason": "not_planned"}
            client.send("PATCH", f"issues/{other.number}", change)
    if wanted.is_open:
        return _update(client, wanted, first, what)
    return _close(client, wanted, first, what)


def _create(client: Client, wanted: BoardIssue, what: str) -> Posted:
    body: dict[str, object] = {
        "title": wanted.title,
        "body": _body(wanted),
        "labels": [wanted.label],
        "assignees": list(wanted.assignees),
    }
    try:
        client.send("POST", "issues", body)
    except ServiceError as error:
        if error.problems[0].slug != "github-invalid" or not wanted.assignees:
            raise
        # Somebody who may be assigned no more must not keep the board from knowing.
        client.send("POST", "issues", body | {"assignees": []})
        named = ", ".join(wanted.assignees)
        return Posted(what, "created", f"GitHub takes none of {named} as assignee, or not all")
    return Posted(what, "created")


def _update(client: Client, wanted: BoardIssue, own: _Own, what: str) -> Posted:
    if wanted.pull and not own.pull and own.is_open:
        return Posted(what, "left", "it is about the branch itself, which is over already")
    changed = own.mark.get("digest") != wanted.digest
    same = (own.title, own.text) == (wanted.title, wanted.text.rstrip())
    if own.is_open and same and not changed and own.pull == wanted.pull:
        return Posted(what, "unchanged")
    change: dict[str, object] = {"title": wanted.title, "body": _body(wanted)}
    if not own.is_open:
        change |= {"state": "open", "state_reason": "reopened"}
    client.send("PATCH", f"issues/{own.number}", change)
    if changed or not own.is_open:
        note = wanted.news if own.is_open else f"Over again.\n\n{wanted.news}"
        client.send("POST", f"issues/{own.number}/comments", {"body": note})
    return Posted(what, "updated")


def _close(client: Client, wanted: BoardIssue, own: _Own, what: str) -> Posted:
    if not own.is_open or (own.pull != wanted.pull and _is_about_an_open_pull(client, own)):
        return Posted(what, "unchanged")
    if wanted.pull and not own.pull:
        return Posted(what, "left", "it is about the branch itself")
    client.send("POST", f"issues/{own.number}/comments", {"body": wanted.news})
    closing = {"state": "closed", "state_reason": "completed"}
    client.send("PATCH", f"issues/{own.number}", closing | {"body": _closed_body(wanted, own)})
    return Posted(what, "closed")


def _is_about_an_open_pull(client: Client, own: _Own) -> bool:
    """Whether the breach is in a pull request that may still be merged."""
    return bool(own.pull) and client.get(f"pulls/{own.pull}")["state"] == "open"


def _body(wanted: BoardIssue) -> str:
    return marked(
        KIND,
        wanted.text,
        key=wanted.key,
        run=wanted.run,
        digest=wanted.digest,
        pull=wanted.pull,
    )


def _closed_body(wanted: BoardIssue, own: _Own) -> str:
    """The text as it was, with the mark of the run that closed it: an older one opens it no more."""
    return _body(wanted._replace(text=own.text, digest="", pull=own.pull))
