"""The one comment on a pull request: made, brought up to date, or left to a newer run."""

from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.adapters.github.client import Client
from variant_budget.adapters.github.marks import mark_of, marked, run_of, stranger
from variant_budget.domain.service_effects import Comment, Posted
from variant_budget.errors import ServiceError

TRIES = 3
MOST_COMMENTS = 10
"""On one pull request: a fork's run makes up its policy's name, and could do so without end."""
KIND, WHAT = "comment", "the comment"
NEWER = "the pull request has a newer commit, whose own run comments on it"


class _Own(NamedTuple):
    id: int
    mark: Mapping[str, str]


def put_comment(client: Client, wanted: Comment, me: str) -> Posted:
    """Bring about the comment; ServiceError where GitHub does not let us.

    A comment is ours by its mark and its author. An older run never writes over a newer one: the
    pull request's head is asked for, and of two runs on one commit the later id counts.
    """
    for _ in range(TRIES - 1):
        try:
            return _put(client, wanted, me)
        except ServiceError as error:
            # Made although the answer was lost, or taken away by another run: look again.
            if error.problems[0].slug not in ("github-uncertain", "github-not-found"):
                raise
    return _put(client, wanted, me)


def _put(client: Client, wanted: Comment, me: str) -> Posted:
    if client.get(f"pulls/{wanted.number}")["head"]["sha"] != wanted.head:
        return Posted(WHAT, "left", NEWER)
    ours = _ours(client, wanted, me)
    own = _for_key(ours, wanted)
    if own:
        return _update(client, wanted, own)
    if not wanted.wanted:
        return Posted(WHAT, "unchanged")
    if len(ours) >= MOST_COMMENTS:
        return Posted(WHAT, "left", f"there are {len(ours)} of ours for other policies already")
    body = {"body": _body(wanted)}
    made = client.send("POST", f"issues/{wanted.number}/comments", body)
    own = _for_key(_ours(client, wanted, me), wanted)
    if len(own) > 1:
        # Another run made one at the same time; both come to the same end.
        return _update(client, wanted, own)
    return Posted(WHAT, "created", stranger(made, me))


def _update(client: Client, wanted: Comment, own: list[_Own]) -> Posted:
    first, *others = own
    newest = max(own, key=lambda each: run_of(each.mark))
    if newest.mark.get("head") == wanted.head and run_of(newest.mark) > wanted.run:
        # Its own run sees to the double ones.
        return Posted(WHAT, "left", "a later run on the same commit commented already")
    done = Posted(WHAT, "unchanged")
    if first.mark.get("digest") != wanted.digest:
        client.send("PATCH", f"issues/comments/{first.id}", {"body": _body(wanted)})
        done = Posted(WHAT, "updated")
    for other in others:
        client.send("DELETE", f"issues/comments/{other.id}")
    return done


def _ours(client: Client, wanted: Comment, me: str) -> list[_Own]:
    """Our comments, for whatever policy, the oldest first."""
    found = []
    for told in client.pages(f"issues/{wanted.number}/comments"):
        mark = mark_of(KIND, told, me)
        if mark is not None:
            found.append(_Own(told["id"], mark))
    return sorted(found, key=lambda each: each.id)


def _for_key(ours: list[_Own], wanted: Comment) -> list[_Own]:
    return [each for each in ours if each.mark.get("key") == wanted.key]


def _body(wanted: Comment) -> str:
    return marked(
        KIND,
        wanted.text,
        key=wanted.key,
        head=wanted.head,
        run=wanted.run,
        digest=wanted.digest,
    )
