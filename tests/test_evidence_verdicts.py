"""Test budgets, coverage floors and test data by the command line: what is judged, and how."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import on_github, variant_budget
from tests.repositories import Content, Repository
from tests.runner import outputs_of
from tests.vehicle_line import (
    FILES,
    TEST_BUDGET,
    by_owner,
    checked,
    made,
    ran,
    row,
    rules,
    suite,
    write,
)

BUDGET = "test_budget: {{hard_limit: 25, {}metrics: [test_case_count, test_execution_time]}}\n"
TIME = "test_execution_time"


def budget(more: str = "") -> str:
    return BUDGET.format(more)


def test_a_share_of_tests_is_a_variant_s_in_its_product(tmp_path: Path) -> None:
    told = checked(made(tmp_path, budget()), junit=suite(ran("core", 30), ran("van", 10)))
    found = row(told, "van")
    assert (found["owned"], found["common"], found["share"], found["hard"]) == (10, 30, 25.0, "ok")
    assert (told.exit_code, row(told, "truck")["owned"]) == (0, 0)


def test_one_test_more_than_the_limit_allows_is_a_breach(tmp_path: Path) -> None:
    told = checked(made(tmp_path, budget()), junit=suite(ran("core", 30), ran("van", 11)))
    assert (row(told, "van")["hard"], told.exit_code) == ("breach", 1)
    assert rules(told)[0] == "hard-breach"


NOISE = {
    "at the limit": (25, "", "ok", "ok", 0),
    "within the noise": (29.9, "", "ok", "breach", 0),
    "at the end of the noise": (30, "", "ok", "breach", 0),
    "beyond the noise": (30.1, "", "breach", "breach", 1),
    "beyond a wider noise": (30.1, "time_tolerance: 100, ", "ok", "breach", 0),
    "without any noise": (25.1, "time_tolerance: 0, ", "breach", "not_judged", 1),
    "over a soft limit": (22, "soft_limit: 20, ", "ok", "breach", 0),
    "of few seconds": (4, "", "not_judged", "not_judged", 0),
    "of as many seconds as asked for": (4, "min_seconds: 4, ", "breach", "breach", 1),
}


@pytest.mark.parametrize(
    ("share", "more", "hard", "soft", "code"),
    [pytest.param(*each, id=name) for name, each in NOISE.items()],
)
def test_times_have_a_band_of_noise(
    share: float, more: str, hard: str, soft: str, code: int, tmp_path: Path
) -> None:
    """A product of 100 s, but where it is over too soon."""
    whole = 9 if share == 4 else 100
    report = suite(ran("core", 30, whole - share), ran("van", 1, share))
    told = checked(made(tmp_path, budget(more)), junit=report)
    found = row(told, "van", TIME)
    assert (found["hard"], found["soft"], told.exit_code) == (hard, soft, code)
    if hard == "not_judged":
        assert found["reason"].startswith("too small to judge")


def test_what_is_too_small_to_judge_is_not_what_is_nearest_to_its_limit(tmp_path: Path) -> None:
    line = made(tmp_path, budget())
    report = write(tmp_path / "junit", {"r.xml": suite(ran("core", 9, 5), ran("van", 1, 4))})
    environ = {
        **on_github("push", {"ref": "refs/heads/main", "before": "0" * 40}, tmp_path / "runner"),
        "RUNNER_TEMP": str(tmp_path),
    }
    told = variant_budget(["check", f"--repo={line.root}", "--junit", report], environ=environ)
    outputs = outputs_of((tmp_path / "runner/outputs").read_text(encoding="utf-8"))
    assert (outputs["worst-budget"], outputs["worst-share"]) == (
        "test/van/test_case_count",
        "10.0000",
    ), told.err
    assert "closest to its limit: van test cases, 10.00" in told.out


def test_a_share_within_the_noise_says_so(tmp_path: Path) -> None:
    told = checked(made(tmp_path, budget()), junit=suite(ran("core", 30, 71), ran("van", 1, 29)))
    (found,) = (each for each in told.report["findings"] if each["rule"] == "soft-breach")
    assert "two runs of the same tests" in found["message"]


@pytest.fixture
def two_commits(tmp_path: Path) -> Repository:
    """A release, tagged, and a commit behind it."""
    line = made(tmp_path, budget("trend_limit: 1, min_seconds: 0, "))
    line.tag("v1.0.0")
    line.commit("next", {"core/more.py": "more = 1\n"})
    return line


def test_change_and_growth_come_from_the_reports_of_base_and_release(
    two_commits: Repository, tmp_path: Path
) -> None:
    before = write(tmp_path / "base", {"r.xml": suite(ran("core", 30, 80), ran("van", 5, 20))})
    head = suite(ran("core", 30, 75), ran("van", 10, 25))
    flags = ("--base=HEAD~1", "--release=v1.0.0", "--base-junit", before, "--release-junit", before)
    told = checked(two_commits, *flags, junit=head)
    cases, time = row(told, "van"), row(told, "van", TIME)
    assert (cases["base"]["owned"], cases["release"]["owned"]) == (5, 5)
    assert cases["change"] == cases["growth"] == pytest.approx(25 - 100 / 7, abs=1e-3)
    assert (cases["trend"], time["trend"]) == ("breach", "breach")
    release = checked(two_commits, "--mode=release", *flags, junit=head)
    assert row(release, "van")["blocking"]
    assert not row(release, "van", TIME)["blocking"]


def test_growth_of_time_alone_never_blocks(two_commits: Repository, tmp_path: Path) -> None:
    before = write(tmp_path / "base", {"r.xml": suite(ran("core", 30, 80), ran("van", 5, 10))})
    head = suite(ran("core", 30, 80), ran("van", 5, 24))
    flags = ("--mode=release", "--base=HEAD~1", "--release=v1.0.0", "--release-junit", before)
    told = checked(two_commits, *flags, junit=head)
    assert (row(told, "van", TIME)["trend"], told.exit_code) == ("breach", 0)


def test_without_reports_of_the_base_there_is_no_change(two_commits: Repository) -> None:
    told = checked(two_commits, "--base=HEAD~1", junit=suite(ran("core", 30), ran("van", 5)))
    found = row(told, "van")
    assert (found["base"], found["change"], found["growth"]) == (None, None, None)


def test_tests_that_vanished_are_a_finding_and_no_improvement(
    two_commits: Repository, tmp_path: Path
) -> None:
    """The truck's breach stands since before; that the van's tests are gone must not excuse it."""
    kept = (ran("core", 30), ran("truck", 20))
    before = write(tmp_path / "base", {"r.xml": suite(*kept, ran("van", 20))})
    told = checked(two_commits, "--base=HEAD~1", "--base-junit", before, junit=suite(*kept))
    assert "tests-lost" in rules(told)
    (lost,) = (each for each in told.report["findings"] if each["rule"] == "tests-lost")
    assert (lost["variant"], lost["figures"]["base"]) == ("van", 20)
    assert (row(told, "truck")["hard"], told.exit_code) == ("breach", 1)


def test_fewer_tests_of_the_variant_itself_are_an_improvement(
    two_commits: Repository, tmp_path: Path
) -> None:
    before = write(tmp_path / "base", {"r.xml": suite(ran("core", 30), ran("truck", 20))})
    flags = ("--base=HEAD~1", "--base-junit", before)
    told = checked(two_commits, *flags, junit=suite(ran("core", 30), ran("truck", 19)))
    assert (row(told, "truck")["hard"], told.exit_code) == ("tolerated", 0)


def test_tests_that_could_not_run_excuse_no_breach(two_commits: Repository, tmp_path: Path) -> None:
    """Van and truck are over since before. Fewer tests of the van would excuse both, lost ones do not."""
    kept = (ran("core", 30), ran("truck", 20))
    before = write(tmp_path / "base", {"r.xml": suite(*kept, ran("van", 20))})
    flags = ("--base=HEAD~1", "--base-junit", before)
    lost = (
        '<testcase classname="" name="tests.van.test_brake" time="0">'
        '<error message="collection failure"/></testcase>'
    )
    fewer = checked(two_commits, *flags, junit=suite(*kept, ran("van", 19)))
    told = checked(two_commits, *flags, junit=suite(*kept, ran("van", 19), lost))
    assert (row(fewer, "truck")["hard"], fewer.exit_code) == ("tolerated", 0)
    assert "tests-lost" in rules(told)
    assert (row(told, "truck")["hard"], told.exit_code) == ("breach", 1)


def test_a_module_that_was_not_loaded_is_a_finding_about_its_variant(tmp_path: Path) -> None:
    entry = '<error message="collection failure"/>'
    broken = f'<testcase classname="" name="tests.van.test_doors" time="0">{entry}</testcase>'
    told = checked(made(tmp_path), junit=suite(ran("core", 5), broken))
    (lost,) = (each for each in told.report["findings"] if each["rule"] == "tests-lost")
    assert (lost["variant"], lost["figures"]["setup_errors"]) == ("van", 1)
    assert row(told, "van")["owned"] == 0


def lone(number: int) -> str:
    """Tests that nobody owns."""
    return ran("gone", number).replace("tests.gone", "nowhere")


UNATTRIBUTED = {
    "at the limit": ("", 1, "note", 0),
    "over it": ("", 2, "warning", 0),
    "over it, and that fails": (
        "unattributed: {tests: {limit: 5, then: fail}}\n",
        2,
        "error",
        1,
    ),
    "within a higher limit": ("unattributed: {tests: {limit: 50, then: fail}}\n", 10, "note", 0),
}


@pytest.mark.parametrize(
    ("more", "number", "level", "code"),
    [pytest.param(*each, id=name) for name, each in UNATTRIBUTED.items()],
)
def test_tests_without_an_owner_have_a_limit(
    more: str, number: int, level: str, code: int, tmp_path: Path
) -> None:
    line = made(tmp_path, TEST_BUDGET + more)
    told = checked(line, junit=suite(ran("core", 20 - number), lone(number)))
    (found,) = (each for each in told.report["findings"] if each["rule"] == "unattributed-tests")
    assert (found["level"], told.exit_code) == (level, code)
    assert by_owner(told, "test_case_count")["nobody"] == (number,)


REQUIRED = "test_budget: {hard_limit: 60, require_evidence: true}\n"


@pytest.mark.parametrize("pattern", [None, "nowhere/**/TEST-*.xml"])
def test_required_reports_that_are_not_there_are_an_error(
    pattern: str | None, tmp_path: Path
) -> None:
    line = made(tmp_path, REQUIRED)
    flags = (f"--junit={line.root}/{pattern}",) if pattern else ()
    told = checked(line, *flags)
    assert told.exit_code == 3
    (error,) = told.report["errors"]
    assert error["slug"] == "evidence-missing"
    assert (pattern or "--junit") in error["message"]


def test_one_of_two_required_patterns_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    """Else a variant whose run was lost would only look cheaper."""
    line = made(tmp_path, REQUIRED)
    told = checked(line, f"--junit={line.root}/van/*.xml", junit=suite(ran("core", 5)))
    assert told.exit_code == 3
    assert "van/*.xml" in told.report["errors"][0]["message"]


def test_without_reports_tests_are_not_measured(tmp_path: Path) -> None:
    line = made(tmp_path)
    told = checked(line)
    assert told.exit_code == 0
    found = row(told, "van")
    assert (found["share"], found["hard"]) == (None, "not_judged")
    assert found["reason"].startswith("not measured: no test reports")
    assert "not measured" in checked(line, output="markdown").out


POINTER = """\
version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 1048576
"""


def measured(folder: Path, metric: str, files: Mapping[str, Content]) -> dict[str, Any]:
    line = made(folder, f"test_budget: {{hard_limit: 100, metrics: [{metric}]}}\n", files)
    told = checked(line)
    assert told.exit_code == 0
    return {owner: count for owner, (count,) in by_owner(told, metric).items()}


def test_test_data_is_as_large_as_its_pointer_says(tmp_path: Path) -> None:
    files: Mapping[str, Content] = {
        "tests/van/data/map.bin": POINTER,
        "tests/truck/fixtures/load.csv": "a,b\n1,2\n",
        "tests/core/data/road.bin": b"\0" * 500,
    }
    assert measured(tmp_path, "test_data_volume", files) == {
        "van": 1_048_576,
        "truck": 8,
        "core": 500,
    }


def test_functions_of_test_files_are_counted_without_any_report(tmp_path: Path) -> None:
    files = {"tests/van/test_more.py": "def test_a(): pass\n\n\ndef test_b(): pass\n"}
    found = measured(tmp_path, "test_function_count", files)
    assert found["van"] == 2 + sum(path.startswith("tests/van") for path in FILES)


NOT_ENOUGH = {
    "no tests": ("<testsuites/>", "the reports hold no tests"),
    "an empty suite": ('<testsuite tests="0"/>', "the reports hold no tests"),
    "nothing common": (suite(ran("van", 5)), "no test is common to all, so van has no share"),
    "unknown times": (
        suite(ran("core", 9), ran("van", 1)).replace('time="0.000000000"', 'time="NaN"'),
        "runs are unknown",
    ),
}


@pytest.mark.parametrize(
    ("report", "why"), [pytest.param(*each, id=name) for name, each in NOT_ENOUGH.items()]
)
def test_required_reports_must_tell_what_a_share_needs(
    report: str, why: str, tmp_path: Path
) -> None:
    told = checked(made(tmp_path, budget("require_evidence: true, ")), junit=report)
    assert told.exit_code == 3
    (error,) = told.report["errors"]
    assert (error["slug"], why in error["message"]) == ("evidence-missing", True)


@pytest.mark.parametrize("hidden", [0, 2])
def test_tests_that_become_nobody_s_are_no_improvement(
    two_commits: Repository, tmp_path: Path, hidden: int
) -> None:
    before = write(tmp_path / "base", {"r.xml": suite(ran("core", 80), ran("truck", 40))})
    head = suite(ran("core", 80), ran("truck", 38), lone(hidden) if hidden else "")
    told = checked(two_commits, "--base=HEAD~1", "--base-junit", before, junit=head)
    assert (told.exit_code, "tests-lost" in rules(told)) == (bool(hidden), bool(hidden))


def test_reports_of_the_base_alone_are_incomplete(two_commits: Repository, tmp_path: Path) -> None:
    before = write(tmp_path / "base", {"r.xml": suite(ran("core", 8), ran("truck", 4))})
    told = checked(two_commits, "--base=HEAD~1", "--base-junit", before)
    assert told.exit_code == 3
    assert {each["slug"] for each in told.report["errors"]} == {"no-longer-measured"}


@pytest.mark.parametrize("output", ["text", "markdown"])
def test_a_refused_report_of_the_base_is_named_though_something_else_blocks(
    two_commits: Repository, tmp_path: Path, output: str
) -> None:
    before = write(tmp_path / "base", {"broken.xml": "<testsuite"})
    flags = ("--base=HEAD~1", "--base-junit", before)
    head = suite(ran("core", 3), ran("truck", 9))
    told = checked(two_commits, *flags, junit=head, output=output)
    assert told.exit_code == 1
    assert "test report of the base" in told.out
    assert "broken.xml" in told.out
