"""What the reports of a check come to by one ruler: tests and covered lines with their owners."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from variant_budget.adapters.trees import Trees
from variant_budget.app.reports import Batch, Reports
from variant_budget.app.surveying import Surveyor
from variant_budget.app.tracked import Tracked
from variant_budget.attribute.covered import attribute_coverage
from variant_budget.attribute.locate import Locator
from variant_budget.attribute.test_changes import test_changes
from variant_budget.attribute.test_owners import attribute_tests
from variant_budget.attribute.touched import Touched
from variant_budget.domain.evidence import Coverage, Grade, ReportFile, RunReport
from variant_budget.domain.ledger import Counts, Ledger, Ledgers, Place
from variant_budget.domain.metrics import COVERAGE_COUNTS, TEST_METRICS, UNKNOWN_TIMES
from variant_budget.domain.policy import Policy
from variant_budget.domain.tested import Covered, Evidence, Tested
from variant_budget.errors import Problem

COST = "infrastructure_cost"
OF_BASE, OF_RELEASE = "test report of the base", "test report of the release"
ANOTHER_RUN = "what tests execute is recorded for this commit alone"
NO_CONTEXTS = "attribute_by: execution needs coverage data with one context for each test"
NO_RATE = "no rate is known for the runner of every report"


class Testimony:
    """What the reports of a check come to by one ruler."""

    def __init__(self, reports: Reports, surveyor: Surveyor, policy: Policy) -> None:
        self._reports = reports
        self._surveyor = surveyor
        self._policy = policy
        self._known: dict[str, tuple[Tracked, Locator]] = {}
        self._by_execution = any(
            budget.test_rules and budget.test_rules.attribute_by == "execution"
            for budget in policy.budgets
        )

    def heard(self, ledgers: Ledgers, trees: Trees) -> tuple[Ledgers, Evidence]:
        """The ledgers with what the reports of each commit say, and what those of head are."""
        evidence = self._evidence(trees.head)
        head = self._with_tests(ledgers.head, evidence.tested, self._reports.head.missing)
        if evidence.covered:
            head = head.with_counts(COVERAGE_COUNTS, dict(evidence.covered.amounts))
        base = release = tested = None
        if ledgers.base and trees.base:
            tested = self._then(trees.base, self._reports.base)
            base = self._with_tests(ledgers.base, tested, self._missing(self._reports.base))
        if ledgers.release and trees.release:
            at_release = self._then(trees.release, self._reports.release)
            missing = self._missing(self._reports.release)
            release = self._with_tests(ledgers.release, at_release, missing)
        if evidence.tested and tested:
            changes = test_changes(evidence.tested, tested, head.metrics)
            evidence = evidence._replace(changes=changes)
        return Ledgers(head, base, release), evidence

    def _evidence(self, head: str) -> Evidence:
        batch, coverage = self._reports.head, self._reports.coverage
        problems = [
            *_refusals(batch, "test report"),
            *_refusals(self._reports.base, OF_BASE),
            *_refusals(self._reports.release, OF_RELEASE),
            *_refusals(coverage, "coverage report"),
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
            others=(
                *((OF_BASE, file) for file in self._reports.base.files),
                *((OF_RELEASE, file) for file in self._reports.release.files),
            ),
            unmatched=batch.unmatched,
        )

    def _then(self, tree: str, batch: Batch) -> Tested | None:
        """The tests of another commit; what they executed was recorded at head alone."""
        return None if self._by_execution else self._tested(tree, batch)

    def _missing(self, batch: Batch) -> str:
        return ANOTHER_RUN if self._by_execution and batch.patterns else batch.missing

    def _with_tests(self, ledger: Ledger, tested: Tested | None, missing: str) -> Ledger:
        if tested is None:
            return ledger._replace(missing=dict.fromkeys(TEST_METRICS, missing or NO_CONTEXTS))
        known = (*TEST_METRICS, UNKNOWN_TIMES)
        counts: dict[Place, Counts] = dict(tested.amounts)
        if tested.costed:
            return ledger.with_counts(known, counts)._replace(missing={})
        at = known.index(COST)
        counts = {place: each[:at] + each[at + 1 :] for place, each in counts.items()}
        ledger = ledger.with_counts(known[:at] + known[at + 1 :], counts)
        return ledger._replace(missing={COST: NO_RATE})

    def _tested(self, tree: str, batch: Batch) -> Tested | None:
        if batch.missing or (self._by_execution and not self._reports.executed):
            return None
        reports = [(path, each) for path, each in batch.reports if isinstance(each, RunReport)]
        tracked, locator = self._files(tree)
        touched = self._touched(tracked, locator) if self._by_execution else None
        return attribute_tests(reports, self._policy, locator, tracked.ruled, touched, batch.called)

    def _touched(self, tracked: Tracked, locator: Locator) -> Touched:
        """What tests executed. It was recorded at head alone."""
        number = len(self._policy.dimensions)
        return Touched(self._reports.executed, locator, tracked.lines, number)

    def _covered(self, tree: str) -> Covered:
        tracked, locator = self._files(tree)
        given = self._reports.coverage.reports
        reports = [(path, each) for path, each in given if isinstance(each, Coverage)]
        floors = any(budget.coverage_floor for budget in self._policy.budgets)
        beside = tracked.code_beside if floors else _nothing_beside
        return attribute_coverage(reports, locator, tracked.lines, beside)

    def _files(self, tree: str) -> tuple[Tracked, Locator]:
        if tree not in self._known:
            tracked = Tracked(self._surveyor, tree)
            locator = Locator(
                tracked.paths, tracked.is_test, self._reports.checkouts, tracked.submodules
            )
            self._known[tree] = tracked, locator
        return self._known[tree]


def _nothing_beside(_: Collection[str]) -> Mapping[Place, int]:
    """What no report mentions is looked for where a floor asks for it: it takes the rows of all files."""
    return {}


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
