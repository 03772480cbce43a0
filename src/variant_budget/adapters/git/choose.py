"""Which commits a check compares: the situation's wishes, decided with the repository at hand."""

from collections.abc import Callable
from typing import NamedTuple

from variant_budget.adapters.git.missing import RELEASE_UNKNOWN, commit_missing, no_merge_base
from variant_budget.adapters.git.repository import Git, is_full_id
from variant_budget.domain.situation import BaseWish, Commit, Commits, Situation
from variant_budget.errors import MeasureError, Problem

FIRST_COMMIT = "no base: first commit"


class _Search(NamedTuple):
    """What a search for the base needs to know; `head` is the commit that is judged."""

    git: Git
    wish: BaseWish
    head: str
    fetch: bool

    def here(self, oid: str) -> str:
        """The commit's id once its files can be read; fetched where that is allowed."""
        if self.git.find(oid) is None:
            if not (self.fetch and is_full_id(oid)):
                raise commit_missing(oid, shallow=self.git.is_shallow)
            # The few checks that fetch pay for what it needs.
            from variant_budget.adapters.git.fetch import fetch_commit

            fetch_commit(self.git, oid)
        return oid


Answer = tuple[str | None, str]
"""The base's id, or None and why there is none."""


def judged_commits(git: Git, situation: Situation, fetch: bool) -> Commits:
    """Head, base and the commit of the ruler. MeasureError where one cannot be had.

    A base of kind `last_release` waits for `with_release`, since the policy names the release tags.
    """
    head = git.resolve("HEAD" if situation.staged else situation.head)
    oid, reason = _base(git, situation.base, head, fetch)
    base = None if oid is None else Commit(oid=oid)
    ruler = None
    if situation.ruler == "head":
        ruler = Commit(oid=head)
    elif situation.ruler == "base":
        ruler = base
        if situation.ruler_base is not None:
            of_event, _ = _base(git, situation.ruler_base, head, fetch)
            ruler = None if of_event is None else Commit(oid=of_event)
    return Commits(
        head=None if situation.staged else Commit(oid=head),
        base=base,
        ruler=ruler,
        base_reason=reason,
        notes=situation.notes,
    )


def with_release(
    git: Git, commits: Commits, situation: Situation, tag_pattern: str | None, fetch: bool
) -> Commits:
    """The commits with the last release (docs/design.md, "The last release"), if there is one.

    For a tag, a release or a deployment it is the base as well.
    """
    release, reason = _release(git, commits, situation, tag_pattern, fetch)
    if reason == RELEASE_UNKNOWN and situation.mode == "release":
        # A release is held to its growth: a gate that cannot look must not open.
        raise MeasureError.one("release-unknown", RELEASE_UNKNOWN)
    commits = commits._replace(release=release, release_reason="" if release else reason)
    if situation.base.kind != "last_release":
        return commits
    return commits._replace(base=release, base_reason="" if release else reason)


def _release(
    git: Git, commits: Commits, situation: Situation, tag_pattern: str | None, fetch: bool
) -> tuple[Commit | None, str]:
    if situation.release == "none":
        return None, "no release to compare with: --release none"
    from variant_budget.adapters.git.releases import last_release, named_release

    if situation.release is not None:
        return named_release(git, situation.release, fetch=fetch), ""
    # The index comes after HEAD, so HEAD itself may be the last release.
    at = commits.head.oid if commits.head else git.resolve("HEAD")
    before = commits.head is not None
    gate = situation.mode == "release"
    return last_release(git, at, before=before, pattern=tag_pattern, fetch=fetch, gate=gate)


def _base(git: Git, wish: BaseWish, head: str, fetch: bool) -> Answer:
    try:
        return _SEARCHES[wish.kind](_Search(git=git, wish=wish, head=head, fetch=fetch))
    except MeasureError as error:
        raise MeasureError(map(_of_base, error.problems)) from error


def _of_base(problem: Problem) -> Problem:
    """Several commits may be missing; the message says which one it is about."""
    if problem.slug != "commit-missing":
        return problem
    return problem._replace(message=f"the base of this check: {problem.message}")


