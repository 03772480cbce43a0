"""The git layer in every scenario: which commits are compared, or why none can be."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.git_trees import entries, paths_of
from tests.scenarios.git_cases import GIT_SCENARIOS, HOSTILE_NAMES, ZEROS
from tests.scenarios.git_cases import glob_characters_in_path as build_globs
from tests.scenarios.git_cases import hostile_file_names as build_hostile_names
from tests.scenarios.git_cases import lfs_pointers as build_lfs
from tests.scenarios.git_cases import submodule_bump as build_submodule
from tests.scenarios.git_cases import symlink_loop as build_links
from tests.scenarios.line import Question, Scenario
from tests.scenarios.security_cases import SECURITY_SCENARIOS
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.choose import judged_commits
from variant_budget.adapters.git.repository import open_repository
from variant_budget.domain.situation import Commits, Options
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry
from variant_budget.errors import MeasureError
from variant_budget.listen.situation import listen

# Building 20 MB says nothing about git.
SCENARIOS = [
    pytest.param(scenario, id=scenario.name)
    for scenario in (*GIT_SCENARIOS, *SECURITY_SCENARIOS)
    if scenario.name != "16-generated-20mb"
]


def options_of(question: Question) -> Options:
    flags = dict(zip(question.flags[::2], question.flags[1::2], strict=True))
    return Options(base=flags.get("--base"))


def commits_of(question: Question) -> Commits:
    situation = listen(options_of(question), question.environ(), question.event)
    with open_repository(str(question.repository.root)) as git:
        return judged_commits(git, situation, fetch=False)


def head_entries(question: Question) -> tuple[Entry, ...]:
    assert question.head is not None
    with open_repository(str(question.repository.root)) as git:
        return entries(git, git.root(question.head))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_right_commits_are_compared_or_the_error_names_the_way_out(
    scenario: Scenario, tmp_path: Path
) -> None:
    question = scenario.build(tmp_path)
    if scenario.exit_code == 3:
        with pytest.raises(MeasureError) as caught:
            commits_of(question)
        for words in scenario.mentions:
            assert words in str(caught.value)
        return
    commits = commits_of(question)
    assert commits.head is not None
    assert commits.head.oid == question.head
    assert (commits.base.oid if commits.base else None) == question.base
    if question.event_name == "pull_request":
        assert commits.ruler == commits.base


def test_a_first_commit_says_that_there_is_no_base(tmp_path: Path) -> None:
    scenario = next(scenario for scenario in GIT_SCENARIOS if scenario.name == "11-initial-commit")
    assert commits_of(scenario.build(tmp_path)).base_reason == "no base: first commit"


def test_the_commit_that_is_gone_after_a_force_push_is_named(tmp_path: Path) -> None:
    scenario = next(s for s in GIT_SCENARIOS if s.name == "10-force-pushed-before")
    question = scenario.build(tmp_path)
    with pytest.raises(MeasureError) as caught:
        commits_of(question)
    assert str(question.event["before"]) in str(caught.value)
    assert ZEROS not in str(caught.value)


def test_a_submodule_is_one_entry_and_no_folder(tmp_path: Path) -> None:
    modes = {entry.path: entry.mode for entry in head_entries(build_submodule(tmp_path))}
    assert modes["variants/van/lib"] == SUBMODULE
    assert not [path for path in modes if path.startswith("variants/van/lib/")]


def test_a_submodule_is_a_repository_of_its_own_when_named(tmp_path: Path) -> None:
    question = build_submodule(tmp_path)
    library = question.repository.root / "variants/van/lib"
    with open_repository(str(library)) as git:
        assert paths_of(git, git.root(git.resolve("HEAD"))) == ["lib.py"]


def test_links_are_entries_of_their_own_kind_and_never_followed(tmp_path: Path) -> None:
    links = [entry.path for entry in head_entries(build_links(tmp_path)) if entry.mode == SYMLINK]
    assert links == [
        "variants/bus/a",
        "variants/bus/b",
        "variants/truck/doors.py",
        "variants/van/other",
        "variants/van/self",
    ]


def test_paths_come_as_they_were_committed_whatever_they_hold(tmp_path: Path) -> None:
    question = build_hostile_names(tmp_path)
    paths = {entry.path for entry in head_entries(question)}
    assert {f"variants/van/{name}" for name in HOSTILE_NAMES} <= paths


def test_a_path_that_is_no_pattern_to_git_is_found_by_its_name(tmp_path: Path) -> None:
    question = build_globs(tmp_path)
    path = "variants/bus/report_[fec]/fec.py"
    assert question.head is not None
    with open_repository(str(question.repository.root)) as git:
        entry = Folders(git).entry(git.root(question.head), path)
    assert entry is not None
    assert (entry.path, entry.mode) == (path, 0o100644)


def test_a_pointer_to_a_large_file_is_read_as_committed_without_any_filter(tmp_path: Path) -> None:
    question = build_lfs(tmp_path)
    found = {entry.path: entry.oid for entry in head_entries(question)}
    with open_repository(str(question.repository.root)) as git:
        assert git.blob(found["tests/truck/data/drive.bin"]).endswith(b"size 1048576\n")


def test_a_merge_of_several_branches_is_no_merge_of_a_pull_request(tmp_path: Path) -> None:
    """24: with no head named by the event, only a merge of two could be GitHub's own."""
    scenario = next(scenario for scenario in GIT_SCENARIOS if scenario.name == "24-octopus-merge")
    question = scenario.build(tmp_path)
    question.repository.git("branch", "target", str(question.base))
    event = {"pull_request": {"base": {"ref": "target", "sha": ZEROS}, "head": {"sha": ZEROS}}}
    as_pull_request = replace(question, flags=(), event_name="pull_request", event=event)
    base = commits_of(as_pull_request).base
    assert base is not None
    assert base.oid == question.base
