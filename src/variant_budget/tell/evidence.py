"""What reports said -> the `evidence` of the report, and the findings about it."""

from collections.abc import Iterator, Sequence

from variant_budget.domain.evidence import NANOSECONDS, Grade, ReportFile, Status
from variant_budget.domain.evidence_report import (
    CoverageEvidence,
    CoveredLines,
    EvidenceTable,
    JUnitEvidence,
    ReportFileRow,
    TestsOfFile,
    UnattributedName,
    UnattributedTests,
)
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.report import Finding
from variant_budget.domain.tested import Covered, OwnedTests, Tested, Unplaced
from variant_budget.domain.verdict import JudgedCoverage, LostTests
from variant_budget.tell.finding import finding
from variant_budget.tell.nobodys_tests import nobodys_tests, reason
from variant_budget.tell.numbers import SPACE, count, limit_text, percent_down
from variant_budget.tell.words import plural, share_of, short

MOST_FILES = 50
MOST_NAMES = 200
MOST_NOTES = 20
LONGEST_NOTE = 600
SAID_OF_ALL = frozenset({"tests-unattributed", "coverage-file-unknown"})
"""Remarks on one report that a finding about all reports says."""


def evidence_table(judgement: Judgement) -> EvidenceTable | None:
    """The reports that were given, and what they come to; None where none was."""
    evidence = judgement.evidence
    if not (evidence.junit or evidence.coverage):
        return None
    return EvidenceTable(
        junit=_junit(judgement, evidence.tested) if evidence.junit else None,
        coverage=_coverage(evidence.coverage, evidence.covered) if evidence.coverage else None,
    )


def _files(files: Sequence[ReportFile]) -> tuple[ReportFileRow, ...]:
    return tuple(
        ReportFileRow(
            path=file.path,
            outcome=file.grade,
            notes=tuple(
                short(remark.message, LONGEST_NOTE) for remark in file.remarks[:MOST_NOTES]
            ),
        )
        for file in files
    )


def seconds(time: int) -> float:
    """Nanoseconds in seconds."""
    return round(time / NANOSECONDS, 9)


def _junit(judgement: Judgement, tested: Tested | None) -> JUnitEvidence:
    files = _files(judgement.evidence.junit)
    if tested is None:
        return JUnitEvidence(files=files)
    return JUnitEvidence(
        files=files,
        cases=tested.cases,
        runs=tested.runs,
        seconds=seconds(tested.time),
        unknown_time=tested.unknown,
        overhead_seconds=seconds(tested.overhead),
        assigned_overhead_seconds=seconds(tested.assigned),
        passed=tested.statuses.get(Status.PASSED, 0),
        failed=tested.statuses.get(Status.FAILED, 0),
        errors=tested.statuses.get(Status.ERROR, 0),
        skipped=tested.statuses.get(Status.SKIPPED, 0),
        flaky=tested.flaky,
        setup_errors=tested.setups,
        unattributed=UnattributedTests(
            cases=tested.unplaced_cases,
            seconds=seconds(tested.unplaced_time),
            reasons=tuple(
                _unplaced(judgement, each) for each in sorted(unplaced(tested)[:MOST_NAMES])
            ),
        ),
        variant_files=tuple(_of_file(judgement, file) for file in variant_files(tested)),
    )


def variant_files(tested: Tested) -> list[OwnedTests]:
    """The files whose tests belong to variants: the most numerous and the slowest of them."""
    special = [file for file in tested.files if file.located and any(file.place.owners)]
    many = sorted(special, key=lambda file: (-file.cases, file))[:MOST_FILES]
    slow = sorted(special, key=lambda file: (-file.time, file))[:MOST_FILES]
    return list(dict.fromkeys((*many, *slow)))


def unplaced(tested: Tested) -> list[Unplaced]:
    """The names of tests without an owner, those of most tests first."""
    return sorted(tested.unplaced, key=lambda each: (-each.cases, each))


def _unplaced(judgement: Judgement, unplaced: Unplaced) -> UnattributedName:
    return UnattributedName(
        name=short(unplaced.name),
        reason=reason(judgement, unplaced),
        cases=unplaced.cases,
        seconds=seconds(unplaced.time),
    )


def _of_file(judgement: Judgement, file: OwnedTests) -> TestsOfFile:
    dimensions = judgement.ledger.dimensions
    return TestsOfFile(
        path=file.path,
        owners=dict(zip(dimensions, file.place.owners, strict=True)),
        because=dict(zip(dimensions, file.because, strict=True)),
        cases=file.cases,
        seconds=seconds(file.time),
        unknown_time=file.unknown,
        setup_errors=file.setups,
    )


def _coverage(files: Sequence[ReportFile], covered: Covered | None) -> CoverageEvidence:
    if covered is None:
        return CoverageEvidence(files=_files(files))
    return CoverageEvidence(
        files=_files(files),
        source_files=covered.files,
        coverable_lines=covered.lines[0],
        covered_lines=covered.lines[1],
        branches=covered.branches[0],
        covered_branches=covered.branches[1],
        unattributed=CoveredLines(*covered.unplaced),
        not_code=CoveredLines(*covered.outside),
        not_found=tuple(map(short, covered.missing[:MOST_NAMES])),
    )