def _none(_search: _Search) -> Answer:
    return None, "no base: none was named (--base)"


def _commit(search: _Search) -> Answer:
    found = search.git.find(search.wish.revision)
    return found or search.here(search.wish.revision), ""


def _merge_group(search: _Search) -> Answer:
    return search.here(search.wish.revision), ""


def _head(search: _Search) -> Answer:
    return search.head, ""


def _last_release(_search: _Search) -> Answer:
    return None, "no base: the last release is not looked up yet"


def _pull_request(search: _Search) -> Answer:
    """The first parent of the merge commit that GitHub made; else where the branch forked.

    The event's base.sha is of no use for the merge commit: GitHub makes that anew when the target
    moves on, without an event (git scenario 09).
    """
    parents = search.git.parents(search.head)
    tip = search.wish.tip
    # An octopus merge is somebody's own work (git scenario 24).
    if len(parents) == 2 and tip in ("", parents[1]):
        return search.here(parents[0]), ""
    return _forked_from(search, _target(search)), ""


def _target(search: _Search) -> str:
    """The tip of the branch that a pull request goes to: the event's commit, else the branch's."""
    revision, branch = search.wish.revision, search.wish.branch
    if revision and (search.git.find(revision) or not branch):
        return search.here(revision)
    tip = _branch_tip(search.git, branch)
    if tip is None:
        return search.here(revision or f"origin/{branch}")
    return tip


def _before(search: _Search) -> Answer:
    """The commit that a branch stood on before a push; for a new branch, where it forked."""
    if search.wish.revision:
        return _present_before(search), ""
    if not search.git.parents(search.head):
        return None, FIRST_COMMIT
    branch = search.wish.branch
    if not branch:
        return None, "no base: the event names neither a commit before nor a default branch"
    tip = _branch_tip(search.git, branch)
    if tip is None:
        raise commit_missing(f"origin/{branch}", shallow=search.git.is_shallow)
    base = search.git.merge_base(search.head, tip)
    if base is None:
        return None, f"no base: this branch is new and has nothing in common with {branch}"
    if base == search.head:
        return None, f"no base: this branch is new, and all its commits are in {branch}"
    return base, ""


def _present_before(search: _Search) -> str:
    revision = search.wish.revision
    try:
        return search.here(revision)
    except MeasureError as error:
        raise MeasureError.one(
            "base-gone",
            f"the base of this push, commit {revision}, cannot be had (a force push removes it): "
            f"name another one with --base. {error}",
        ) from error


def _upstream(search: _Search) -> Answer:
    """Where the checked-out branch forked from the branch it is set to follow."""
    branch = search.git.branch()
    if branch is None:
        return None, "no base: HEAD is on no branch. Name one with --base"
    settings = search.git.settings
    remote = settings.get("branch", branch, "remote")
    followed = settings.get("branch", branch, "merge").removeprefix("refs/heads/")
    if not remote or not followed:
        return None, f"no base: branch {branch} follows no other. Name one with --base"
    ref = f"refs/heads/{followed}" if remote == "." else f"refs/remotes/{remote}/{followed}"
    tip = search.git.find(ref)
    if tip is None:
        return None, f"no base: {ref}, which {branch} follows, is not in this clone"
    return _forked_from(search, tip), ""


def _branch_tip(git: Git, branch: str) -> str | None:
    """A branch as the remote has it, else the local one."""
    if not branch:
        return None
    return git.find(f"refs/remotes/origin/{branch}") or git.find(f"refs/heads/{branch}")


def _forked_from(search: _Search, tip: str) -> str:
    base = search.git.merge_base(search.head, tip)
    if base is None:
        raise no_merge_base(search.head, tip)
    return base


_SEARCHES: dict[str, Callable[[_Search], Answer]] = {
    "none": _none,
    "commit": _commit,
    "pull_request": _pull_request,
    "merge_group": _merge_group,
    "before": _before,
    "upstream": _upstream,
    "last_release": _last_release,
    "head": _head,
}
