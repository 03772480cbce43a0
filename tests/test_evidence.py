"""Reports by the command line: what is read of each, whose it is, and what refuses to be used."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.evidence.pieces import junit
from tests.repositories import Repository
from tests.vehicle_line import TEST_BUDGET, by_owner, checked, made, ran, rules, suite, write
from variant_budget.domain.evidence import UnreadableError

OK, WARN, ERROR = "ok", "warn", "error"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return made(tmp_path_factory.mktemp("evidence"))


class Read(NamedTuple):
    """A report's outcome, cases, runs, seconds and unknown times; (cases, milliseconds) by owner."""

    outcome: str
    totals: tuple[int, int, float, int]
    owners: Mapping[str, tuple[int, ...]]


def at(file: str, name: str = "a", time: str = "1") -> str:
    return f"<testcase file='{file}' name='{name}' time='{time}'/>"


def of(classname: str, name: str = "a", time: str = "1", inside: str = "") -> str:
    return f"<testcase classname='{classname}' name='{name}' time='{time}'>{inside}</testcase>"


VAN, CORE, TRUCK = "tests.van.test_doors", "tests.core.test_brake", "tests.truck.test_axle"
HOSTED = "/home/runner/work/line/line/"
BY_SUITE = """\
<testsuites>
 <testsuite file="web/truck/panel.spec.ts"><testcase name="a b" time="1"/></testsuite>
 <testsuite name="web/van/panel.spec.ts"><testcase name="a b" classname="" time="2"/></testsuite>
</testsuites>
"""
JUNIT = {
    "times that are missing": (
        suite(f"<testcase classname='{CORE}' name='a'/>", of(CORE, "b", ""), of(VAN, time=".25")),
        Read(WARN, (3, 3, 0.25, 2), {"core": (2, 0), "van": (1, 250)}),
    ),
    "commas for thousands": (
        suite(of(TRUCK, time="1,250.5"), of(TRUCK, "b", "2,000")),
        Read(OK, (2, 2, 3250.5, 0), {"truck": (2, 3_250_500)}),
    ),
    "decimal commas": (
        suite(of(TRUCK, time="0,125"), of(TRUCK, "b", "1,5")),
        Read(WARN, (2, 2, 1.625, 0), {"truck": (2, 1625)}),
    ),
    "times that no clock gives": (
        suite(of(VAN, time="-2"), of(VAN, "b", "NaN"), of(VAN, "c", "INF"), of(VAN, "d", "2")),
        Read(WARN, (4, 4, 2, 3), {"van": (4, 2000)}),
    ),
    "units and exponents": (
        suite(of(VAN, time="80.5ms"), of(VAN, "b", "0:00:02"), of(VAN, "c", "5e-1")),
        Read(WARN, (3, 3, 2.5805, 0), {"van": (3, 2581)}),
    ),
    "nested suites": (
        f"<testsuites>{suite(of(CORE), suite(of(TRUCK), suite(of(TRUCK, 'b'))))}</testsuites>",
        Read(OK, (3, 3, 3, 0), {"core": (1, 1000), "truck": (2, 2000)}),
    ),
    "one file in six spellings": (
        suite(*(at(f"{each}tests{slash}van{slash}test_doors.py", str(number))
                for number, (each, slash) in enumerate((
                    ("", "/"), ("./", "/"), (HOSTED, "/"), ("/app/", "/"), ("D:\\a\\l\\l\\", "\\"),
                    ("core/../", "/"))))),
        Read(OK, (6, 6, 6, 0), {"van": (6, 6000)}),
    ),
    "the file of the suite": (
        BY_SUITE,
        Read(OK, (2, 2, 3, 0), {"truck": (1, 1000), "van": (1, 2000)}),
    ),
    "reruns of Surefire": (
        suite(of("line.truck.AxleTest", inside="<flakyFailure/><flakyFailure/>")),
        Read(OK, (1, 3, 1, 0), {"truck": (1, 1000)}),
    ),
    "reruns as elements": (
        suite(of(VAN, inside="<failure/>"), of(VAN), of(TRUCK)),
        Read(OK, (2, 3, 3, 0), {"van": (1, 2000), "truck": (1, 1000)}),
    ),
    "no attributes": (
        suite("<testcase/>" * 3), Read(WARN, (3, 3, 0, 3), {"nobody": (3, 0)}),
    ),
    "a class of two variants": (
        suite(of("line.common.RouteTest")), Read(WARN, (1, 1, 1, 0), {"nobody": (1, 1000)}),
    ),
    "a class that only looks like a variant's": (
        suite(of("line.core.DoorTest")), Read(WARN, (1, 1, 1, 0), {"nobody": (1, 1000)}),
    ),
    "tests that were switched off": (
        suite("<testcase file='core/brake.c' name='a' status='notrun' time='0.'/>"
              "<testcase file='core/brake.c' name='b' result='disabled' time='0'/>",
              at("core/brake.c", "c", "0.02")),
        Read(OK, (3, 1, 0.02, 0), {"core": (3, 20)}),
    ),
    "a class that was not set up": (
        suite(of("line.van.DoorTest", "", "0.5", "<error/>"), of(CORE)),
        Read(WARN, (1, 1, 1.5, 0), {"core": (1, 1000), "van": (0, 500)}),
    ),
    "a namespace": (
        suite(of(CORE)).replace("<testsuite", "<testsuite xmlns='urn:x'"),
        Read(OK, (1, 1, 1, 0), {"core": (1, 1000)}),
    ),
    "forbidden characters": (
        suite(of(VAN, inside="<system-out>\x1b[1m\0</system-out>")),
        Read(WARN, (1, 1, 1, 0), {"van": (1, 1000)}),
    ),
    "a mark and Windows' line ends": (
        "\ufeff" + suite(of(VAN), "\r\n"), Read(OK, (1, 1, 1, 0), {"van": (1, 1000)}),
    ),
    "UTF-16": (suite(of(VAN)).encode("utf-16"), Read(OK, (1, 1, 1, 0), {"van": (1, 1000)})),
    "an encoding that nobody knows": (
        "<?xml version='1.0' encoding='x-line'?>" + suite(of(VAN)),
        Read(WARN, (1, 1, 1, 0), {"van": (1, 1000)}),
    ),
    "fewer than declared": (
        suite(of(CORE)).replace("name='s'", "tests='9'"),
        Read(WARN, (1, 1, 1, 0), {"core": (1, 1000)}),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("report", "wanted"), [pytest.param(*each, id=name) for name, each in JUNIT.items()]
)
def test_a_report_is_read_and_its_tests_have_owners(
    report: str | bytes, wanted: Read, line: Repository
) -> None:
    told = checked(line, junit=report)
    found = told.report["evidence"]["junit"]
    (file,) = found["files"]
    totals = tuple(found[key] for key in ("cases", "runs", "seconds", "unknown_time"))
    owners = by_owner(told, "test_case_count", "test_execution_time")
    assert Read(file["outcome"], totals, owners) == wanted
    assert bool(file["notes"]) is (wanted.outcome == WARN)
    assert (told.exit_code, told.report["errors"]) in ((0, []), (1, []))


REFUSED: Mapping[str, str | bytes] = {
    "empty": "",
    "cut": suite(of(VAN, inside="<system-out><![CDATA[ab"))[:-30],
    "not-junit": "<html/>",
    "none-listed": "<testsuite tests='6' time='9.5'/>",
    "entities": f"<!DOCTYPE t [<!ENTITY a 'b'>]>{suite(of(VAN))}",
    "deep": "<testsuite>" * 300 + "</testsuite>" * 300,
    "no-xml": b"\x00\x01\x02",
}


@pytest.mark.parametrize("kind", ["junit", "base-junit", "release-junit"])
@pytest.mark.parametrize(
    "report", [pytest.param(report, id=name) for name, report in REFUSED.items()]
)
def test_a_refused_report_makes_the_check_incomplete_by_its_name(
    report: str | bytes, kind: str, line: Repository, tmp_path: Path
) -> None:
    good = None if kind == "junit" else suite(of(VAN))
    flag = f"--{kind}={write(tmp_path / 'out', {'good.xml': suite(of(VAN)), 'bad.xml': report})}"
    told = checked(line, flag, junit=good)
    assert (told.exit_code, told.report["verdict"]) == (3, "error")
    assert [each["path"] for each in told.report["errors"]] == ["bad.xml"]
    if kind == "junit":
        assert by_owner(told, "test_case_count") == {}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one of them changed, or cut off somewhere."""
    at = chance.randrange(1, len(data))
    return data[:at] + (
        b"" if chance.random() < 0.2 else bytes([chance.randrange(256)]) + data[at + 1 :]
    )


def is_refused(data: bytes) -> bool:
    try:
        junit(data)
    except UnreadableError:
        return True
    return False


def test_all_that_is_refused_among_damaged_reports_is_named(line: Repository) -> None:
    chance = random.Random(5)  # noqa: S311 - the same damage in every run
    whole = suite(of(VAN), of(CORE, inside="<failure>no &amp; no</failure>")).encode()
    reports = {f"{number:03}.xml": damaged(whole, chance) for number in range(150)}
    told = checked(line, junit=reports)
    refused = [name for name, data in reports.items() if is_refused(data)]
    assert 20 < len(refused) < 150
    assert (told.exit_code, [each["path"] for each in told.report["errors"]]) == (3, refused)


@pytest.mark.parametrize("output", ["text", "markdown", "sarif"])
def test_a_refused_report_is_named_in_every_output(output: str, line: Repository) -> None:
    told = checked(line, junit={"bad-one.xml": "<html/>"}, output=output)
    assert told.exit_code == 3
    assert "bad-one.xml" in told.out + told.err


def test_a_report_in_the_commit_is_refused(tmp_path: Path) -> None:
    report = suite(ran("core", 9))
    line = made(tmp_path, files={"results/planted.xml": report})
    told = checked(line, f"--junit={line.root}/results/*.xml")
    assert (told.exit_code, by_owner(told, "test_case_count")) == (3, {})
    (error,) = told.report["errors"]
    assert (error["path"], error["slug"]) == ("results/planted.xml", "report-tracked")


def test_a_link_to_a_report_in_the_commit_is_refused(tmp_path: Path) -> None:
    line = made(tmp_path, files={"planted.xml": suite(ran("core", 9))})
    line.symlink("out/r.xml", "../planted.xml")
    assert checked(line, f"--junit={line.root}/out/*.xml").exit_code == 3


def test_a_report_in_a_submodule_is_refused(tmp_path: Path) -> None:
    library = Repository(tmp_path / "library")
    library.commit("one", {"r.xml": suite(ran("core", 9))})
    line = made(tmp_path)
    line.git("submodule", "--quiet", "add", f"file://{library.root}", "vendor/library")
    line.commit("with a submodule")
    told = checked(line, f"--junit={line.root}/vendor/**/*.xml")
    assert (told.exit_code, told.report["errors"][0]["slug"]) == (3, "report-tracked")


HOSTILE = "x <img src=x> @octo-org/everyone | [a](https://example.invalid) &#10;::error file=a::b"


@pytest.mark.parametrize("output", ["text", "markdown", "sarif", "json"])
def test_names_in_reports_are_inert(output: str, line: Repository) -> None:
    hostile = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    told = checked(line, junit=suite(of(hostile, hostile)), output=output)
    for text in (told.out, told.err):
        assert "\n::" not in text
    if output == "markdown":
        for active in ("<img", " @octo-org", "](https://example.invalid"):
            assert active not in told.out


def test_reports_that_are_not_there_are_told_by_their_pattern(line: Repository) -> None:
    told = checked(line, "--junit=nowhere/*.xml", "--coverage=none/*.xml")
    assert rules(told) == ["report-not-found", "report-not-found"]
    messages = " ".join(each["message"] for each in told.report["findings"])
    assert "nowhere/*.xml" in messages
    assert "none/*.xml" in messages
    assert told.exit_code == 0


def test_two_reports_of_one_shown_path_are_both_whose_the_policy_says(tmp_path: Path) -> None:
    policy = 'tests: {reports: [{glob: "r.xml", dimension: vehicle, variant: van}]}\n'
    line = made(tmp_path, policy + TEST_BUDGET)
    reports = {job: {"r.xml": suite(of("nowhere.Test", job))} for job in ("one", "two")}

    told = checked(line, *(f"--junit={write(tmp_path / job, reports[job])}" for job in reports))

    assert by_owner(told, "test_case_count") == {"van": (2,)}


def test_two_patterns_for_one_file_count_it_once(line: Repository, tmp_path: Path) -> None:
    pattern = write(tmp_path / "out", {"r.xml": suite(ran("van", 3))})
    told = checked(line, f"--junit={pattern}", f"--junit={tmp_path}/out/r.xml")
    assert by_owner(told, "test_case_count") == {"van": (3,)}
