"""mocha, by its own xunit reporter and by mocha-junit-reporter."""

from pathlib import Path

import pytest

from tests.repositories import Repository
from tests.runners.sample import (
    Counts,
    Expected,
    Owned,
    Places,
    case,
    counted,
    every,
    owned,
    read,
    run,
    sample,
    seconds,
    standing_in,
    without_times,
)
from variant_budget.domain.evidence import Case, Clues, Remark, RunReport, Status

MODULES = Path(__file__).parents[2] / "build/node/node_modules"
JUNIT = MODULES / "mocha-junit-reporter"

CORE = ("test/core.test.js",)
LOAD = ("test/van/load.test.js",)
HITCH = ("test/truck/hitch.test.js",)
SUITES = ("Mocha Tests",)

# As xunit tells it.
EXPECTED: Expected = {
    "van": [
        case("core", "brakes [van]", files=CORE, suites=SUITES),
        case("load", "loads", files=LOAD, suites=SUITES),
    ],
    "truck": [
        case("core", "brakes [truck]", files=CORE, suites=SUITES),
        case("hitch", "pulls", files=HITCH, suites=SUITES),
        case("hitch", "pulls more than it can", Status.FAILED, files=HITCH, suites=SUITES),
        case("hitch coupled", "reverses", files=HITCH, suites=SUITES),
    ],
    "": [
        case("core", "stops within 50 ms", files=CORE, suites=SUITES),
        case("core", "brakes in winter", Status.SKIPPED, files=CORE, suites=SUITES),
    ],
}
PLACES: Places = {
    ("van", "test/core.test.js"): 1,
    ("van", "test/van/load.test.js"): 1,
    ("truck", "test/core.test.js"): 1,
    ("truck", "test/truck/hitch.test.js"): 3,
}
# The reporter for JUnit does not list what was skipped, here a shared test.
COUNTS_BY_JUNIT_REPORTER: Counts = {"van": 2, "truck": 4, "": 1}

HOOK = """
describe("axle", () => {
  before(() => { throw new Error("no axle"); });
  it("turns", () => {});
  it("carries", () => {});
});
"""


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("mocha", tmp_path / "line")


def mocha(line: Repository, reporter: str | Path, *options: str) -> tuple[int, str]:
    program = MODULES / "mocha/bin/mocha.js"
    return run(("node", program, "--recursive", "--reporter", reporter, *options), line.root)


def reported(
    line: Repository, reporter: str | Path = "xunit", to: str = "output", failures: int = 1
) -> tuple[RunReport, tuple[Remark, ...]]:
    ended, printed = mocha(line, reporter, "--reporter-options", f"{to}=report.xml")
    assert ended == failures, printed
    return read(line.root / "report.xml")


def by_junit_reporter(each: Case) -> Case:
    """The title alone as class, with those of the suites as name; the nearest suite has the file."""
    suites = each.clues.classname
    clues = Clues(each.clues.files, each.name, (suites.rpartition(" ")[2], *SUITES))
    return each._replace(clues=clues, name=f"{suites} {each.name}")


def test_a_run_told_by_xunit_is_read_whole(line: Repository) -> None:
    report, remarks = reported(line)

    wanted = [standing_in(line.root, each) for each in every(EXPECTED)]
    assert without_times(report.cases) == sorted(wanted)
    assert (report.setups, report.declared, remarks) == ((), 8, ())
    assert owned(line, "report.xml") == Owned(counted(EXPECTED), PLACES)


def test_a_run_told_by_junit_reporter_is_read_whole(line: Repository) -> None:
    """It counts what was skipped, and does not list it."""
    report, remarks = reported(line, JUNIT, "mochaFile")

    listed = [each for each in every(EXPECTED) if each.status is not Status.SKIPPED]
    wanted = [standing_in(line.root, by_junit_reporter(each)) for each in listed]
    assert without_times(report.cases) == sorted(wanted)
    assert (report.setups, report.declared, remarks) == ((), 8, ())
    assert owned(line, "report.xml") == Owned(COUNTS_BY_JUNIT_REPORTER, PLACES)


@pytest.mark.parametrize(("reporter", "to"), [("xunit", "output"), (JUNIT, "mochaFile")])
def test_times_are_seconds(line: Repository, reporter: str | Path, to: str) -> None:
    report, _ = reported(line, reporter, to)

    assert 0.05 <= seconds(report, "within 50 ms") < 5


@pytest.mark.parametrize(("reporter", "to"), [("xunit", "output"), (JUNIT, "mochaFile")])
def test_where_a_module_cannot_be_imported_there_is_no_report(
    line: Repository, reporter: str | Path, to: str
) -> None:
    line.write("test/truck/axle.test.js", 'import "./axle-that-is-missing.js";\n')

    ended, printed = mocha(line, reporter, "--reporter-options", f"{to}=report.xml")

    assert (ended, "ERR_MODULE_NOT_FOUND" in printed) == (1, True)
    assert not (line.root / "report.xml").exists()


@pytest.mark.parametrize(
    ("reporter", "to", "unlisted"),
    [("xunit", "output", []), (JUNIT, "mochaFile", ["report-lists-fewer-tests"])],
)
def test_a_hook_that_fails_is_no_test(
    line: Repository, reporter: str | Path, to: str, unlisted: list[str]
) -> None:
    """The tests behind it are counted by the reporter for JUnit, and listed by none."""
    line.write("test/truck/axle.test.js", HOOK)

    report, remarks = reported(line, reporter, to, failures=2)

    assert not [each.name for each in report.cases if "hook" in each.name]
    assert [each.clues.files for each in report.setups] == [
        (f"{line.root}/test/truck/axle.test.js",)
    ]
    assert [each.slug for each in remarks] == [*unlisted, "tests-did-not-run"]
