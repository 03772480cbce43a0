"""pytest's own report, in both of its families."""

import sys
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
    without_times,
)
from variant_budget.domain.evidence import Case, Remark, RunReport, Status

SUITES = ("pytest", "pytest tests")
HITCH = "tests.truck.test_hitch"

EXPECTED: Expected = {
    "van": [
        case("tests.test_core", "test_brakes[van]", suites=SUITES),
        case("tests.van.test_load", "test_loads", suites=SUITES),
        case("tests.van.test_load.TestStart", "test_starts_in_the_cold", suites=SUITES),
    ],
    "truck": [
        case("tests.test_core", "test_brakes[truck]", suites=SUITES),
        case(f"{HITCH}.TestHitch", "test_pulls", suites=SUITES),
        case(f"{HITCH}.TestHitch", "test_pulls_more_than_it_can", Status.FAILED, suites=SUITES),
        case(f"{HITCH}.TestHitch.TestCoupled", "test_reverses", suites=SUITES),
        case(f"{HITCH}.TestStart", "test_starts_in_the_cold", suites=SUITES),
    ],
    "": [
        case("tests.test_core", "test_stops_within_50_ms", suites=SUITES),
        case("tests.test_core", "test_brakes_in_winter", Status.SKIPPED, suites=SUITES),
    ],
}

PLACES: Places = {
    ("van", "tests/test_core.py"): 1,
    ("van", "tests/van/test_load.py"): 2,
    ("truck", "tests/test_core.py"): 1,
    ("truck", "tests/truck/test_hitch.py"): 4,
}
# Where the report names a file, a test is that file's: what variants inherit is shared.
COUNTS_BY_FILE: Counts = {"van": 2, "truck": 4, "": 4}
PLACES_BY_FILE: Places = {
    ("van", "tests/test_core.py"): 1,
    ("van", "tests/van/test_load.py"): 1,
    ("truck", "tests/test_core.py"): 1,
    ("truck", "tests/truck/test_hitch.py"): 3,
}


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("pytest", tmp_path / "line")


def reported(line: Repository, *options: str) -> tuple[RunReport, tuple[Remark, ...]]:
    command = (sys.executable, "-m", "pytest", "--junitxml=report.xml", "-p", "no:cacheprovider")
    ended, printed = run([*command, *options], line.root)
    assert ended in (1, 2), printed
    return read(line.root / "report.xml")


def in_its_file(case: Case) -> Case:
    """What the older family adds: the file in which the function of a test is defined.

    So what a van's class inherits has a file that is shared, and a class that is the van's. The file
    counts: what all inherit is written and kept once.
    """
    module = case.clues.classname.partition(".Test")[0]
    if case.name == "test_starts_in_the_cold":
        module = "tests.starting"
    file = f"{module.replace('.', '/')}.py"
    return case._replace(clues=case.clues._replace(files=(file,)))


def test_a_run_is_read_whole(line: Repository) -> None:
    report, remarks = reported(line)

    assert without_times(report.cases) == every(EXPECTED)
    assert (report.setups, report.declared, remarks) == ((), 10, ())
    assert owned(line, "report.xml") == Owned(counted(EXPECTED), PLACES)


def test_xunit1_adds_the_file_that_defines_a_test(line: Repository) -> None:
    report, remarks = reported(line, "-o", "junit_family=xunit1")

    assert without_times(report.cases) == sorted(map(in_its_file, every(EXPECTED)))
    assert (report.setups, report.declared, remarks) == ((), 10, ())
    assert owned(line, "report.xml") == Owned(COUNTS_BY_FILE, PLACES_BY_FILE)


def test_times_are_seconds(line: Repository) -> None:
    report, _ = reported(line)

    assert 0.05 <= seconds(report, "within_50_ms") < 5
    assert 0 < report.overhead < 60_000_000_000


def test_a_module_that_cannot_be_imported_is_no_test(line: Repository) -> None:
    line.write("tests/truck/test_axle.py", "import axle_that_is_missing\n")

    report, remarks = reported(line, "--continue-on-collection-errors")

    assert without_times(report.cases) == every(EXPECTED)
    assert [each.clues.classname for each in report.setups] == ["tests.truck.test_axle"]
    assert [each.slug for each in remarks] == ["tests-did-not-run"]


def test_where_collection_stops_nothing_is_listed_and_that_is_told(line: Repository) -> None:
    line.write("tests/truck/test_axle.py", "import axle_that_is_missing\n")

    report, remarks = reported(line)

    assert report.cases == ()
    assert [each.clues.classname for each in report.setups] == ["tests.truck.test_axle"]
    assert [each.slug for each in remarks] == ["tests-did-not-run"]


def test_a_test_that_fails_and_cannot_be_torn_down_has_two_entries(line: Repository) -> None:
    fixture = "@pytest.fixture\ndef axle():\n    yield\n    raise ValueError\n"
    test = "def test_axle(axle):\n    raise ValueError\n"
    line.write("tests/truck/test_axle.py", f"import pytest\n\n\n{fixture}\n\n{test}")

    report, _ = reported(line, "tests/truck/test_axle.py")

    axle = "tests.truck.test_axle"
    assert without_times(report.cases) == [
        case(axle, "test_axle", Status.ERROR, suites=SUITES),
        case(axle, "test_axle", Status.FAILED, suites=SUITES),
    ]
    assert report.declared == 2