def evidence_findings(judgement: Judgement) -> Iterator[Finding]:
    """Tests that nobody owns or that did not run, floors, reports that are odd or not there."""
    yield from nobodys_tests(judgement)
    for lost in judgement.verdict.lost_tests:
        yield _lost(lost)
    for floor in judgement.verdict.coverage:
        if floor.doubtful:
            yield _floor(floor)
    said = SAID_OF_ALL | ({"tests-did-not-run"} if judgement.verdict.lost_tests else set())
    evidence = judgement.evidence
    given = (
        *(("test report", file) for file in evidence.junit),
        *(("coverage report", file) for file in evidence.coverage),
        *evidence.others,
    )
    for what, file in given:
        if remarks := [each for each in file.remarks if each.slug not in said]:
            yield _odd_report(file._replace(remarks=tuple(remarks)), what)
    covered = judgement.evidence.covered
    if covered and covered.missing:
        yield _not_found(covered)
    if covered and covered.stale:
        yield _stale(covered)
    for flag, pattern in judgement.unmatched_reports:
        yield finding(
            "report-not-found",
            "warning",
            f"{flag} {pattern} matches no file. Write the reports first, or mend the pattern.",
            about=f"{flag} {pattern}",
            path="",
        )


def _lost(lost: LostTests) -> Finding:
    parts = []
    if lost.setups:
        parts.append(f"{plural(lost.setups, 'module or class', 'modules or classes')} not set up")
    if lost.before and not lost.cases:
        parts.append(f"none of its {plural(lost.before, 'test', 'tests')} is left")
    elif lost.escaped and lost.before:
        parts.append(
            f"it has {count(lost.before - lost.cases)} fewer while "
            f"{plural(lost.escaped, 'test more belongs', 'tests more belong')} to nobody"
        )
    return finding(
        "tests-lost",
        "warning",
        f"Tests of {lost.variant} are lost: {', and '.join(parts)}. Fewer tests are no improvement "
        "here.",
        subject=("test", lost.dimension, lost.variant, "test_case_count"),
        figures={"tests": lost.cases, "base": lost.before, "setup_errors": lost.setups},
    )


def _floor(judged: JudgedCoverage) -> Finding:
    parts = []
    if judged.coverable:
        covered = percent_down(share_of(judged.covered, judged.coverable))
        lines = plural(judged.coverable, "line", "lines")
        parts.append(f"{covered} of {judged.variant}'s {lines} that can run are covered")
    if judged.unmentioned:
        lines = plural(judged.unmentioned, "code line", "code lines")
        parts.append(f"no coverage report mentions the files of {lines} of {judged.variant}")
    told = f"{'; '.join(parts)}; {_asked(judged)}."
    return finding(
        "coverage-floor",
        "error" if judged.blocking else "warning",
        told[0].upper() + told[1:],
        subject=(judged.budget.name, judged.dimension, judged.variant, "covered_lines"),
        path=judged.budget.location.path,
        line=judged.budget.location.line,
        figures={
            "coverable_lines": judged.coverable,
            "covered_lines": judged.covered,
            "unmentioned_lines": judged.unmentioned,
        },
        blocking=judged.blocking,
    )


def _asked(judged: JudgedCoverage) -> str:
    if judged.floor is None:
        return "of common code no report says how much is"
    floor = judged.floor
    if judged.budget.coverage_floor == "shared":
        return f"of common code {percent_down(floor)} are"
    return f"the floor is {limit_text(floor)}{SPACE}%"


def _odd_report(file: ReportFile, what: str) -> Finding:
    told = "; ".join(short(remark.message, LONGEST_NOTE) for remark in file.remarks[:MOST_NOTES])
    refused = file.grade is Grade.ERROR
    return finding(
        "report-refused" if refused else "report-odd",
        "error" if refused else "warning",
        f"{'Refused' if refused else 'Read with care'}: the {what} {file.path}: {told}.",
        about=file.path,
        # Where reports stand, the repository has no file.
        path="",
    )


def _stale(covered: Covered) -> Finding:
    more = len(covered.stale) - 1
    others = f" and {count(more)} more" if more else ""
    return finding(
        "coverage-stale",
        "warning",
        f"A coverage report has lines behind the end of {covered.stale[0]}{others}: it was made for "
        "another state of the code. They count for whom the file belongs to; measure this commit.",
        path=covered.stale[0],
        line=1,
    )


def _not_found(covered: Covered) -> Finding:
    first, number = short(covered.missing[0]), len(covered.missing)
    more = f" and {count(number - 1)} more" if number > 1 else ""
    return finding(
        "coverage-file-unknown",
        "warning",
        f"The coverage of {first}{more} is nobody's: no file of this commit, or several, could be "
        "meant. Measure the checkout itself, with paths as git has them.",
        about="coverage",
        path="",
        figures={"coverable_lines": covered.unplaced[0], "covered_lines": covered.unplaced[1]},
    )
