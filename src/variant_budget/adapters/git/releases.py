"""The last release before a commit, by history or, where that is cut, by version."""

from collections.abc import Iterable
from typing import NamedTuple

from variant_budget.adapters.git.fetch import fetch_commit, remote_tags
from variant_budget.adapters.git.missing import RELEASE_UNKNOWN, commit_missing
from variant_budget.adapters.git.repository import Git, is_full_id
from variant_budget.domain.situation import Commit
from variant_budget.domain.versions import Version, release_version

NO_RELEASE = "no release yet: no earlier release tag stands before this commit"

_MOST_ARGUMENTS = 5000
# By how much the clocks of committers may differ; git itself allows for one day (name-rev).
_CLOCKS_DIFFER = 30 * 24 * 60 * 60


class _Tag(NamedTuple):
    """A tag, the commit it stands for, and when that was committed (0: not known)."""

    name: str
    oid: str
    committed_at: int = 0


class _Release(NamedTuple):
    """A release tag; the highest version, then the last name, is the greatest."""

    version: Version
    tag: _Tag


def last_release(
    git: Git, at: str, *, before: bool, pattern: str | None, fetch: bool, gate: bool = False
) -> tuple[Commit | None, str]:
    """The last release seen from commit `at`, or None and the reason.

    `before`: other than `at` itself (for the index, whose changes come after `at`, it may be).
    `pattern` is the policy's pattern of release tags. `gate`: a clone without any other release is not
    believed that there is none, where the remote may be asked.
    """
    releases = _releases(_local_tags(git), pattern)
    alone = all(release.tag.oid == at for release in releases)
    if git.is_shallow or (gate and fetch and alone):
        return _by_version(git, at, before=before, pattern=pattern, fetch=fetch)
    found = _by_history(git, at, releases, before=before)
    return (_commit(found, "history"), "") if found else (None, NO_RELEASE)


def named_release(git: Git, revision: str, *, fetch: bool) -> Commit:
    """The release that `--release` names: a tag, or any commit."""
    tagged = git.find(f"refs/tags/{revision}")
    oid = tagged or git.find(revision)
    if oid is None and fetch:
        told = next((tag.oid for tag in _remote_tags(git) if tag.name == revision), None)
        oid = told or (revision if is_full_id(revision) else None)
        if oid is not None:
            fetch_commit(git, oid)
            tagged = told
    if oid is None:
        raise commit_missing(revision, shallow=git.is_shallow)
    return Commit(oid=oid, tag=revision if tagged else None, chosen_by="option")


def _by_history(git: Git, at: str, releases: list[_Release], *, before: bool) -> _Release | None:
    """The release whose merge base with `at` is latest; of several, the highest version.

    Where `at` is a release itself, a higher version counts only if `at` was built on it: else
    the first 1.x release after 2.0, whose branch forked off after 1.1, would be compared with 2.0.
    Elsewhere a release that `at` was not built on has no higher first number than those below it.
    """
    own = [release for release in releases if release.tag.oid == at]
    if own and not before:
        return max(own)
    found = _latest(git, at, releases)
    if found is None or git.is_ancestor(found.tag.oid, at):
        return found
    merged = git.plumb("for-each-ref", f"--merged={at}", "--format=%(refname)", "refs/tags")
    below = {line.decode("utf-8", "surrogateescape") for line in merged.splitlines()}
    under = [release for release in releases if f"refs/tags/{release.tag.name}" in below]
    line = own or under
    if not line:
        return found
    highest = max(line)
    beside = [
        release
        for release in releases
        if release not in under and (release < highest if own else _same_major(release, highest))
    ]
    return _latest(git, at, [*under, *beside])


def _same_major(release: _Release, highest: _Release) -> bool:
    """Whether a release beside the line may be its last: 1.0.1 after 1.0.0, but never 2.0."""
    return release.version.numbers[:1] <= highest.version.numbers[:1]


def _latest(git: Git, at: str, releases: list[_Release]) -> _Release | None:
    """The release, not on `at` nor built on it, whose merge base with `at` is latest.

    A handful of git's walks, however many tags there are: the merge bases of `at` with all tags
    taken together are the latest ones, and the tags on or above the latest of them tie.
    """
    others = _near(git, at, [release for release in releases if release.tag.oid != at])
    common = _latest_common(git, at, others)
    if common == at:
        # Tags with `at` in their own history were set after it: no release *before* it.
        later = {release.tag.oid for release in _standing_on(git, at, others)}
        earlier = [release for release in releases if release.tag.oid not in {at, *later}]
        others = _near(git, at, earlier)
        common = _latest_common(git, at, others)
    return max(_standing_on(git, common, others)) if common else None


