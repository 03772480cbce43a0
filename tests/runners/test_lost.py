"""Tests of a variant that did not run, as pytest reports them: fewer tests are not always better."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import variant_budget
from tests.repositories import Repository
from tests.runners.sample import run, sample

AXLE = "tests/truck/test_axle.py"
TURNS = "def test_turns():\n    pass\n\n\ndef test_carries():\n    pass\n"
NOT_LOADED = f"import axle_that_is_missing\n\n\n{TURNS}"
AMPLE = "{hard_limit: 90, soft_limit: 80}"
EXCEEDED = "{hard_limit: 30}"


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("pytest", tmp_path / "line")


def under(line: Repository, budget: str) -> str:
    """A commit with this budget of tests, which has run."""
    path = ".variant-budget/policy.yml"
    policy = (line.root / path).read_text()
    given = next(each for each in policy.splitlines() if each.startswith("test_budget:"))
    changed = policy.replace(given, f"test_budget: {budget}")
    base = line.commit("base", {path: changed, AXLE: TURNS})
    report(line, "base")
    return base


def report(line: Repository, which: str) -> Path:
    """Outside of the repository: what is committed is no report."""
    path = line.root.parent / f"{which}.xml"
    command = (sys.executable, "-B", "-m", "pytest", f"--junitxml={path}", "-p", "no:cacheprovider")
    ended, printed = run([*command, "--continue-on-collection-errors"], line.root)
    assert ended in (0, 1), printed
    return path


def checked(line: Repository, base: str) -> dict[str, Any]:
    base_report = line.root.parent / "base.xml"
    reports = ("--junit", str(report(line, "head")), "--base-junit", str(base_report))
    repository = ("--repo", str(line.root), "--base", base)
    told = variant_budget(["check", *repository, *reports, "--format", "json"], cwd=line.root)
    return told.report


def of_truck(report: dict[str, Any]) -> tuple[int, int, bool]:
    """Its tests now and at the base, and whether they block."""
    (budget,) = report["budgets"]
    (truck,) = (each for each in budget["variants"] if each["variant"] == "truck")
    (row,) = (each for each in truck["metrics"] if each["metric"] == "test_case_count")
    return row["owned"], row["base"]["owned"], row["blocking"]


def rules(report: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(each["rule"], each["variant"]) for each in report["findings"]}


def test_a_module_that_cannot_be_imported_is_told_though_all_is_within_budget(
    line: Repository,
) -> None:
    base = under(line, AMPLE)
    line.commit("broken", {AXLE: NOT_LOADED})

    told = checked(line, base)

    assert (told["verdict"], of_truck(told)) == ("warn", (5, 7, False))
    assert rules(told) == {("tests-lost", "truck")}
    (lost,) = (each for each in told["findings"] if each["rule"] == "tests-lost")
    assert lost["figures"] == {"tests": 5, "base": 7, "setup_errors": 1}


def test_a_run_that_lost_nothing_passes(line: Repository) -> None:
    told = checked(line, under(line, AMPLE))

    assert (told["verdict"], of_truck(told), rules(told)) == ("pass", (7, 7, False), set())


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        pytest.param(NOT_LOADED, True, id="tests that did not run"),
        pytest.param("", False, id="tests that were removed"),
    ],
)
def test_only_removed_tests_make_a_standing_breach_better(
    line: Repository, source: str, *, blocks: bool
) -> None:
    base = under(line, EXCEEDED)
    line.commit("fewer", {AXLE: source})

    assert of_truck(checked(line, base)) == (5, 7, blocks)
