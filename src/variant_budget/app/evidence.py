"""Reports of tests and coverage: found, read, and given their owners by one ruler."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from variant_budget.adapters.report_files import FoundFile, find_reports, refused
from variant_budget.adapters.report_roots import Roots, roots_of
from variant_budget.app.surveying import Surveyor
from variant_budget.app.world import World
from variant_budget.attribute.covered import attribute_coverage
from variant_budget.attribute.locate import Locator
from variant_budget.attribute.test_owners import attribute_tests
from variant_budget.domain.evidence import (
    Coverage,
    Grade,
    Remark,
    ReportFile,
    RunReport,
    Source,
    UnreadableError,
)
from variant_budget.domain.ledger import Ledger
from variant_budget.domain.metrics import COVERAGE_COUNTS, TEST_METRICS
from variant_budget.domain.policy import Policy
from variant_budget.domain.situation import Options
from variant_budget.domain.tested import Covered, Evidence, Tested
from variant_budget.errors import MeasureError, Problem

NONE_GIVEN = "no test reports were given"
NONE_FOUND = "no file is there for the test reports that were given"
REFUSED = "a test report was refused"
NO_RATE = "no rate is known for the runner of every report"

T = TypeVar("T")
Read = Callable[[Source], tuple[T, tuple[Remark, ...]]]


class Batch(NamedTuple):
    """The reports of one kind and one commit: those that could be read, by path, and what became of
    every file. `patterns` were asked for, `unmatched` are those of them that no file matches.
    """

    reports: tuple[tuple[str, object], ...] = ()
    files: tuple[ReportFile, ...] = ()
    patterns: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[ReportFile, ...]:
        """Files that were given and cannot be used."""
        return tuple(file for file in self.files if file.grade is Grade.ERROR)

    @property
    def missing(self) -> str:
        """Why there are no figures; "" where there are."""
        if not self.patterns:
            return NONE_GIVEN
        if self.refused:
            return REFUSED
        return "" if self.reports else NONE_FOUND


class Reports(NamedTuple):
    """All reports that a check was given; `checkouts` are folders that their paths may begin with."""

    head: Batch = Batch()
    base: Batch = Batch()
    release: Batch = Batch()
    coverage: Batch = Batch()
    checkouts: tuple[str, ...] = ()


NO_REPORTS = Reports()
Tracked = Callable[[], Collection[str]]


def read_reports(options: Options, world: World, tracked: Tracked) -> Reports:
    """Every report that the options name. What cannot be used is told, never raised."""
    asked = (options.junit, options.base_junit, options.release_junit, options.coverage)
    if not any(asked):
        return NO_REPORTS
    # Expat, junitparser and what reads coverage: most checks have no reports.
    from variant_budget.evidence.coverage import read_coverage
    from variant_budget.evidence.junit import read_junit

    roots, paths = roots_of(options.repo, world.environ), tracked()
    head, base, release = (_batch(each, roots, paths, read_junit) for each in asked[:3])
    coverage = _batch(options.coverage, roots, paths, read_coverage)
    return Reports(head, base, release, coverage, (f"{roots.checkout}/",))


def _batch(
    patterns: Sequence[str], roots: Roots, tracked: Collection[str], read: Read[object]
) -> Batch:
    if not patterns:
        return Batch()
    found = find_reports(patterns, roots)
    files = list(found.refused)
    reports = []
    for file in found.files:
        told, report = _read(file, tracked, read)
        files.append(told)
        if report is not None:
            reports.append((file.path, report))
    return Batch(tuple(reports), tuple(sorted(files)), tuple(patterns), found.unmatched)


def _read(
    file: FoundFile, tracked: Collection[str], read: Read[object]
) -> tuple[ReportFile, object | None]:
    planted = next((path for path in file.tracked_as if path in tracked), None)
    if planted is not None:
        message = f"{planted} is in the commit: a report must come from the run of the tests"
        return ReportFile(file.path, Grade.ERROR, (Remark("report-tracked", message),)), None
    try:
        report, remarks = read(file.source)
    except UnreadableError as error:
        return ReportFile(file.path, Grade.ERROR, (error.remark,)), None
    except MeasureError as error:
        return refused(error)._replace(path=file.path), None
    return ReportFile(file.path, Grade.WARN if remarks else Grade.OK, remarks), report


class Testimony:
    """What the reports of a check come to by one ruler."""

    def __init__(self, reports: Reports, surveyor: Surveyor, policy: Policy) -> None:
        self._reports = reports
        self._surveyor = surveyor
        self._policy = policy
        self._locators: dict[str, Locator] = {}

    def evidence(self, head: str) -> Evidence:
        """What they say of head."""
        batch, coverage = self._reports.head, self._reports.coverage
        problems = [
            *_refusals(batch, "test report"),
            *_refusals(self._reports.base, "test report"),
            *_refusals(self._reports.release, "test report"),
            *_refusals(coverage, "coverage report"),
            *self._absent(batch),
        ]
        covered = None
        if coverage.reports and not coverage.refused:
            covered = self._covered(head)
        tested = self._tested(head, batch)
        return Evidence(
            junit=_with_remarks(batch.files, tested),
            coverage=_with_remarks(coverage.files, covered),
            tested=tested,
            covered=covered,
            problems=tuple(problems),
        )

    def head(self, ledger: Ledger, evidence: Evidence) -> Ledger:
        """The ledger with what the reports say of head."""
        ledger = self._with_tests(ledger, evidence.tested, self._reports.head.missing)
        covered = evidence.covered
        return ledger.with_counts(COVERAGE_COUNTS, covered.amounts) if covered else ledger

    def base(self, ledger: Ledger, tree: str) -> Ledger:
        """The ledger of the base with what its own reports say."""
        return self._other(ledger, tree, self._reports.base)

    def release(self, ledger: Ledger, tree: str) -> Ledger:
        """The ledger of the last release with what its own reports say."""
        return self._other(ledger, tree, self._reports.release)

    def _other(self, ledger: Ledger, tree: str, batch: Batch) -> Ledger:
        return self._with_tests(ledger, self._tested(tree, batch), batch.missing)

    def _with_tests(self, ledger: Ledger, tested: Tested | None, missing: str) -> Ledger:
        if tested is None:
            return ledger._replace(missing=dict.fromkeys(TEST_METRICS, missing or REFUSED))
        known = TEST_METRICS if tested.costed else TEST_METRICS[:2]
        counts = {place: amount[: len(known)] for place, amount in tested.amounts.items()}
        lacking = dict.fromkeys(set(TEST_METRICS) - set(known), NO_RATE)
        return ledger.with_counts(known, counts)._replace(missing=lacking)

    def _tested(self, tree: str, batch: Batch) -> Tested | None:
        if batch.missing:
            return None
        reports = [(path, each) for path, each in batch.reports if isinstance(each, RunReport)]
        locator = self._locator(tree)
        return attribute_tests(reports, self._policy, locator, self._surveyor.ruled(tree))

    def _covered(self, tree: str) -> Covered:
        given = self._reports.coverage.reports
        reports = [(path, each) for path, each in given if isinstance(each, Coverage)]
        return attribute_coverage(reports, self._locator(tree), self._surveyor.lines(tree))

    def _locator(self, tree: str) -> Locator:
        if tree not in self._locators:
            paths, is_test = self._surveyor.paths(tree), self._surveyor.is_test(tree)
            self._locators[tree] = Locator(paths, is_test, self._reports.checkouts)
        return self._locators[tree]

    def _absent(self, batch: Batch) -> Iterable[Problem]:
        """What `require_evidence` asks for and is not there."""
        asking = [b for b in self._policy.budgets if b.test_rules and b.test_rules.require_evidence]
        if asking and batch.missing in (NONE_GIVEN, NONE_FOUND):
            place = asking[0].location
            given = f" for {', '.join(batch.patterns)}" if batch.patterns else ""
            message = (
                f"test_budget asks for test reports (require_evidence: true), and there are none"
                f"{given}. Run the tests first, or mend the pattern of --junit."
            )
            yield Problem(place.path, place.line, place.column, "evidence-missing", message)


def _refusals(batch: Batch, what: str) -> Iterable[Problem]:
    for file in batch.refused:
        remark = file.remarks[0]
        yield Problem(file.path, 0, 0, remark.slug, f"this {what} is refused: {remark.message}.")


def _with_remarks(
    files: Sequence[ReportFile], told: Tested | Covered | None
) -> tuple[ReportFile, ...]:
    """The files, with what giving owners to what stands in them has shown."""
    more = told.remarks if told else {}
    return tuple(
        file._replace(grade=Grade.WARN, remarks=(*file.remarks, *more[file.path]))
        if more.get(file.path) and file.grade is not Grade.ERROR
        else file
        for file in files
    )


def unmatched_patterns(reports: Reports) -> Mapping[str, str]:
    """Pattern -> the flag that gave it, for those that no file matches."""
    flags = ("--junit", "--base-junit", "--release-junit", "--coverage")
    return {
        p: flag for batch, flag in zip(reports[:4], flags, strict=True) for p in batch.unmatched
    }
