"""unittest-xml-reporting: a file for each class."""

import re
import sys
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
    read_all,
    run,
    sample,
    seconds,
    without_times,
)
from variant_budget.domain.evidence import Case, Remark, RunReport, Status


def told(module: str, of_class: str, name: str, status: Status = Status.PASSED) -> Case:
    """A case of tests/`module`.py: its file is its class's, wherever its function is defined."""
    classname = f"tests.{module.replace('/', '.')}.{of_class}"
    return case(classname, name, status, files=(f"tests/{module}.py",), suites=(classname,))


EXPECTED: Expected = {
    "van": [
        told("van/test_load", "LoadTest", "test_loads"),
        told("van/test_load", "StartTest", "test_starts_in_the_cold"),
    ],
    "truck": [
        told("test_core", "CoreTest", "test_brakes_downhill (vehicle='truck')", Status.FAILED),
        told("truck/test_hitch", "HitchTest", "test_pulls"),
        told("truck/test_hitch", "HitchTest", "test_pulls_more_than_it_can", Status.FAILED),
        told("truck/test_hitch", "HitchTest", "test_reverses"),
        told("truck/test_hitch", "StartTest", "test_starts_in_the_cold"),
    ],
    # Subtests are told apart where one failed: that of the van, which passed, is not told.
    "": [
        told("test_core", "CoreTest", "test_brakes"),
        told("test_core", "CoreTest", "test_stops_within_50_ms"),
        told("test_core", "CoreTest", "test_brakes_in_winter", Status.SKIPPED),
    ],
}
PLACES: Places = {
    ("van", "tests/van/test_load.py"): 2,
    ("truck", "tests/test_core.py"): 1,
    ("truck", "tests/truck/test_hitch.py"): 4,
}

NOT_LOADED = """
import axle_that_is_missing
"""
NOT_SET_UP = """
import unittest


class AxleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError

    def test_turns(self):
        pass
"""


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("unittest", tmp_path / "line")


def reported(line: Repository) -> tuple[RunReport, tuple[Remark, ...]]:
    """All the reports of a run as one."""
    command = (sys.executable, "-m", "xmlrunner", "discover", "-s", "tests", "-t", ".")
    ended, printed = run([*command, "-o", "reports"], line.root)
    assert ended == 1, printed
    return read_all(line.root / "reports")


def without_hour(case: Case) -> Case:
    """A suite is called after its class and the second in which it ran."""
    suites = tuple(re.sub(r"-\d{14}$", "", suite) for suite in case.clues.suites)
    return case._replace(clues=case.clues._replace(suites=suites))


def test_a_run_is_read_whole(line: Repository) -> None:
    report, remarks = reported(line)

    assert without_times(map(without_hour, report.cases)) == every(EXPECTED)
    assert (report.setups, report.declared, remarks) == ((), 10, ())
    assert owned(line, "reports/*.xml") == Owned(counted(EXPECTED), PLACES)


def test_times_are_seconds(line: Repository) -> None:
    report, _ = reported(line)

    assert 0.05 <= seconds(report, "within_50_ms") < 5


@pytest.mark.parametrize(
    ("source", "standing"),
    [
        pytest.param(NOT_LOADED, "tests.truck.test_axle", id="module that cannot be imported"),
        pytest.param(NOT_SET_UP, "tests.truck.test_axle.AxleTest", id="class not set up"),
    ],
)
def test_what_could_not_start_is_no_test(line: Repository, source: str, standing: str) -> None:
    line.write("tests/truck/test_axle.py", source)

    report, remarks = reported(line)

    assert without_times(map(without_hour, report.cases)) == every(EXPECTED)
    assert [each.clues.classname for each in report.setups] == [standing]
    assert [each.slug for each in remarks] == ["tests-did-not-run"]
