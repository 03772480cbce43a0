"""`evidence` in `report.json`: what the reports of tests and of coverage come to.

As in report.py, field names, their order and their types are the format.
"""

from collections.abc import Mapping
from typing import NamedTuple


class ReportFileRow(NamedTuple):
    """A file that was given as a report: `outcome` is ok, warn or error (refused)."""

    path: str
    outcome: str
    notes: tuple[str, ...]


class UnattributedName(NamedTuple):
    """Tests that nobody owns, by the file or class that a report gives them."""

    name: str
    reason: str
    cases: int
    seconds: float


class UnattributedTests(NamedTuple):
    """All tests that nobody owns in some dimension. `reasons` are the 200 names of the most of them."""

    cases: int = 0
    seconds: float = 0.0
    reasons: tuple[UnattributedName, ...] = ()


class TestsOfFile(NamedTuple):
    """The tests of one file that belong to variants, and the rule that says so by dimension."""

    path: str
    owners: Mapping[str, tuple[str, ...]]
    because: Mapping[str, str]
    cases: int
    seconds: float
    unknown_time: int
    setup_errors: int


class JUnitEvidence(NamedTuple):
    """What test reports come to; zeros where one was refused, and `errors` of the report says so.

    `runs` counts reruns too; `unknown_time` the runs without a time; `overhead_seconds` is what
    suites took beyond their tests, in no share, and `assigned_overhead_seconds` what of it
    `tests.reports` gives to a variant. `setup_errors` are modules and classes that could
    not be set up. `variant_files` are the most numerous and the slowest.
    """

    files: tuple[ReportFileRow, ...]
    cases: int = 0
    runs: int = 0
    seconds: float = 0.0
    unknown_time: int = 0
    overhead_seconds: float = 0.0
    assigned_overhead_seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0
    flaky: int = 0
    setup_errors: int = 0
    unattributed: UnattributedTests = UnattributedTests()
    variant_files: tuple[TestsOfFile, ...] = ()


class CoveredLines(NamedTuple):
    """Lines that could run, and those of them that did."""

    coverable_lines: int = 0
    covered_lines: int = 0


class CoverageEvidence(NamedTuple):
    """What coverage reports come to. `unattributed` are lines of files that are none of this
    commit's, which `not_found` names; `not_code` those of tests and other files that no budget of
    code counts.
    """

    files: tuple[ReportFileRow, ...]
    source_files: int = 0
    coverable_lines: int = 0
    covered_lines: int = 0
    branches: int = 0
    covered_branches: int = 0
    unattributed: CoveredLines = CoveredLines()
    not_code: CoveredLines = CoveredLines()
    not_found: tuple[str, ...] = ()


class EvidenceTable(NamedTuple):
    """What the reports of tests and of coverage say; null where none was given."""

    junit: JUnitEvidence | None
    coverage: CoverageEvidence | None
