"""The board's issues: one for each variant in each budget, opened, kept up to date, closed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from variant_budget.adapters.github.client import Client
from variant_budget.adapters.github.marks import mark_of, marked, run_of, stranger
from variant_budget.adapters.github.refusals import ISSUES
from variant_budget.domain.service_effects import BoardIssue, BoardState, Posted, ReviewIssue
from variant_budget.errors import ServiceError

KIND = "board"
MAIN = "main"
MOST_NEW = 20
"""Issues that one run opens: each of them tells people something."""
LONGEST_TITLE = 250
"""Characters; GitHub takes 256."""
OPEN_PAGES = 10
HOPELESS = ("github-token", "github-permission", "github-disabled", "github-limited")


class _Own(NamedTuple):
    """An issue of ours, and what its mark says; `about` is whose state it tells of."""

    number: int
    is_open: bool
    title: str
    about: str
    run: int
    digest: str | None
    text: str | None


class _Desk(NamedTuple):
    """Who writes, and for which state."""

    client: Client
    me: str
    state: BoardState


def put_issues(client: Client, state: BoardState, me: str) -> list[Posted]:
    """Bring about the issues; ServiceError where GitHub cannot be asked.

    They are found by author and mark, whatever their title is now. Of two about one thing the
    older stays. What a later run wrote is left alone.
    """
    desk = _Desk(client, me, state)
    known = _by_key(desk, state.label)
    if any(each.is_open and each.key not in known for each in state.issues):
        # Somebody may have taken the label from one that is open.
        for key, own in _by_key(desk, "").items():
            known[key] = sorted({*known.get(key, []), *own}, key=lambda each: each.number)
    done: list[Posted] = []
    left = 0
    for each in (*state.issues, *_gone(state, known)):
        own = known.get(each.key, [])
        if each.is_open and not own and _created(done) >= MOST_NEW:
            left += 1
            continue
        done.append(_tried(desk, each, own))
        if done[-1].hopeless:
            return done
    if left:
        what = f"the board's issue on {left} more" if left > 1 else "one more issue of the board"
        done.append(Posted(what, "left", f"a run opens {MOST_NEW}, the next one the rest"))
    return done


def _created(done: Sequence[Posted]) -> int:
    return sum(posted.done == "created" for posted in done)


def own_issues(
    client: Client, kind: str, policy: str, label: str, me: str
) -> Iterator[tuple[Any, Mapping[str, str]]]:
    """Our issues of a kind about a policy with what their marks say, the oldest first.

    With the label, open and closed; without one (""), the newest thousand that are open. The author
    is looked at here: GitHub's own filter does not know every bot (renovatebot/renovate#44730).
    """
    if label:
        found = client.pages("issues", state="all", labels=label, sort="created", direction="asc")
    else:
        found = client.pages(
            "issues", most=OPEN_PAGES, state="open", sort="created", direction="desc"
        )
    pairs = [(told, mark_of(kind, told, me)) for told in found if "pull_request" not in told]
    for told, mark in sorted(pairs, key=lambda pair: int(pair[0]["number"])):
        if mark is not None and mark.get("policy") == policy:
            yield told, mark


def _by_key(desk: _Desk, label: str) -> dict[str, list[_Own]]:
    known: dict[str, list[_Own]] = {}
    for told, mark in own_issues(desk.client, KIND, desk.state.policy, label, desk.me):
        known.setdefault(mark.get("key", ""), []).append(_own(told, mark))
    return known


def _own(told: Any, mark: Mapping[str, str]) -> _Own:  # noqa: ANN401 - JSON
    return _Own(
        number=told["number"],
        is_open=told["state"] == "open",
        title=told["title"],
        about=mark.get("about", MAIN),
        run=run_of(mark),
        digest=mark.get("digest"),
        text=mark.get("text"),
    )


def _gone(state: BoardState, known: Mapping[str, list[_Own]]) -> list[BoardIssue]:
    """The open issues about what is judged no more: a variant that went, a budget that was renamed."""
    if not state.is_whole:
        return []
    keys = [key for key in known if key not in state.keys and any(o.is_open for o in known[key])]
    return [BoardIssue(key, False, known[key][0].title, "", state.gone, "", "") for key in keys]


def _tried(desk: _Desk, wanted: BoardIssue, own: Sequence[_Own]) -> Posted:
    """One that cannot be written keeps no other from being."""
    try:
        return _put(desk, wanted, own)
    except ServiceError as error:
        problem = error.problems[0]
        told = Posted(_what(wanted), "refused", problem.message)
        return told._replace(hopeless=problem.slug in HOPELESS)


def _what(wanted: BoardIssue) -> str:
    return f"the board's issue on {wanted.key}"


def _put(desk: _Desk, wanted: BoardIssue, own: Sequence[_Own]) -> Posted:
    if not own:
        return _create(desk, wanted) if wanted.is_open else Posted(_what(wanted), "unchanged")
    first, *others = own
    if max(each.run for each in own) > desk.state.run:
        return Posted(_what(wanted), "left", "a later run has written it")
    for other in others:
        if other.is_open:
            _patch(desk, other, {"state": "closed", "state_reason": "not_planned"})
    if wanted.is_open:
        return _update(desk, wanted, first)
    return _close(desk, wanted, first)


def _create(desk: _Desk, wanted: BoardIssue) -> Posted:
    state = desk.state
    made, problem = create(desk.client, _title(wanted), _body(desk, wanted), state)
    problem = problem or stranger(made, desk.me)
    return Posted(_what(wanted), "created", problem, hopeless=problem.startswith("it was written"))


def create(client: Client, title: str, text: str, to: BoardState | ReviewIssue) -> tuple[Any, str]:
    """Open an issue with the label and the assignees of `to`; what was made, and what is wrong with it.

    Somebody who may be assigned no more must not keep the others from knowing.
    """
    body: dict[str, object] = {
        "title": title,
        "body": text,
        "labels": [to.label],
        "assignees": list(to.assignees),
    }
    try:
        return client.send("POST", "issues", body, ISSUES), ""
    except ServiceError as error:
        if error.problems[0].slug != "github-invalid" or not to.assignees:
            raise
    made = client.send("POST", "issues", body | {"assignees": []}, ISSUES)
    return made, f"GitHub does not take all of {', '.join(to.assignees)} as assignees"


def _update(desk: _Desk, wanted: BoardIssue, own: _Own) -> Posted:
    about = desk.state.about
    if own.is_open and own.about != about and not _takes_over(desk, own):
        return Posted(_what(wanted), "left", f"it is about {own.about}, which is over already")
    # What reaches the branch is news, though the figures are those of the pull request.
    changed = own.digest != wanted.digest or (about == MAIN and own.about != MAIN)
    by_us = own.digest == ""
    if not own.is_open and not by_us and not changed:
        return Posted(_what(wanted), "left", "somebody closed it, and the figures are the same")
    same = own.title == _title(wanted) and own.text == wanted.text_digest and own.about == about
    quiet = own.is_open and same and not changed
    if quiet and own.run == desk.state.run:
        return Posted(_what(wanted), "unchanged")
    # Where nothing is new, the mark: a later run has looked, so an older one has nothing to say.
    change: dict[str, object] = {"title": _title(wanted), "body": _body(desk, wanted)}
    if not own.is_open:
        change |= {"state": "open", "state_reason": "reopened"}
    _patch(desk, own, change)
    if quiet:
        return Posted(_what(wanted), "unchanged")
    if changed or not own.is_open:
        again = "" if own.is_open else "Over again.\n\n" if by_us else "Still over.\n\n"
        _say(desk, own, f"{again}{wanted.news}")
    return Posted(_what(wanted), "updated")


def _takes_over(desk: _Desk, own: _Own) -> bool:
    """Whether an open issue about something else becomes one about this: the branch outweighs all,
    a release a pull request, and a pull request only those that are closed.
    """
    if desk.state.about == MAIN:
        return True
    if own.about.startswith("#"):
        return not desk.state.about.startswith("#") or not _is_open_pull(desk, own)
    return False


def _close(desk: _Desk, wanted: BoardIssue, own: _Own) -> Posted:
    if not own.is_open or not _may_close(desk, wanted, own):
        return Posted(_what(wanted), "unchanged")
    # Marked by the run that closes it: an older one opens it no more.
    text = _body(desk, wanted._replace(text=wanted.news, digest="", text_digest=""))
    _patch(desk, own, {"state": "closed", "state_reason": "completed", "body": text})
    _say(desk, own, wanted.news)
    return Posted(_what(wanted), "closed")


def _may_close(desk: _Desk, wanted: BoardIssue, own: _Own) -> bool:
    """Whether it is about what was judged, or the branch says that nothing can be left of it."""
    if own.about == desk.state.about:
        return True
    if desk.state.about != MAIN:
        return False
    gone = wanted.key not in desk.state.keys and desk.state.is_whole
    return not _is_open_pull(desk, own) if own.about.startswith("#") else gone


def _is_open_pull(desk: _Desk, own: _Own) -> bool:
    """Whether the breach is in a pull request that may still be merged."""
    number = own.about.removeprefix("#")
    if not number.isdecimal() or len(number) > 12:
        return False
    try:
        return bool(desk.client.get(f"pulls/{number}")["state"] == "open")
    except ServiceError as error:
        if error.problems[0].slug == "github-not-found":
            return False
        raise


def _patch(desk: _Desk, own: _Own, change: Mapping[str, object]) -> None:
    desk.client.send("PATCH", f"issues/{own.number}", change, ISSUES)


def _say(desk: _Desk, own: _Own, text: str) -> None:
    """A comment, where the conversation is not locked; the text of the issue has it too."""
    try:
        desk.client.send("POST", f"issues/{own.number}/comments", {"body": text}, ISSUES)
    except ServiceError as error:
        if error.problems[0].slug != "github-locked":
            raise


def _title(wanted: BoardIssue) -> str:
    title = wanted.title
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _body(desk: _Desk, wanted: BoardIssue) -> str:
    return marked(KIND, wanted.text, **_mark(desk, wanted))


def _mark(desk: _Desk, wanted: BoardIssue) -> dict[str, str | int]:
    state = desk.state
    return {
        "policy": state.policy,
        "key": wanted.key,
        "about": state.about,
        "run": state.run,
        "digest": wanted.digest,
        "text": wanted.text_digest,
    }
