"""vitest, which calls the class of a test after its file."""

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

MODULES = Path(__file__).parents[2] / "build/node/node_modules"


def told(module: str, name: str, status: Status = Status.PASSED) -> Case:
    file = f"test/{module}.test.js"
    return case(file, name, status, suites=(file, "vitest tests"))


EXPECTED: Expected = {
    "van": [told("core", "core > brakes [van]"), told("van/load", "load > loads")],
    "truck": [
        told("core", "core > brakes [truck]"),
        told("truck/hitch", "hitch > pulls"),
        told("truck/hitch", "hitch > pulls more than it can", Status.FAILED),
        told("truck/hitch", "hitch > coupled > reverses"),
    ],
    "": [
        told("core", "core > stops within 50 ms"),
        told("core", "core > brakes in winter", Status.SKIPPED),
    ],
}
PLACES: Places = {
    ("van", "test/core.test.js"): 1,
    ("van", "test/van/load.test.js"): 1,
    ("truck", "test/core.test.js"): 1,
    ("truck", "test/truck/hitch.test.js"): 3,
}

NOT_LOADED = 'import "./axle-that-is-missing.js";\n'
FILE_NOT_SET_UP = """
import { beforeAll, describe, it } from "vitest";

beforeAll(() => { throw new Error("no axle"); });
describe("axle", () => {
  it("turns", () => {});
});
"""
NOT_SET_UP = """
import { beforeAll, describe, it } from "vitest";

describe("axle", () => {
  beforeAll(() => { throw new Error("no axle"); });
  it("turns", () => {});
});
"""


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    found = sample("vitest", tmp_path / "line")
    found.symlink("node_modules", str(MODULES))
    return found


def reported(line: Repository) -> tuple[RunReport, tuple[Remark, ...]]:
    # Its cache would stand among the modules, which other tests read.
    options = ("run", "--cache=false", "--reporter=junit", "--outputFile=report.xml")
    ended, printed = run(("node", MODULES / "vitest/vitest.mjs", *options), line.root)
    assert ended == 1, printed
    return read(line.root / "report.xml")


def test_a_run_is_read_whole(line: Repository) -> None:
    report, remarks = reported(line)

    assert without_times(report.cases) == every(EXPECTED)
    assert (report.setups, report.declared, remarks) == ((), 8, ())
    assert owned(line, "report.xml") == Owned(counted(EXPECTED), PLACES)


def test_times_are_seconds(line: Repository) -> None:
    report, _ = reported(line)

    assert 0.05 <= seconds(report, "within 50 ms") < 5


@pytest.mark.parametrize(
    ("source", "tests"),
    [
        pytest.param(NOT_LOADED, [], id="module that cannot be imported"),
        pytest.param(FILE_NOT_SET_UP, ["axle > turns"], id="file not set up"),
        pytest.param(
            NOT_SET_UP,
            ["axle > turns"],
            id="suite not set up",
            marks=pytest.mark.xfail(
                reason="it has an entry of its bare name, as a test that failed has"
            ),
        ),
    ],
)
def test_what_could_not_start_is_no_test(line: Repository, source: str, tests: list[str]) -> None:
    line.write("test/truck/axle.test.js", source)

    report, _ = reported(line)

    added = {each.name for each in report.cases} - {each.name for each in every(EXPECTED)}
    assert sorted(added) == tests
    assert len(report.setups) == 1
