"""`node --test`, a report for each folder: before 24.11.1 nothing else tells them apart."""

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
    standing_in,
    without_times,
)
from variant_budget.domain.evidence import Case, Remark, RunReport, Status

CORE = ("test/core.test.js",)
LOAD = ("test/van/load.test.js",)
HITCH = ("test/truck/hitch.test.js",)

EXPECTED: Expected = {
    "van": [case("test", "brakes [van]", files=CORE), case("test", "loads", files=LOAD)],
    "truck": [
        case("test", "brakes [truck]", files=CORE),
        case("test", "pulls", files=HITCH, suites=("hitch",)),
        case("test", "pulls more than it can", Status.FAILED, files=HITCH, suites=("hitch",)),
        case("test", "reverses", files=HITCH, suites=("coupled", "hitch")),
    ],
    "": [
        case("test", "stops within 50 ms", files=CORE),
        case("test", "brakes in winter", Status.SKIPPED, files=CORE),
    ],
}

PLACES: Places = {
    ("van", "test/core.test.js"): 1,
    ("van", "test/van/load.test.js"): 1,
    ("truck", "test/core.test.js"): 1,
    ("truck", "test/truck/hitch.test.js"): 3,
}
# Of what Node 20 tells, the shared ones are nobody's: no report rule can say that tests are shared.
OWNED_BY_REPORT = Owned({"van": 2, "truck": 4, None: 2}, {(None, "test"): 2})


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("node", tmp_path / "line")


def reported(
    line: Repository, which: str, files: tuple[str, ...]
) -> tuple[RunReport, tuple[Remark, ...]]:
    to = f"--test-reporter-destination=reports/{which}.xml"
    (line.root / "reports").mkdir(exist_ok=True)
    ended, printed = run(("node", "--test", "--test-reporter=junit", to, *files), line.root)
    assert ended in (0, 1), printed
    return read(line.root / "reports" / f"{which}.xml")


def cases(line: Repository) -> list[Case]:
    """Of the three reports; nothing in them is odd."""
    found: list[Case] = []
    for which, files in (("core", CORE), ("van", LOAD), ("truck", HITCH)):
        report, remarks = reported(line, which, files)
        assert (report.setups, remarks) == ((), ())
        found.extend(report.cases)
    return found


def by_older(each: Case) -> Case:
    """Node 20 tells no file, 24.19 does; both have one class for all."""
    return each._replace(clues=each.clues._replace(files=()))


def test_a_run_is_read_whole(line: Repository) -> None:
    found = cases(line)

    newer = any(each.clues.files for each in found)
    wanted = [standing_in(line.root, each) if newer else by_older(each) for each in every(EXPECTED)]
    assert without_times(found) == sorted(wanted)
    told = owned(line, "reports/*.xml")
    assert told == (Owned(counted(EXPECTED), PLACES) if newer else OWNED_BY_REPORT)


def test_times_are_seconds(line: Repository) -> None:
    report, _ = reported(line, "core", CORE)

    assert 0.05 <= seconds(report, "within 50 ms") < 5


def test_a_module_that_cannot_be_imported_is_no_test(line: Repository) -> None:
    line.write("test/truck/axle.test.js", 'import "./axle-that-is-missing.js";\n')

    report, remarks = reported(line, "truck", (*HITCH, "test/truck/axle.test.js"))

    assert {each.name for each in report.cases} == {"pulls", "pulls more than it can", "reverses"}
    assert len(report.setups) == 1
    assert [each.slug for each in remarks] == ["tests-did-not-run"]
