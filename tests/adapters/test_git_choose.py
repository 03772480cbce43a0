"""Which commits a check compares, event by event, in whole clones."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.repositories import Repository
from tests.scenarios.line import pull_request, push
from variant_budget.adapters.git.choose import judged_commits
from variant_budget.adapters.git.repository import open_repository
from variant_budget.domain.situation import Commits, Options
from variant_budget.errors import MeasureError
from variant_budget.listen.situation import listen

ZEROS = "0" * 40


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    """main: base - one - two; feature: base - change. HEAD is feature."""
    repository = Repository(tmp_path / "line")
    repository.commit("base", {"a.py": "a = 1\n"})
    repository.tag("base")
    repository.branch("feature")
    repository.commit("change", {"b.py": "b = 1\n"})
    repository.switch("main")
    repository.commit("one", {"a.py": "a = 2\n"})
    repository.tag("one")
    repository.commit("two", {"a.py": "a = 3\n"})
    repository.switch("feature")
    return repository


def chosen(
    line: Repository, event_name: str = "", event: Mapping[str, object] | None = None, **flags: Any
) -> Commits:
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event_name} if event_name else {}
    situation = listen(Options()._replace(**flags), environ, event)
    with open_repository(str(line.root)) as git:
        return judged_commits(git, situation, fetch=False)


def base_of(commits: Commits) -> str | None:
    return commits.base.oid if commits.base else None


def ruler_of(commits: Commits) -> str | None:
    return commits.ruler.oid if commits.ruler else None


# Pull requests


def test_the_head_of_a_pull_request_is_compared_with_where_it_forked(line: Repository) -> None:
    event = pull_request(line.oid("main"), line.head)
    commits = chosen(line, "pull_request", event)
    assert base_of(commits) == ruler_of(commits) == line.oid("base")


@pytest.mark.parametrize("sha", ["one", "base"])
def test_the_merge_commit_of_a_pull_request_is_compared_with_its_first_parent(
    line: Repository, sha: str
) -> None:
    tip, stale, target = line.head, line.oid(sha), line.oid("main")
    line.git("checkout", "-q", "--detach", "main")
    line.merge("feature")
    assert base_of(chosen(line, "pull_request", pull_request(stale, tip))) == target


def test_a_merge_that_the_author_made_is_no_merge_commit_of_the_pull_request(
    line: Repository,
) -> None:
    """The author merged main into the feature: its first parent is the author's own commit."""
    line.merge("main")
    commits = chosen(line, "pull_request", pull_request(line.oid("main"), line.head))
    assert base_of(commits) == line.oid("main")


def test_a_merge_that_is_not_of_this_head_is_no_merge_commit_of_the_pull_request(
    line: Repository,
) -> None:
    tip = line.head
    line.git("checkout", "-q", "--detach", "one")
    line.merge("feature~1", "feature")
    other = line.commit("on top")
    assert base_of(chosen(line, "pull_request", pull_request(line.oid("main"), tip))) == line.oid(
        "one"
    )
    assert other == line.head


@pytest.mark.parametrize("event", ["pull_request", "pull_request_review"])
def test_without_shas_a_merge_of_two_is_the_merge_commit(line: Repository, event: str) -> None:
    target = line.oid("main")
    line.git("checkout", "-q", "--detach", "main")
    line.merge("feature")
    assert base_of(chosen(line, event, pull_request(ZEROS, ZEROS))) == target


def test_without_shas_the_branch_is_the_target(line: Repository) -> None:
    assert base_of(chosen(line, "pull_request", pull_request(ZEROS, ZEROS))) == line.oid("base")


def test_the_branch_of_the_remote_comes_before_the_local_one(line: Repository) -> None:
    line.git("update-ref", "refs/remotes/origin/main", line.oid("one"))
    line.git("branch", "-q", "-f", "main", line.head)
    assert base_of(chosen(line, "pull_request", pull_request(ZEROS, ZEROS))) == line.oid("base")


def test_a_pull_request_without_common_history_is_an_error(line: Repository) -> None:
    target = line.oid("main")
    line.git("checkout", "-q", "--orphan", "alone")
    line.commit("alone")
    with pytest.raises(MeasureError) as caught:
        chosen(line, "pull_request", pull_request(target, line.head))
    assert caught.value.problems[0].slug == "no-merge-base"


