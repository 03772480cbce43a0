"""The last release: by history in whole clones, by version in shallow ones."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repositories import Repository
from variant_budget.adapters.git.choose import judged_commits, with_release
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.domain.situation import Commit, Commits, Options
from variant_budget.domain.versions import Version, release_version
from variant_budget.errors import MeasureError
from variant_budget.listen.situation import listen


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    """main with v1.0, v1.1 and v2.0-rc1; a release branch 1.x, forked after v1.1, with v1.2."""
    repository = Repository(tmp_path / "line")
    for name in ("v1.0", "v1.1"):
        repository.commit(name, {"a.py": f"a = '{name}'\n"})
        repository.tag(name, annotated=name == "v1.1")
    repository.commit("fork", {"a.py": "fork = 1\n"})
    repository.tag("fork")
    repository.branch("1.x")
    repository.commit("v1.2", {"a.py": "a = '1.2'\n"})
    repository.tag("v1.2")
    repository.switch("main")
    repository.commit("rc", {"b.py": "b = 1\n"})
    repository.tag("v2.0-rc1")
    repository.commit("work", {"b.py": "b = 2\n"})
    return repository


def release_of(
    line: Repository, pattern: str | None = None, event: str = "", **flags: Any
) -> Commits:
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event} if event else {}
    situation = listen(Options()._replace(**flags), environ, {})
    with open_repository(str(line.root)) as git:
        commits = judged_commits(git, situation, situation.event == "fetch")
        return with_release(git, commits, situation, pattern, fetch=bool(flags.get("fetch")))


def tag_of(commits: Commits) -> str | None:
    return commits.release.tag if commits.release else None


def test_the_release_that_forked_off_latest_counts_though_it_is_on_a_branch(
    line: Repository,
) -> None:
    commits = release_of(line)
    assert commits.release == Commit(oid=line.oid("v1.2"), tag="v1.2", chosen_by="history")
    assert commits.release_reason == ""


def test_a_later_major_version_is_not_the_last_release_of_a_maintenance_branch(
    line: Repository,
) -> None:
    line.tag("v2.0")
    line.switch("1.x")
    line.commit("fix", {"a.py": "a = 'fix'\n"})
    assert tag_of(release_of(line)) == "v1.2"


def test_a_higher_major_version_is_never_the_last_release_of_an_untagged_branch(
    tmp_path: Path,
) -> None:
    line = Repository(tmp_path / "line")
    line.commit("one", {"a.py": "a = 1\n"})
    line.tag("v1.0.0")
    line.branch("1.x")
    line.commit("fix", {"a.py": "a = 2\n"})
    line.switch("main")
    line.commit("two", {"a.py": "a = 3\n"})
    line.tag("v2.0.0")
    line.switch("1.x")
    assert tag_of(release_of(line)) == "v1.0.0"


@pytest.mark.parametrize(
    ("head", "last"),
    [
        ("v1.0", None),
        ("v1.1", "v1.0"),
        ("fork", "v1.1"),
        ("v1.2", "v1.1"),
        ("v2.0-rc1", "v1.2"),
    ],
)
def test_a_release_stands_before_the_commit_and_is_never_its_own(
    line: Repository, head: str, last: str | None
) -> None:
    """Tags with the commit in their own history came after it: judging again gives the same."""
    line.tag("v3.0", "main")
    assert tag_of(release_of(line, head=head)) == last


def test_a_release_may_follow_a_higher_version_that_it_was_built_on(line: Repository) -> None:
    """Versions by year were given up for 1.2."""
    line.tag("v2020.1", "fork")
    assert tag_of(release_of(line, head="v1.2")) == "v2020.1"


def test_of_releases_that_forked_off_at_one_commit_the_highest_version_counts(
    line: Repository,
) -> None:
    line.git("checkout", "-q", "--detach", "fork")
    line.commit("v1.10", {"c.py": "c = 1\n"})
    line.tag("v1.10")
    line.tag("v1.3", "v1.2")
    line.switch("main")
    assert tag_of(release_of(line)) == "v1.10"


def test_of_two_tags_on_one_commit_the_highest_version_counts(line: Repository) -> None:
    line.tag("v1.2.1", "v1.2", annotated=True)
    line.tag("v1", "v1.2")
    assert tag_of(release_of(line)) == "v1.2.1"


@pytest.mark.parametrize(
    ("pattern", "last"), [("v1.1*", "v1.1"), ("fork", "fork"), ("release-*", None), ("v*", "v1.2")]
)
def test_the_policy_says_which_tags_are_releases(
    line: Repository, pattern: str, last: str | None
) -> None:
    commits = release_of(line, pattern)
    assert tag_of(commits) == last
    assert commits.release_reason.startswith("no release yet") == (last is None)


def test_no_release_yet_is_an_answer(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("one")
    commits = release_of(line)
    assert commits.release is None
    assert commits.release_reason.startswith("no release yet")


def test_tags_of_other_histories_and_of_other_things_are_no_releases(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("one", {"a.py": "a = 1\n"})
    line.git("tag", "v1.0", line.git("rev-parse", "HEAD:a.py"))
    line.git("tag", "-a", "-m", "x", "v1.1", line.git("rev-parse", "HEAD^{tree}"))
    line.git("checkout", "-q", "--orphan", "docs")
    line.commit("docs")
    line.tag("v9.0")
    line.switch("main")
    line.commit("two")
    assert release_of(line).release is None


def test_a_tag_of_a_tag_stands_for_the_commit_behind_both(line: Repository) -> None:
    line.tag("v1.5", "fork", annotated=True)
    line.tag("v1.6", "v1.5", annotated=True)
    assert release_of(line, "v1.6").release == Commit(
        oid=line.oid("fork"), tag="v1.6", chosen_by="history"
    )


def test_a_clock_that_went_wrong_does_not_hide_a_release(tmp_path: Path) -> None:
    """The release was committed, by its date, a week before the commit that it stands on."""
    line = Repository(tmp_path / "line")
    line.commit("one")
    line.tag("v1.0")
    line._minute = 60 * 24 * 7
    line.commit("two")
    line._minute = 0
    line.commit("three")
    line.tag("v1.1")
    line._minute = 60 * 24 * 8
    line.commit("four")
    assert tag_of(release_of(line)) == "v1.1"


# Flags and events


def test_a_release_may_be_named_or_waived(line: Repository) -> None:
    assert release_of(line, release="v1.0").release == Commit(
        oid=line.oid("v1.0"), tag="v1.0", chosen_by="option"
    )
    assert release_of(line, release="main~1").release == Commit(
        oid=line.oid("main~1"), tag=None, chosen_by="option"
    )
    none = release_of(line, release="none")
    assert (none.release, none.release_reason) == (
        None,
        "no release to compare with: --release none",
    )


def test_a_release_that_is_named_must_exist(line: Repository) -> None:
    with pytest.raises(MeasureError) as caught:
        release_of(line, release="v8.0")
    assert caught.value.problems[0].slug == "commit-missing"


@pytest.mark.parametrize("event", ["release", "deployment"])
def test_a_release_is_compared_with_the_one_before(line: Repository, event: str) -> None:
    commits = release_of(line, event=event, head="v1.2")
    assert commits.base == commits.release
    assert tag_of(commits) == "v1.1"
    assert commits.ruler == commits.head


def test_the_first_release_has_no_base_and_says_why(line: Repository) -> None:
    commits = release_of(line, event="release", head="v1.0")
    assert commits.base is None
    assert commits.base_reason == commits.release_reason != ""


# Shallow clones


def test_in_a_shallow_clone_the_highest_version_is_fetched(
    line: Repository, tmp_path: Path
) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    commits = release_of(clone, fetch=True)
    assert commits.release == Commit(oid=line.oid("v1.2"), tag="v1.2", chosen_by="version")


def test_in_a_shallow_clone_of_a_release_the_next_lower_version_is_fetched(
    line: Repository, tmp_path: Path
) -> None:
    line.tag("v3.0", "main")
    line.tag("v1.1.9", "v1.1", annotated=True)
    clone = line.clone(tmp_path / "clone", "--depth=1", "--branch=v1.2")
    commits = release_of(clone, fetch=True)
    assert commits.release == Commit(oid=line.oid("v1.1"), tag="v1.1.9", chosen_by="version")


def test_in_a_shallow_clone_without_fetch_the_release_is_unknown_and_says_how_to_know(
    line: Repository, tmp_path: Path
) -> None:
    commits = release_of(line.clone(tmp_path / "clone", "--depth=1"))
    assert commits.release is None
    assert "--fetch" in commits.release_reason
    assert "fetch-depth: 0" in commits.release_reason


def test_in_a_shallow_clone_the_tags_that_are_there_do(line: Repository, tmp_path: Path) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    clone.git("fetch", "-q", "--depth=1", "origin", "refs/tags/v1.1:refs/tags/v1.1")
    assert tag_of(release_of(clone)) == "v1.1"


def test_a_gate_does_not_believe_a_clone_without_tags_that_there_was_no_release(
    line: Repository, tmp_path: Path
) -> None:
    clone = line.clone(tmp_path / "clone", "--no-tags")

    gated = release_of(clone, fetch=True, mode="release")
    assert (tag_of(gated), gated.release and gated.release.chosen_by) == ("v1.2", "version")
    assert release_of(clone, fetch=True).release is None


def test_a_gate_does_not_take_its_own_tag_for_all_that_there_are(
    line: Repository, tmp_path: Path
) -> None:
    clone = line.clone(tmp_path / "clone", "--no-tags")
    clone.tag("v2.0.0")

    assert tag_of(release_of(clone, fetch=True, mode="release")) == "v1.2"


def test_a_release_of_which_there_is_none_at_the_remote_is_an_answer(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("one")
    line.commit("two")
    commits = release_of(line.clone(tmp_path / "clone", "--depth=1"), fetch=True)
    assert commits.release_reason.startswith("no release yet")


def test_a_named_release_is_fetched(line: Repository, tmp_path: Path) -> None:
    clone = line.clone(tmp_path / "clone", "--depth=1")
    by_tag = release_of(clone, fetch=True, release="v1.1").release
    assert by_tag == Commit(oid=line.oid("v1.1"), tag="v1.1", chosen_by="option")
    by_id = release_of(clone, fetch=True, release=line.oid("v1.0")).release
    assert by_id == Commit(oid=line.oid("v1.0"), tag=None, chosen_by="option")


# The rule, against a slow reading of it


def slow_last_release(git: Git, at: str, tags: dict[str, str]) -> str | None:
    """The rule, tag by tag: latest merge base, then highest version; never the commit itself, nor
    what was built on it; of higher versions than its own only those that it was built on; beside
    it none with a higher first number than those below it."""
    own = max((version_of(name) for name, oid in tags.items() if oid == at), default=None)
    bases: dict[str, list[str]] = {}
    for name, oid in tags.items():
        common = git.plumb("merge-base", "--all", at, oid, fine=(0, 1)).decode().split()
        other_branch = own is not None and version_of(name) > own and oid not in common
        if oid != at and common and at not in common and not other_branch:
            bases[name] = common
    below = [version_of(name) for name, common in bases.items() if tags[name] in common]
    if own is None and below:
        major = max(below).numbers[:1]
        bases = {
            name: common
            for name, common in bases.items()
            if tags[name] in common or version_of(name).numbers[:1] <= major
        }
    every = sorted({oid for common in bases.values() for oid in common})
    latest = git.plumb("merge-base", "--independent", *every).decode().split() if every else []
    top = max(latest, key=lambda oid: (git.header(oid).committed_at, oid), default=None)
    return max(
        (name for name, common in bases.items() if top in common), key=version_of, default=None
    )


def version_of(tag: str) -> Version:
    version = release_version(tag)
    assert version is not None
    return version


@settings(max_examples=15)
@given(st.data())
def test_the_quick_search_gives_what_the_rule_says(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    line = Repository(tmp_path_factory.mktemp("any") / "line")
    commits = [line.commit("root")]
    tags: dict[str, str] = {}
    for number in range(data.draw(st.integers(3, 14), label="commits")):
        parents = data.draw(st.lists(st.sampled_from(commits), min_size=1, max_size=2, unique=True))
        line._minute += data.draw(st.integers(0, 3))
        named = [word for parent in parents for word in ("-p", parent)]
        commits.append(line.git("commit-tree", f"{parents[0]}^{{tree}}", *named, "-m", str(number)))
        if data.draw(st.booleans(), label="tagged"):
            name = f"v{data.draw(st.integers(1, 2))}.{data.draw(st.integers(0, 2))}.{number}"
            tags[name] = commits[-1]
            line.tag(name, commits[-1])
    at = data.draw(st.sampled_from(commits), label="head")
    line.git("update-ref", "refs/heads/main", at)
    with open_repository(str(line.root)) as git:
        expected = slow_last_release(git, at, tags)
    assert tag_of(release_of(line)) == expected
