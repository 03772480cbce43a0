"""Test cases with their owners: what the reports of one commit come to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from variant_budget.domain.change import FileChange
from variant_budget.domain.ledger import Place
from variant_budget.errors import Problem

if TYPE_CHECKING:
    from variant_budget.domain.evidence import Remark, ReportFile, Status

Amount = tuple[int, int, int, int]
"""Cases, time in whole milliseconds, cost in millionths of the currency, runs of unknown time."""


class OwnedTests(NamedTuple):
    """The tests of one file that one owner has, and the rule by dimension.

    `path` is a tracked file, or where none was found (`located` false) the name that a report gives.
    `time` is in nanoseconds; `unknown` counts the runs whose
    time no report says, `setups` the modules and classes that could not be set up.
    """

    path: str
    located: bool
    place: Place
    because: tuple[str, ...]
    cases: int
    time: int
    unknown: int
    setups: int


class Unplaced(NamedTuple):
    """Tests that nobody owns in some dimension: the name that was looked for, and what it could be.

    `unrecorded`: they ran, and owners were to be told by what they execute, of which nothing is known.
    """

    name: str
    candidates: tuple[str, ...]
    cases: int
    time: int
    unrecorded: bool = False


class Tested(NamedTuple):
    """All tests of one commit.

    `amounts` is by place, times and costs rounded once for each (a cost once for each report too).
    `cost` says whether every report has a runner and a rate. `time` and `overhead` are in
    nanoseconds; `overhead` is what suites took beyond their cases and no report rule assigns,
    `assigned` what one does.
    """

    amounts: Mapping[Place, Amount]
    files: tuple[OwnedTests, ...]
    unplaced: tuple[Unplaced, ...]
    cases: int
    runs: int
    time: int
    unknown: int
    overhead: int
    assigned: int
    statuses: "Mapping[Status, int]"
    flaky: int
    setups: int
    costed: bool
    unplaced_cases: int
    unplaced_time: int
    remarks: "Mapping[str, tuple[Remark, ...]]"


class Covered(NamedTuple):
    """Coverage of the product's code, by place: lines that could run, and those that did.

    `amounts` are (coverable, covered, code lines of files that no report mentions). `lines` are all that the reports hold, `unplaced` those of files that are none of this commit's,
    or that could be several (`missing` names the files); `outside` those of files that are no code
    of the product. Each is (coverable, covered). `stale` are files that reports have more lines of than the commit. `files` are all.
    """

    amounts: Mapping[Place, tuple[int, int, int]]
    lines: tuple[int, int]
    unplaced: tuple[int, int]
    outside: tuple[int, int]
    branches: tuple[int, int]
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    files: int
    remarks: "Mapping[str, tuple[Remark, ...]]"


class Evidence(NamedTuple):
    """What reports said of head: the files that were read, and what they come to.

    `tested` and `covered` are None where no report was given, or one was refused. `problems` make
    the check incomplete. `unmatched` are the patterns for test reports that no file matches.
    `changes` are those of tests, by file, where the base has reports too.
    """

    junit: "tuple[ReportFile, ...]" = ()
    coverage: "tuple[ReportFile, ...]" = ()
    tested: Tested | None = None
    covered: Covered | None = None
    problems: tuple[Problem, ...] = ()
    others: "tuple[tuple[str, ReportFile], ...]" = ()
    changes: tuple[FileChange, ...] = ()
    unmatched: tuple[str, ...] = ()


NO_EVIDENCE = Evidence()
