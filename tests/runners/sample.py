"""Small product lines with tests of their own, and what real runners report of them.

Each sample knows a van and a truck. Its runner runs here and now, so that a report is what the
installed version writes.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.command import variant_budget
from tests.repositories import Repository
from variant_budget.domain.evidence import (
    NANOSECONDS,
    Case,
    Clues,
    Remark,
    RunReport,
    Status,
)
from variant_budget.evidence.junit import read_junit

SAMPLES = Path(__file__).parent / "samples"

Expected = Mapping[str | None, Sequence[Case]]
"""The cases of a report by the variant that owns them: "" for shared ones, None for nobody's."""


def sample(name: str, root: Path) -> Repository:
    """A repository whose one commit holds the sample of a runner."""
    shutil.copytree(SAMPLES / name, root)
    line = Repository(root)
    line.commit("a product line")
    return line


def run(command: Sequence[str | Path], root: Path, **environ: str) -> tuple[int, str]:
    """How a runner ended, and all that it printed; in a clean environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(root.parent), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        cwd=root,
        env={**environment, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout


def read(path: Path) -> tuple[RunReport, tuple[Remark, ...]]:
    """What a report file says."""
    return read_junit(lambda: [path.read_bytes()])


def read_all(folder: Path) -> tuple[RunReport, tuple[Remark, ...]]:
    """What the report files of a folder say, as if they were one."""
    each = [read(path) for path in sorted(folder.glob("*.xml"))]
    whole = RunReport(
        tuple(found for report, _ in each for found in report.cases),
        tuple(found for report, _ in each for found in report.setups),
        sum(report.overhead for report, _ in each),
        declared=sum(report.declared or 0 for report, _ in each),
    )
    return whole, tuple(remark for _, remarks in each for remark in remarks)


Counts = Mapping[str | None, int]
"""Tests by owner, as in `Expected`."""
Places = Mapping[tuple[str | None, str], int]
"""Tests by owner and file; of nobody by what their report calls them."""


class Owned(NamedTuple):
    """How many tests each owner has, and where those stand that are not shared."""

    counts: Counts
    places: Places


def owned(line: Repository, reports: str) -> Owned:
    """Whose tests these reports hold, as the command tells it under the sample's own policy."""
    told = variant_budget(
        ["check", "--repo", str(line.root), "--junit", reports, "--format", "json"], cwd=line.root
    )
    ledger, junit = told.report["ledger"], told.report["evidence"]["junit"]
    counts: Counts = {
        None if row["class"] == "unattributed" else ", ".join(row["owner"]): row["test_case_count"]
        for row in ledger["dimensions"]["vehicle"]
        if row["test_case_count"]
    }
    places: dict[tuple[str | None, str], int] = {
        (", ".join(row["owners"]["vehicle"]), row["path"]): row["cases"]
        for row in junit["variant_files"]
    }
    nobodys = {(None, row["name"]): row["cases"] for row in junit["unattributed"]["reasons"]}
    return Owned(counts, places | nobodys)


def counted(expected: Expected) -> Counts:
    """How many tests each owner should have."""
    return {owner: len(cases) for owner, cases in expected.items()}


def case(
    classname: str,
    name: str,
    status: Status = Status.PASSED,
    *,
    files: tuple[str, ...] = (),
    suites: tuple[str, ...] = (),
) -> Case:
    """A case without its time, which no two runs share; one that was skipped never ran."""
    return Case(
        Clues(files, classname, suites), name, int(status is not Status.SKIPPED), None, status
    )


def without_times(cases: Iterable[Case]) -> list[Case]:
    """The cases in an order that does not depend on who ran first."""
    return sorted(each._replace(time=None) for each in cases)


def every(expected: Expected) -> list[Case]:
    """The cases of all owners, as `without_times` orders them."""
    return sorted(each for owned in expected.values() for each in owned)


def standing_in(root: Path, each: Case) -> Case:
    """With its files as those see them that tell whole paths."""
    files = tuple(f"{root}/{file}" for file in each.clues.files)
    return each._replace(clues=each.clues._replace(files=files))


def seconds(report: RunReport, name: str) -> float:
    """How long the one test whose name ends so took."""
    (found,) = (each for each in report.cases if each.name.endswith(name))
    assert found.time is not None, found
    return found.time / NANOSECONDS
