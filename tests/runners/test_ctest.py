"""ctest, which knows the names of tests and nothing of their files."""

import sysconfig
from pathlib import Path

import pytest

from tests.repositories import Repository
from tests.runners.sample import (
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
PLACES: Places = {
    ("van", "tests/core/brakes.cmake"): 1,
    ("van", "tests/van/loads.cmake"): 1,
    ("truck", "tests/core/brakes.cmake"): 1,
    ("truck", "tests/truck/pulls.cmake"): 1,
    ("truck", "tests/truck/pulls_more_than_it_can.cmake"): 1,
    ("truck", "tests/truck/coupled/reverses.cmake"): 1,
    (None, "smoke"): 1,
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
    assert owned(line, "build/report.xml") == Owned(counted(EXPECTED), PLACES)


def test_times_are_seconds(line: Repository) -> None:
    report, _ = reported(line)

    assert 0.05 <= seconds(report, "smoke") < 5
    assert report.overhead == 0


def test_a_program_that_was_not_built_is_no_test(line: Repository) -> None:
    """ctest calls it skipped, though the run as a whole fails."""
    line.append("CMakeLists.txt", "add_test(NAME truck.axle COMMAND axle_that_is_missing)\n")

    report, remarks = reported(line)

    assert without_times(report.cases) == every(EXPECTED)
    assert [each.clues.classname for each in report.setups] == ["truck.axle"]
    assert [each.slug for each in remarks] == ["tests-did-not-run"]
