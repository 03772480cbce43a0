"""`attribute_by: execution` on what pytest and pytest-cov really write: docs/recipes/tests.md."""

import subprocess
import sys
from typing import Any

import pytest

from tests.command import variant_budget
from tests.repositories import Repository

pytestmark = pytest.mark.once

POLICY = """\
version: 1
files: {product: ["/src/"]}
dimensions:
  vehicle:
    paths: ["src/vehicles/{variant}/", "tests/{variant}/"]
    not_variants: [common]
test_budget: {hard_limit: 100, attribute_by: execution, metrics: [test_case_count]}
"""
COMMON = """\
import pytest

from core.engine import start
from vehicles.van.doors import shut


@pytest.fixture(scope="module")
def engine():
    return start()


def test_engine(engine):
    assert engine


def test_engine_once_more(engine):
    assert engine


@pytest.mark.parametrize("door", ["left", "right"])
def test_doors_of_vans(door):
    assert shut(door)
"""
VAN = """\
import pytest

from core.engine import start


class TestStart:
    def test_starts(self):
        assert start()


@pytest.mark.skip
def test_winter():
    pass
"""
FILES = {
    ".variant-budget/policy.yml": POLICY,
    "src/core/engine.py": "def start():\n    return True\n",
    "src/vehicles/van/doors.py": "def shut(door):\n    return bool(door)\n",
    "tests/common/test_all.py": COMMON,
    "tests/van/test_van.py": VAN,
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of a check with what a run of the tests recorded."""
    line = Repository(tmp_path_factory.mktemp("executed") / "line")
    line.commit("a product line", FILES)
    command = [sys.executable, "-m", "pytest", "-o", "pythonpath=src", "--junitxml=../run.xml"]
    recording = ["--cov=src", "--cov-context=test", "--cov-report="]
    environment = {"COVERAGE_FILE": "../run.coverage", "COVERAGE_CORE": "ctrace"}
    subprocess.run([*command, *recording], cwd=line.root, env=environment, check=True)
    beside = line.root.parent
    reports = ["--junit", f"{beside}/run.xml", "--coverage", f"{beside}/run.coverage"]
    told = variant_budget(["check", "--repo", str(line.root), *reports, "--format", "json"])
    assert told.exit_code == 0, told.out + told.err
    return told.report


def test_tests_belong_to_whom_they_execute_and_skipped_ones_to_their_path(
    report: dict[str, Any],
) -> None:
    found = {
        (row["class"]["vehicle"], *row["owners"]["vehicle"]): row["test_case_count"]
        for row in report["ledger"]["rows"]
        if row.get("test_case_count")
    }

    # The van's: both of its doors, and the one in its folder that did not run.
    assert found == {("owned",): 2, ("owned", "van"): 3, ("unattributed",): 1}


def test_what_a_fixture_ran_for_another_test_is_no_test_s_own(report: dict[str, Any]) -> None:
    unattributed = report["evidence"]["junit"]["unattributed"]
    why = "no coverage context tells a line of the product that they ran"

    assert [(each["name"], each["reason"]) for each in unattributed["reasons"]] == [
        ("tests/common/test_all.py", why)
    ]
    (told,) = (each for each in report["findings"] if each["rule"] == "unattributed-tests")
    assert "attribute_by: path suits such tests" in told["message"]
