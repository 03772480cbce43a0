"""What reports of test runs and of coverage say, before anyone is made the owner of it.

Times are whole nanoseconds, exact as reports write them. Lines are bits of an integer, bit n for
line n, so that what several reports say of a file joins by `|`.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from variant_budget.domain.source_names import joined

NANOSECONDS = 1_000_000_000
"""In one second."""

Source = Callable[[], Iterable[bytes]]
"""The bytes of a report, piece by piece; each call begins anew."""


COVERAGE_DATA = b"SQLite format 3\0"
"""What coverage.py's own data begins with, and no other report."""


class Grade(StrEnum):
    """What a report file is worth: `ERROR` means that it is refused, and figures are incomplete."""

    OK = "ok"
    WARN = "warn"
    ERROR = "error"


class Remark(NamedTuple):
    """Why a report file is not `ok`, or something in it that a reader wants to know."""

    slug: str
    message: str


class UnreadableError(ValueError):
    """A report that cannot be used as one; the message says why."""

    def __init__(self, slug: str, message: str) -> None:
        super().__init__(message)
        self.remark = Remark(slug, message)


class Status(StrEnum):
    """How a test ended; of several results in one case the first of these counts."""

    ERROR = "error"
    FAILED = "failed"
    SKIPPED = "skipped"
    PASSED = "passed"


class Clues(NamedTuple):
    """What a report tells of where a test stands; empty where it says nothing.

    `files` are the nearest first: the case's own, then those of the suites around it. So are
    `suites`, the names of the suites around it.
    """

    files: tuple[str, ...] = ()
    classname: str = ""
    suites: tuple[str, ...] = ()


class Case(NamedTuple):
    """One test case as one element of a report tells it.

    `runs` counts executions, reruns among them: 0 of a test that was skipped at once. `time` is in
    nanoseconds, None where the report does not say. `flaky`: it failed first and passed then.
    """

    clues: Clues
    name: str
    runs: int
    time: int | None
    status: Status
    flaky: bool = False


class RunReport(NamedTuple):
    """What one JUnit report says.

    `setups` are entries that are no test: a module that could not be collected, a class that could
    not be set up; tests that they stand for did not run. `overhead` is the time of suites that
    belongs to no case, in nanoseconds. `declared` is the number of tests that the report says it
    holds.
    """

    cases: tuple[Case, ...] = ()
    setups: tuple[Case, ...] = ()
    overhead: int = 0
    declared: int | None = None


class CoveredFile(NamedTuple):
    """Lines of one source file: those that could run, and those of them that did.

    `name` is the path that the report has for it (domain/source_names.py, `plain`): absolute, or
    relative to a folder that the report may or may not name. Two files of one report may have one
    name: they are files of two modules. `branches` are (line, branches, of them taken), where the
    format has them in a form that is read.
    """

    name: str
    coverable: int
    covered: int
    branches: tuple[tuple[int, int, int], ...] = ()


class Coverage(NamedTuple):
    """What one coverage report says.

    `sources` are the folders that the report says its names stand in, in its order; several where
    it does not say which. What a name means is decided elsewhere, with a commit's tree.
    """

    files: tuple[CoveredFile, ...] = ()
    sources: tuple[str, ...] = ()

    def places(self, file: CoveredFile) -> tuple[str, ...]:
        """Where the file stands as the sources have it; nothing where no source says."""
        return tuple(
            dict.fromkeys(place for each in self.sources if (place := joined(each, file.name)))
        )


class Executed(NamedTuple):
    """What ran in one context: (name of a file, lines of it).

    `context` is a test as its recorder names it: pytest's id, or a dotted name. The lines are those
    that ran, also where they are in the middle of a statement.
    """

    context: str
    lines: tuple[tuple[str, int], ...]


class ReportFile(NamedTuple):
    """One file that was given as a report. `path` is as a reader may see it: no machine's folder."""

    path: str
    grade: Grade
    remarks: tuple[Remark, ...] = ()


def bits(lines: Iterable[int]) -> int:
    """Lines from 0 on as bits of an integer, in the time that the highest of them takes."""
    every = frozenset(lines)
    found = bytearray((max(every, default=0) >> 3) + 1)
    for line in every:
        found[line >> 3] |= 1 << (line & 7)
    return int.from_bytes(found, "little")