def test_a_base_flag_moves_the_comparison_but_never_the_ruler(line: Repository) -> None:
    event = pull_request(line.oid("main"), line.head)
    commits = chosen(line, "pull_request", event, base="HEAD")
    assert base_of(commits) == line.head
    assert ruler_of(commits) == line.oid("base")
    assert commits.notes


# Merge groups and pushes


def test_a_merge_group_is_compared_with_the_base_that_the_event_names(line: Repository) -> None:
    event = {"merge_group": {"base_sha": line.oid("one"), "base_ref": "refs/heads/main"}}
    commits = chosen(line, "merge_group", event)
    assert base_of(commits) == ruler_of(commits) == line.oid("one")


def test_a_push_is_compared_with_what_stood_there_before(line: Repository) -> None:
    commits = chosen(line, "push", push(line.oid("base"), "refs/heads/feature"))
    assert (base_of(commits), ruler_of(commits)) == (line.oid("base"), line.head)


def test_a_new_branch_is_compared_with_where_it_forked(line: Repository) -> None:
    assert base_of(chosen(line, "push", push(ZEROS, "refs/heads/feature"))) == line.oid("base")


def test_a_new_branch_that_brings_nothing_has_no_base(line: Repository) -> None:
    line.switch("main")
    commits = chosen(line, "push", push(ZEROS))
    assert commits.base is None
    assert commits.base_reason == "no base: this branch is new, and all its commits are in main"


def test_a_new_branch_without_a_default_branch_here_is_an_error(line: Repository) -> None:
    with pytest.raises(MeasureError, match="fetch-depth: 0"):
        chosen(line, "push", push(ZEROS, default_branch="trunk"))


# By hand


@pytest.mark.parametrize("event", ["schedule", "workflow_dispatch"])
def test_a_scheduled_run_has_no_base_unless_named(line: Repository, event: str) -> None:
    commits = chosen(line, event, {})
    assert (commits.base, ruler_of(commits)) == (None, line.head)
    assert commits.base_reason.startswith("no base")
    assert base_of(chosen(line, event, {}, base="one")) == line.oid("one")


def test_by_hand_the_branch_that_is_followed_is_the_base(line: Repository) -> None:
    line.git("branch", "-q", "--set-upstream-to=main", "feature")
    commits = chosen(line)
    assert (base_of(commits), commits.ruler) == (line.oid("base"), None)


def test_by_hand_the_branch_of_a_remote_may_be_followed(line: Repository, tmp_path: Path) -> None:
    clone = line.clone(tmp_path / "clone")
    fork = clone.head
    clone.commit("local", {"c.py": "c = 1\n"})
    assert base_of(chosen(clone)) == fork


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        pytest.param((), "branch feature follows no other", id="no upstream"),
        pytest.param(("checkout", "-q", "--detach"), "HEAD is on no branch", id="detached"),
    ],
)
def test_by_hand_without_a_branch_to_follow_there_is_no_base(
    line: Repository, prepare: tuple[str, ...], reason: str
) -> None:
    if prepare:
        line.git(*prepare)
    commits = chosen(line)
    assert commits.base is None
    assert reason in commits.base_reason
    assert "--base" in commits.base_reason


def test_a_branch_that_is_followed_but_not_here_is_no_base(line: Repository) -> None:
    line.git("config", "branch.feature.remote", "origin")
    line.git("config", "branch.feature.merge", "refs/heads/gone")
    assert "refs/remotes/origin/gone" in chosen(line).base_reason


def test_a_base_that_is_named_must_exist(line: Repository) -> None:
    with pytest.raises(MeasureError) as caught:
        chosen(line, base="nowhere")
    assert caught.value.problems[0].slug == "commit-missing"


def test_another_head_may_be_judged(line: Repository) -> None:
    commits = chosen(line, base="base", head="main")
    assert commits.head is not None
    assert commits.head.oid == line.oid("main")


def test_the_ruler_of_the_base_follows_the_base(line: Repository) -> None:
    assert ruler_of(chosen(line, base="one", policy_from="base")) == line.oid("one")
    assert ruler_of(chosen(line, base="one", policy_from="head")) == line.head
