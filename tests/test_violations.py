"""The log of violations: what earlier reports told, under ids that stay the same."""

import json
from pathlib import Path

import pytest

from tests.command import Told, variant_budget
from tests.repositories import Repository, lines

POLICY = """\
version: 1
dimensions:
  vehicle: {paths: ["vehicles/{variant}/"]}
vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0}
"""
EXCEPTION = """\
version: 1
exceptions:
  - {id: EX-1, budget: vehicle, variant: truck, metric: all, limit: hard, ceiling: 20, reason: r,
     approved_by: a, approved_on: 2026-01-01, expires_on: 2026-06-30, ticket: t,
     refactoring_plan: "https://example.org/plan"}
"""


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    """Of a breach, of the same under an exception, of the same once that is over, of no breach."""
    line = Repository(tmp_path / "line")
    found = []
    files = {
        ".variant-budget/policy.yml": POLICY,
        "core/a.py": lines("core_", 90),
        "vehicles/truck/a.py": lines("truck_", 8),
        "vehicles/van/a.py": lines("van_", 3),
    }
    excepted = files | {".variant-budget/exceptions.yml": EXCEPTION}
    within = files | {"vehicles/truck/a.py": lines("truck_", 2)}
    days = ("2026-02-01", "2026-03-01", "2026-07-01", "2026-08-01")
    for day, content in zip(days, (files, excepted, excepted, within), strict=True):
        line.commit(day, content)
        told = variant_budget(
            ["check", "--repo", str(line.root), "--format", "json", "--today", day]
        )
        path = tmp_path / f"{day}.json"
        path.write_text(told.out, encoding="utf-8")
        found.append(str(path))
    return found


def log(*reports: str, form: str = "json") -> Told:
    return variant_budget(["violations", *reports, "--format", form])


def test_breaches_exceptions_and_their_end_stand_in_the_order_of_days(reports: list[str]) -> None:
    told = log(*reversed(reports))

    assert told.exit_code == 0, told.err
    rows = told.report["violations"]
    days = [each["judged_on"] for each in rows]
    assert days == sorted(days)
    assert {(each["judged_on"], each["kind"], each["blocking"]) for each in rows} == {
        ("2026-02-01", "breach", True),
        ("2026-03-01", "excepted", False),
        ("2026-07-01", "breach", True),
        ("2026-07-01", "exception expired", False),
        ("2026-08-01", "exception expired", False),
    }


def test_a_breach_has_the_same_id_in_every_report(reports: list[str]) -> None:
    rows = log(*reports).report["violations"]
    breaches = [each for each in rows if each["kind"] == "breach"]

    assert len(breaches) == 2
    assert len({each["id"] for each in breaches}) == 1
    assert {each["share"] for each in breaches} == {8.1633}


def test_a_soft_limit_that_blocks_nothing_is_no_violation(reports: list[str]) -> None:
    assert {each["variant"] for each in log(reports[0]).report["violations"]} == {"truck"}


def test_the_log_is_read_by_people_too(reports: list[str]) -> None:
    told = log(reports[0], form="text")

    assert "2026-02-01" in told.out
    assert "breach, blocked" in told.out
    assert "truck code is 8.17" in told.out
    assert told.out.endswith("1 violation in 1 report\n")


def test_a_check_that_could_not_be_made_tells_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"schema_version": 1, "verdict": "error", "errors": []}', encoding="utf-8")

    assert log(str(path)).report == {"schema_version": 1, "reports": 1, "violations": []}


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("not json", "no JSON"),
        ("[]", "the whole is not an object"),
        ("{}", "schema_version is not there"),
        ('{"schema_version": 2, "verdict": "pass"}', "schema_version is not one of 1"),
        ('{"schema_version": true, "verdict": "pass"}', "schema_version is not one of 1"),
        ('{"schema_version": 1, "verdict": "pass", "findings": {}}', "findings is not a list"),
        (
            '{"schema_version": 1, "verdict": "pass", "findings": [{"id": 5}]}',
            "findings[0].id is not str",
        ),
        ("[" * 200_000, "no JSON"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(
    tmp_path: Path, content: str, where: str
) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    told = log(str(path))

    assert told.exit_code == 3
    assert where in told.err
    assert "report.json" in told.err


def test_every_file_that_is_no_report_is_named_at_once(tmp_path: Path) -> None:
    told = log(str(tmp_path / "a.json"), str(tmp_path / "b.json"))

    assert told.exit_code == 3
    assert "a.json" in told.err
    assert "b.json" in told.err


def test_a_report_with_more_fields_than_we_know_is_read(reports: list[str]) -> None:
    path = Path(reports[0])
    report = json.loads(path.read_text(encoding="utf-8")) | {"of_tomorrow": {"x": 1}}
    path.write_text(json.dumps(report), encoding="utf-8")

    assert len(log(reports[0]).report["violations"]) == 1
