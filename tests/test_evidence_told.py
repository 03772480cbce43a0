"""What is told of reports: whatever stands in them, in few words and at places that there are."""

from pathlib import Path

import pytest

from tests.command import Told, on_github, variant_budget
from tests.repositories import Repository
from tests.vehicle_line import POLICY, POLICY_PATH, TEST_BUDGET, checked, made, ran, suite, write
from variant_budget.tell.words import LONGEST_NAME

LONG = f"begin{'x' * 100_000}end"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return made(tmp_path_factory.mktemp("told"))


def of(classname: str, name: str = "a") -> str:
    return f"<testcase classname='{classname}' name='{name}' time='1'/>"


def covered(name: str) -> str:
    return f"SF:{name}\nDA:1,1\nend_of_record\n"


def reasons(told: Told) -> dict[str, str]:
    unattributed = told.report["evidence"]["junit"]["unattributed"]
    return {each["name"]: each["reason"] for each in unattributed["reasons"]}


def test_long_names_in_reports_do_not_fill_what_is_told(line: Repository) -> None:
    told = checked(line, junit=suite(of(LONG)), coverage={"r.info": covered(LONG)})
    evidence = told.report["evidence"]
    (name,) = reasons(told)
    assert [name] == evidence["coverage"]["not_found"]
    assert (len(name), name[:6], name[-4:]) == (LONGEST_NAME, "beginx", "xend")
    assert len(told.out) < 50_000


def test_of_very_many_names_without_an_owner_some_are_in_the_report(line: Repository) -> None:
    cases = [of(f"nowhere.C{number}") for number in range(300)]
    report = suite(*cases, of("nowhere.Zzz", "a"), of("nowhere.Zzz", "b"))
    names = list(reasons(checked(line, junit=report)))
    assert (len(names), names[-1]) == (200, "nowhere.Zzz")
    told = checked(line, junit=report, output="markdown")
    assert "296 more names, 195 of them in report.json." in told.out
    few = checked(line, junit=suite(*cases[:7]), output="markdown")
    assert "2 more names in report.json." in few.out


def test_of_a_file_without_an_owner_the_dimension_is_told(tmp_path: Path) -> None:
    country = "  country: {shared: [core/, tests/], paths: ['countries/{variant}/']}\n"
    line = made(
        tmp_path, "", {"tests/new/test_new.py": "", POLICY_PATH: POLICY + country + TEST_BUDGET}
    )
    told = checked(line, junit=suite(of("tests.new.test_new"), of("gone.test_gone")))
    assert reasons(told) == {
        "tests/new/test_new.py": "no rule claims it in vehicle",
        "gone.test_gone": "no file of this commit is called so",
    }


def test_a_single_test_of_nobody_is_told_in_the_singular(line: Repository) -> None:
    told = checked(line, junit=suite(of("gone.test_gone"), ran("core", 9)), output="text")
    assert "1 test belongs to nobody" in told.out
    assert "tests belong" not in told.out


def annotations(line: Repository, folder: Path, *flags: str) -> list[str]:
    """What a step of GitHub would print for a runner."""
    environ = {**on_github("push", {}, folder / "event"), "RUNNER_TEMP": str(folder)}
    told = variant_budget(["check", f"--repo={line.root}", "--no-cache", *flags], environ=environ)
    return [text for text in (told.out + told.err).splitlines() if text.startswith("::")]


def test_a_refused_report_is_one_annotation_of_no_file(line: Repository, tmp_path: Path) -> None:
    pattern = write(tmp_path / "core", {"brake.c": "<html/>"})
    (told,) = annotations(line, tmp_path, f"--junit={pattern}")
    assert told.startswith("::error title=report-not-junit::core/brake.c: ")


def test_odd_reports_are_annotations_of_no_file(line: Repository, tmp_path: Path) -> None:
    tests = write(tmp_path / "t", {"odd.xml": suite("<testcase name='a'/>", ran("core", 99))})
    lines = write(tmp_path / "c", {"r.info": covered("gone.c")})
    flags = f"--junit={tests}", f"--coverage={lines}", f"--junit={tmp_path}/none.xml"
    told = annotations(line, tmp_path, *flags)
    titles = "coverage-file-unknown", "report-not-found", "report-odd"
    assert sorted(each.partition("::")[2].partition("::")[0] for each in told) == [
        f"warning title={title}" for title in titles
    ]