def _near(git: Git, at: str, releases: list[_Release]) -> list[_Release]:
    """The releases that can be the last one: those not committed before a merge base known.

    What a tag and `at` have in common is no younger than the tag. So one merge base spares git the
    walk down to the oldest tags (libuv: 250 tags, 120 ms without this, 20 ms with it).
    """
    now = git.header(at).committed_at
    known = [release for release in releases if 0 < release.tag.committed_at <= now]
    if not known:
        return releases
    newest = max(known, key=lambda release: (release.tag.committed_at, release))
    common = _latest_common(git, at, [newest])
    if common is None:
        return releases
    oldest = git.header(common).committed_at - _CLOCKS_DIFFER
    return [release for release in releases if not 0 < release.tag.committed_at < oldest]


def _latest_common(git: Git, at: str, releases: list[_Release]) -> str | None:
    """The latest commit that `at` and any of the releases have in common."""
    oids = sorted({release.tag.oid for release in releases})
    found: set[str] = set()
    for start in range(0, len(oids), _MOST_ARGUMENTS):
        some = oids[start : start + _MOST_ARGUMENTS]
        # Of one commit with many, git gives the best common ancestors with all of them merged.
        found.update(git.plumb("merge-base", "--all", at, *some, fine=(0, 1)).decode().split())
    if len(found) > 1:
        found = set(git.plumb("merge-base", "--independent", *sorted(found)).decode().split())
    # Where none stands before another, the date decides.
    return max(found, key=lambda oid: (git.header(oid).committed_at, oid), default=None)


def _standing_on(git: Git, common: str, releases: list[_Release]) -> list[_Release]:
    """The releases on a commit, or with it in their history."""
    oids = sorted({release.tag.oid for release in releases} - {common})
    above = {common}
    for start in range(0, len(oids), _MOST_ARGUMENTS):
        some = oids[start : start + _MOST_ARGUMENTS]
        above.update(git.plumb("rev-list", "--ancestry-path", *some, f"^{common}").decode().split())
    return [release for release in releases if release.tag.oid in above]


def _by_version(
    git: Git, at: str, *, before: bool, pattern: str | None, fetch: bool
) -> tuple[Commit | None, str]:
    """The highest release below the one that `at` itself is, if it is one; else the highest."""
    tags = {tag.name: tag for tag in (*_local_tags(git), *(_remote_tags(git) if fetch else ()))}
    releases = _releases(tags.values(), pattern)
    own = [release for release in releases if release.tag.oid == at]
    if own and not before:
        return _commit(max(own), "version"), ""
    earlier = [release for release in releases if release.tag.oid != at]
    if own:
        earlier = [release for release in earlier if release.version < max(own).version]
    if not earlier:
        return None, NO_RELEASE if fetch else RELEASE_UNKNOWN
    chosen = max(earlier)
    if git.find(chosen.tag.oid) is None:
        fetch_commit(git, chosen.tag.oid)
    return _commit(chosen, "version"), ""


def _releases(tags: Iterable[_Tag], pattern: str | None) -> list[_Release]:
    versions = ((release_version(tag.name, pattern), tag) for tag in tags)
    return [_Release(version, tag) for version, tag in versions if version is not None]


def _remote_tags(git: Git) -> list[_Tag]:
    """The remote's tags; some may stand for other things than commits."""
    return [_Tag(name, oid) for name, oid in sorted(remote_tags(git).items())]


def _local_tags(git: Git) -> list[_Tag]:
    """The tags of the checkout that stand for commits."""
    about = "%(objecttype) %(objectname) %(committerdate:unix)"
    peeled = "%(*objecttype) %(*objectname) %(*committerdate:unix)"
    listed = git.plumb("for-each-ref", f"--format={about} {peeled}%00%(refname)", "refs/tags")
    tags = (
        _local_tag(git, line.decode("utf-8", "surrogateescape")) for line in listed.split(b"\n")
    )
    return [tag for tag in tags if tag is not None]


def _local_tag(git: Git, line: str) -> _Tag | None:
    about, _, ref = line.partition("\0")
    fields = about.split()
    if fields[:1] == ["tag"]:
        fields = fields[2:]
    name = ref.removeprefix("refs/tags/")
    if fields[:1] == ["commit"]:
        return _Tag(name, fields[1], int(fields[2]) if len(fields) > 2 else 0)
    # A tag of a tag: for-each-ref looks behind one only.
    oid = git.find(ref) if fields[:1] == ["tag"] else None
    return _Tag(name, oid, git.header(oid).committed_at) if oid else None


def _commit(release: _Release, chosen_by: str) -> Commit:
    return Commit(oid=release.tag.oid, tag=release.tag.name, chosen_by=chosen_by)
