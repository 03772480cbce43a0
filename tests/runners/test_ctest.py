"""ctest, which knows the names of tests and nothing of their files."""

import sysconfig
from pathlib import Path

import pytest

from tests.repositories import Repository
from tests.runners.sample import (
    Expected,
    case,
    every,
    read,
    run,
    sample,
    seconds,
    without_times,
)
from variant_budget.domain.evidence import Case, Remark, RunReport, Status

SCRIPTS = Path(sysconfig.get_path("scripts"))


def told(name: str, status: Status = Status.PASSED) -> Case:
    return case(name, name, status, suites=("(empty)",))


EXPECTED: Expected = {
    "van": [told("core.brakes[van]"), told("van.loads")],
    "truck": [
        told("core.brakes[truck]"),
        told("truck.pulls"),
        told("truck.pulls_more_than_it_can", Status.FAILED),
        told("truck.coupled.reverses"),
    ],
    "": [told("core.stops"), told("core.brakes_in_winter", Status.SKIPPED)],
    None: [told("smoke")],
}


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("ctest", tmp_path / "line")


def reported(line: Repository) -> tuple[RunReport, tuple[Remark, ...]]:
    cmake = (SCRIPTS / "cmake", "-G", "Unix Makefiles", "-S", ".", "-B", "build")
    ended, printed = run(cmake, line.root)
    assert ended == 0, printed
    ctest = (SCRIPTS / "ctest", "--test-dir", "build", "--output-junit", "report.xml")
    ended, printed = run(ctest, line.root)
    assert ended == 8, printed
    return read(line.root / "build/report.xml")


def test_a_run_is_read_whole(line: Repository) -> None:
    report, remarks = reported(line)

    assert without_times(report.cases) == every(EXPECTED)
    assert (report.setups, report.declared, remarks) == ((), 9, ())


def test_times_are_seconds(line: Repository) -> None:
    report, _ = reported(line)

    assert 0.05 <= seconds(report, "smoke") < 5
    assert report.overhead == 0


def test_a_program_that_was_not_built_is_a_test_that_was_skipped(line: Repository) -> None:
    """So ctest has it, though the run as a whole fails."""
    line.append("CMakeLists.txt", "add_test(NAME truck.axle COMMAND axle_that_is_missing)\n")

    report, remarks = reported(line)

    axle = told("truck.axle", Status.SKIPPED)
    assert without_times(report.cases) == sorted([*every(EXPECTED), axle])
    assert (report.declared, remarks) == (10, ())
