"""Tests of a variant that did not run, as pytest reports them: fewer tests are not always better."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command import variant_budget
from tests.repositories import Repository
from tests.runners.sample import run, sample

HITCH = "tests/truck/test_hitch.py"
NOT_LOADED = "import axle_that_is_missing\n"
AMPLE = "{hard_limit: 80, soft_limit: 75}"
EXCEEDED = "{hard_limit: 30}"


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("pytest", tmp_path / "line")


def under(line: Repository, budget: str) -> str:
    """A commit with this budget of tests; its own report is base.xml."""
    path = ".variant-budget/policy.yml"
    policy = (line.root / path).read_text()
    given = next(each for each in policy.splitlines() if each.startswith("test_budget:"))
    base = line.commit("base", {path: policy.replace(given, f"test_budget: {budget}")})
    report(line, "base.xml")
    return base


def report(line: Repository, path: str) -> None:
    command = (sys.executable, "-m", "pytest", f"--junitxml={path}", "-p", "no:cacheprovider")
    ended, printed = run([*command, "--continue-on-collection-errors"], line.root)
    assert ended in (0, 1), printed


def checked(line: Repository, base: str) -> dict[str, Any]:
    report(line, "head.xml")
    reports = ("--junit", "head.xml", "--base-junit", "base.xml")
    repository = ("--repo", str(line.root), "--base", base)
    told = variant_budget(["check", *repository, *reports, "--format", "json"], cwd=line.root)
    return told.report


def of_truck(report: dict[str, Any]) -> tuple[int, int]:
    """Its tests now and at the base."""
    (budget,) = report["budgets"]
    (truck,) = (each for each in budget["variants"] if each["variant"] == "truck")
    (row,) = (each for each in truck["metrics"] if each["metric"] == "test_case_count")
    return row["owned"], row["base"]["owned"]


def rules(report: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(each["rule"], each["variant"]) for each in report["findings"]}


def test_a_module_that_cannot_be_imported_is_told_though_all_is_within_budget(
    line: Repository,
) -> None:
    base = under(line, AMPLE)
    line.commit("broken", {HITCH: NOT_LOADED + (line.root / HITCH).read_text()})

    told = checked(line, base)

    assert (told["verdict"], of_truck(told)) == ("warn", (1, 5))
    assert rules(told) == {("tests-did-not-run", None), ("tests-lost", "truck")}
    (lost,) = (each for each in told["findings"] if each["rule"] == "tests-lost")
    assert lost["figures"] == {"tests": 1, "base": 5, "setup_errors": 1}


def test_a_run_that_lost_nothing_passes(line: Repository) -> None:
    told = checked(line, under(line, AMPLE))

    assert (told["verdict"], of_truck(told), rules(told)) == ("pass", (5, 5), set())


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        pytest.param(NOT_LOADED, "fail", id="tests that did not run"),
        pytest.param("", "warn", id="tests that were removed"),
    ],
)
def test_only_removed_tests_make_a_standing_breach_better(
    line: Repository, source: str, verdict: str
) -> None:
    base = under(line, EXCEEDED)
    line.commit("fewer", {HITCH: source})

    told = checked(line, base)

    assert (told["verdict"], of_truck(told)) == (verdict, (1, 5))
