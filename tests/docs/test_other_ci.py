"""The jobs of docs/recipes/other-ci.md run, with what their services would set, in the demo's line."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from demo.history import BRANCH, build, git
from tests.docs.blocks import blocks_of
from tests.docs.gitlab import LONGEST, Notes, notes_service, run_script
from variant_budget.render.markdown import MOST_BYTES

pytestmark = pytest.mark.once

PAGE = "docs/recipes/other-ci.md"
JOB: dict[str, Any] = next(
    yaml.safe_load(block.text)["variant-budget"]
    for block in blocks_of(PAGE)
    if block.text.startswith("# .gitlab-ci.yml")
)
ZEROS = "0" * 40
MARK = "<!-- variant-budget -->\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's line in `line`; in `bin` the program, and a pip that has installed it already."""
    folder = tmp_path_factory.mktemp("other-ci")
    build(folder / "line")
    (folder / "bin").mkdir()
    for name, command in (
        ("variant-budget", f'exec "{sys.executable}" -I -m variant_budget "$@"'),
        ("python", f'exec "{sys.executable}" "$@"'),
        ("pip", 'test "$1" = install'),
    ):
        program = folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{command}\n")
        program.chmod(0o755)
    return folder


@pytest.fixture
def line(demo: Path, tmp_path: Path) -> Path:
    """A checkout of the pull request, which is over budget."""
    shutil.copytree(demo / "line", tmp_path / "line")
    return tmp_path / "line"


@pytest.fixture
def notes() -> Iterator[Notes]:
    with notes_service() as service:
        yield service


def environ(line: Path, demo: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": f"{demo / 'bin'}:{os.environ['PATH']}",
        "HOME": str(line.parent),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        **more,
    }


def merge_request(line: Path, demo: Path, notes: Notes | None = None) -> dict[str, str]:
    """What GitLab sets in a merge request's pipeline."""
    (rule,) = [rule for rule in JOB["rules"] if "merge_request_event" in rule["if"]]
    service = {"CI_API_V4_URL": notes.url, "VARIANT_BUDGET_NOTES": notes.token} if notes else {}
    return environ(
        line,
        demo,
        CI_MERGE_REQUEST_IID="3",
        CI_MERGE_REQUEST_PROJECT_ID="7",
        CI_MERGE_REQUEST_DIFF_BASE_SHA=git(line, "merge-base", "main", BRANCH),
        CI_COMMIT_BEFORE_SHA=ZEROS,
        **rule["variables"],
        **service,
    )


def report(line: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((line / "variant-budget/report.json").read_bytes())
    return found


def run_job(line: Path, variables: Mapping[str, str]) -> int:
    """The exit code of the job; its after_script runs whatever that is, and changes nothing of it."""
    code, _ = run_script(JOB["script"], line, variables)
    after, told = run_script(JOB["after_script"], line, variables)
    assert after == 0, told
    return code


def test_a_merge_request_over_budget_fails_its_job(line: Path, demo: Path) -> None:
    variables = merge_request(line, demo)

    assert run_job(line, variables) == 1
    told = report(line)
    assert told["base"]["commit"] == variables["CI_MERGE_REQUEST_DIFF_BASE_SHA"]
    assert told["policy"]["commit"] == told["base"]["commit"]
    found = json.loads((line / JOB["artifacts"]["reports"]["codequality"]).read_bytes())
    assert found[0]["severity"] == "blocker"
    assert (line / found[0]["location"]["path"]).is_file()


def test_merged_results_are_compared_with_the_target_branch(line: Path, demo: Path) -> None:
    git(line, "switch", "--quiet", "main")
    (line / "src/core/later.py").write_text("later = 1\n")
    who = ("-c", "user.name=Eve", "-c", "user.email=eve@haul.example")
    git(line, "add", "--all")
    git(line, *who, "commit", "--quiet", "--message=later")
    target = git(line, "rev-parse", "HEAD")
    git(line, *who, "merge", "--quiet", "--no-ff", "--message=merged", BRANCH)
    variables = merge_request(line, demo) | {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target}

    assert run_job(line, variables) == 1
    assert report(line)["base"]["commit"] == target


@pytest.mark.parametrize("before", ["HEAD~2", ZEROS])
def test_the_default_branch_is_judged_by_its_own_policy(
    line: Path, demo: Path, before: str
) -> None:
    git(line, "switch", "--quiet", "main")
    (rule,) = [rule for rule in JOB["rules"] if "DEFAULT_BRANCH" in rule["if"]]
    known = before if before == ZEROS else git(line, "rev-parse", before)
    variables = environ(line, demo, CI_COMMIT_BEFORE_SHA=known, **rule["variables"])

    assert run_job(line, variables) == 0
    told = report(line)
    base = git(line, "rev-parse", "HEAD~1" if before == ZEROS else before)
    assert told["base"]["commit"] == base
    assert told["policy"]["commit"] == told["head"]["commit"] == git(line, "rev-parse", "HEAD")


def test_a_base_that_is_not_in_the_clone_is_no_pass(line: Path, demo: Path) -> None:
    variables = merge_request(line, demo) | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "1" * 40}

    assert run_job(line, variables) == 3


