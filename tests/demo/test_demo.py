"""`make demo` shows what it promises."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from demo.__main__ import CHECK, TESTED
from demo.history import build
from demo.testing import run_all_tests
from tests.command import variant_budget

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo was run, with its repository and report below build/."""
    folder = tmp_path_factory.mktemp("demo")
    build(folder / "build" / "demo")
    run_all_tests(folder / "build" / "demo", folder / TESTED)
    told = variant_budget(CHECK, cwd=folder)
    assert told.exit_code == 1, told.err
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "build/demo-report/report.json").read_bytes())
    return found


def test_one_breach_blocks(report: dict[str, Any]) -> None:
    blocking = [finding for finding in report["findings"] if finding["blocking"]]

    assert [(each["rule"], each["variant"]) for each in blocking] == [("hard-breach", "truck")]


def test_an_exception_is_in_force(report: dict[str, Any]) -> None:
    assert "hard-excepted" in rules(report)
    assert [each["id"] for each in report["exceptions"]] == ["CCB-2026-014"]


def test_there_is_a_soft_warning_and_a_new_variant(report: dict[str, Any]) -> None:
    found = {(each["rule"], each["variant"]) for each in report["findings"]}

    assert {("soft-breach", "windows"), ("new-variant", "harbour")} <= found


def test_growth_is_counted_from_the_second_release(report: dict[str, Any]) -> None:
    assert report["release"]["tag"] == "v1.1.0"
    assert "trend-breach" in rules(report)


def test_the_pull_request_adds_code_under_a_condition(folder: Path, report: dict[str, Any]) -> None:
    summary = (folder / "build/demo-report/summary.md").read_text("utf-8")

    assert variant(report, "vehicle", "truck")["inline"] == 3
    assert (
        "| +3 lines | truck | `src/drive/brake.c` | <code>condition or mark in it</code> |"
        in summary
    )


@pytest.mark.parametrize(
    ("path", "text", "dimension", "owner"),
    [
        ("src/drive/brake.c", "demand *= 0.6", "vehicle", ["truck"]),
        ("src/core/dispatch.py", 'if self.kind == "bus"', "vehicle", ["bus"]),
        ("src/core/alerts.py", "dust", "sector", ["mining"]),
        ("src/core/alerts.py", "coolant", "sector", []),
    ],
    ids=["preprocessor", "statement", "mark", "beside the mark"],
)
def test_a_line_belongs_to_whom_the_condition_or_mark_around_it_names(
    folder: Path, path: str, text: str, dimension: str, owner: list[str]
) -> None:
    lines = (folder / "build/demo" / path).read_text("utf-8").splitlines()
    (number,) = (at for at, line in enumerate(lines, 1) if text in line)
    told = variant_budget(
        ("explain", f"{path}:{number}", "--format=json", "--repo=build/demo"), cwd=folder
    )
    (span,) = json.loads(told.out)["spans"]

    assert span["owners"][dimension] == owner


def test_one_condition_is_undecided(report: dict[str, Any]) -> None:
    (doubt,) = report["undecided"]

    assert (doubt["path"], doubt["would_be"], doubt["lines"]) == ("src/drive/speed.c", ["bus"], 3)


def test_retail_owns_only_what_its_copy_changes(report: dict[str, Any]) -> None:
    (copy,) = report["overlays"]

    assert (copy["path"], copy["base_path"]) == (
        "src/sectors/retail/slots.py",
        "src/sectors/base/slots.py",
    )
    assert (copy["copied"], copy["added"], copy["deleted"]) == (5, 3, 3)


@pytest.mark.parametrize(
    ("sector", "metric", "common"),
    [
        ("mining", "policy_rules", 6),
        ("retail", "ui_components", 5),
        ("retail", "workflow_definitions", 5),
        ("harbour", "integration_adapters", 5),
    ],
)
def test_every_artifact_of_a_sector_is_counted(
    report: dict[str, Any], sector: str, metric: str, common: int
) -> None:
    (row,) = (
        each for each in variant(report, "sector", sector)["metrics"] if each["metric"] == metric
    )

    assert (row["owned"], row["common"]) == (1, common)


def test_the_tests_that_ran_are_judged(report: dict[str, Any]) -> None:
    (row,) = variant(report, "test", "truck")["metrics"]

    assert (row["owned"], row["common"]) == (2, 12)


def test_rows_of_two_budgets_for_one_variant_are_not_called_variants(
    folder: Path, report: dict[str, Any]
) -> None:
    rows = [row for each in report["budgets"] for row in each["variants"]]
    summary = (folder / "build/demo-report/summary.md").read_text("utf-8")

    assert len({row["variant"] for row in rows}) < len(rows) == 16
    assert "<summary>11 more rows, within budget and not moved by this change</summary>" in summary


def test_everything_that_it_budgets_is_measured(report: dict[str, Any]) -> None:
    assert report["notes"] == []


def test_its_commits_are_the_same_everywhere(report: dict[str, Any], tmp_path: Path) -> None:
    build(tmp_path / "again")
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"],
        cwd=tmp_path / "again",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()

    assert report["head"]["commit"] == head


def test_the_readme_quotes_its_summary(folder: Path) -> None:
    summary = (
        (folder / "build/demo-report/summary.md")
        .read_text("utf-8")
        .replace("**", "")
        .replace("\xa0", " ")
    )
    quoted = [
        line.removeprefix("> ")
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith("> ")
    ]

    assert len(quoted) == 4
    for line in quoted:
        assert line in summary


@pytest.mark.once
def test_it_ends_well_and_says_where_the_files_are(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "demo"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Over budget: truck code" in done.stdout
    assert "exit code 1" in done.stdout
    for name in ("summary.md", "report.json", "findings.sarif"):
        assert f"build/demo-report/{name}" in done.stdout
        assert (tmp_path / "build/demo-report" / name).is_file()


def rules(report: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in report["findings"]}


def variant(report: dict[str, Any], budget: str, name: str) -> dict[str, Any]:
    """The row of a variant in a budget."""
    (row,) = (
        row
        for each in report["budgets"]
        for row in each["variants"]
        if (each["budget"], row["variant"]) == (budget, name)
    )
    found: dict[str, Any] = row
    return found