def test_the_note_is_the_summary_and_is_written_once(line: Path, demo: Path, notes: Notes) -> None:
    notes.texts = {11: "Looks good.", 12: "see <!-- variant-budget -->"}
    variables = merge_request(line, demo, notes)

    assert run_job(line, variables) == 1
    assert notes.texts[13] == MARK + (line / "variant-budget/summary.md").read_text("utf-8")
    assert "Over budget" in notes.texts[13]
    git(line, "switch", "--quiet", "--detach", "main")
    assert run_job(line, variables) == 0
    assert sorted(notes.texts) == [11, 12, 13]
    assert "Within budget" in notes.texts[13]
    assert notes.asked == ["GET", "POST", "GET", "PUT"]


def test_somebody_elses_note_that_looks_like_ours_does_not_stand_in_its_place(
    line: Path, demo: Path, notes: Notes
) -> None:
    notes.texts, notes.foreign = {11: f"{MARK}All is well."}, {11}

    assert run_job(line, merge_request(line, demo, notes)) == 1
    assert notes.texts[11] == f"{MARK}All is well."
    assert "Over budget" in notes.texts[12]


def test_the_longest_summary_fits_into_a_note() -> None:
    assert len(MARK) + MOST_BYTES <= LONGEST


def test_a_note_holds_no_quick_action_of_gitlab(line: Path, demo: Path, notes: Notes) -> None:
    hostile = line / "src/vehicles/truck/x\n/merge\n/close.py"
    hostile.parent.mkdir(parents=True)
    hostile.write_text("axle = 1\n" * 50)
    git(line, "add", "--all")
    who = ("-c", "user.name=Eve", "-c", "user.email=eve@haul.example")
    git(line, *who, "commit", "--quiet", "--message=/close")

    assert run_job(line, merge_request(line, demo, notes)) == 1
    (text,) = notes.texts.values()
    assert "merge" in text
    assert not re.search(r"(?m)^\s*/\w", text)


def test_without_a_token_nothing_is_asked_of_the_service(
    line: Path, demo: Path, notes: Notes
) -> None:
    variables = merge_request(line, demo, notes) | {"VARIANT_BUDGET_NOTES": ""}

    assert run_job(line, variables) == 1
    assert notes.asked == []


def test_a_service_that_refuses_leaves_the_verdict_as_it_is(
    line: Path, demo: Path, notes: Notes
) -> None:
    variables = merge_request(line, demo, notes) | {"VARIANT_BUDGET_NOTES": "wrong"}
    code, _ = run_script(JOB["script"], line, variables)
    after, told = run_script(JOB["after_script"], line, variables)

    assert code == 1
    assert after != 0  # GitLab does not fail a job for it
    assert "401" in told


def test_the_stage_of_jenkins_judges_the_change(line: Path, demo: Path) -> None:
    (groovy,) = [block.text for block in blocks_of(PAGE) if block.language == "groovy"]
    (script,) = re.findall(r"sh '''(.*?)'''", groovy, re.DOTALL)
    git(line, "update-ref", "refs/remotes/origin/main", "main")
    variables = environ(line, demo, CHANGE_TARGET="main")

    code, told = run_script(script.splitlines(), line, variables)
    assert code == 1
    assert "Over budget" in told
    for pattern in re.findall(r"'(variant-budget/[^']+)'", groovy):
        assert list(line.glob(pattern))
