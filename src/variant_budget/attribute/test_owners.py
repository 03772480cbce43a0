"""Test cases of reports -> whose they are, each once (docs/design.md, "Tests").

The path of a test's file decides first. Where it says shared, or several variants, or nothing, the
test's name may (`tests.names`), then the report that it stands in (`tests.reports`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from variant_budget.attribute.locate import Located, Locator
from variant_budget.attribute.test_rules import NOT_RECORDED, PlaceOf, Ruled, Rules, executed
from variant_budget.attribute.touched import Touched
from variant_budget.domain.evidence import NANOSECONDS, Case, Clues, Remark, RunReport, Status
from variant_budget.domain.ledger import LineClass, Place
from variant_budget.domain.policy import Policy, ReportRule
from variant_budget.domain.tested import OwnedTests, Tested, Unplaced

MILLISECOND = NANOSECONDS // 1000


class Standing(NamedTuple):
    """Where a test stands: its file or what a report calls it, its owners, and what it could be."""

    path: str
    located: bool
    ruled: Ruled
    candidates: tuple[str, ...] = ()


class _Merged:
    """One test case over all its runs."""

    __slots__ = ("failed", "flaky", "ran", "standing", "status")

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.status = Status.SKIPPED
        self.failed = self.flaky = self.ran = False

    def take(self, case: Case) -> None:
        self.ran = self.ran or case.runs > 0
        self.flaky = self.flaky or case.flaky
        if case.status in (Status.FAILED, Status.ERROR):
            self.failed = True
        if case.status is not Status.SKIPPED or self.status is Status.SKIPPED:
            self.status = case.status


class _Sums:
    """What stands at one file and place."""

    __slots__ = ("cases", "setups", "time", "unknown")

    def __init__(self) -> None:
        self.cases = self.setups = self.time = self.unknown = 0


class _Court:
    """Gives each case of one commit its owners, and adds up."""

    def __init__(
        self,
        rules: Rules,
        locator: Locator,
        place_of: PlaceOf,
        touched: Touched | None,
        called: Mapping[str, str],
    ) -> None:
        self._rules = rules
        self._called = called
        self._locator = locator
        self._place_of = place_of
        self._touched = touched
        self._standings: dict[tuple[Clues, ReportRule | None], Standing] = {}
        self._cases: dict[tuple[object, ...], _Merged] = {}
        self._sums: dict[Standing, _Sums] = {}
        self._assigned: Counter[Place] = Counter()
        self._costs: Counter[Place] = Counter()
        self._runs = self._overhead = 0
        self._costed = True
        self._remarks: dict[str, tuple[Remark, ...]] = {}

    def take(self, path: str, report: RunReport) -> None:
        rule = self._rules.report(self._called.get(path, path))
        times: Counter[Place] = Counter()
        unplaced = 0
        for case in report.cases:
            standing = self._standing(case, rule)
            merged = self._merged(path, case, standing)
            merged.take(case)
            self._runs += case.runs
            self._time(merged.standing, case, times)
            unplaced += LineClass.UNATTRIBUTED in merged.standing.ruled.place.classes
        if unplaced:
            have = "has" if unplaced == 1 else "have"
            message = f"{unplaced} of its tests {have} no owner"
            self._remarks[path] = (Remark("tests-unattributed", message),)
        for case in report.setups:
            standing = self._standing(case, rule)
            self._sum(standing).setups += 1
            self._time(standing, case, times)
        if rule and rule.variant and report.overhead:
            place = self._rules.settled(None, {}, rule).place
            self._assigned[place] += report.overhead
            times[place] += report.overhead
        else:
            self._overhead += report.overhead
        rate = self._rules.rate(rule)
        self._costed = self._costed and (rate is not None or not times)
        for place, time in times.items():
            self._costs[place] += round(time * (rate or 0))

    def _merged(self, path: str, case: Case, standing: Standing) -> _Merged:
        """The test that a case is a run of."""
        by_run = self._touched is not None
        key = _key(path, case, standing, by_run) if case.name else (path, len(self._cases))
        merged = self._cases.get(key)
        if merged is None:
            merged = self._cases[key] = _Merged(standing)
            self._sum(standing).cases += 1
        elif case.runs and not merged.ran:
            # What it executed says more than where it stands, which was all that a skip could tell.
            self._sum(merged.standing).cases -= 1
            merged.standing = standing
            self._sum(standing).cases += 1
        return merged

    def _time(self, standing: Standing, case: Case, times: Counter[Place]) -> None:
        sums = self._sum(standing)
        if case.time is None:
            sums.unknown += 1
        else:
            sums.time += case.time
            times[standing.ruled.place] += case.time

    def _sum(self, standing: Standing) -> _Sums:
        found = self._sums.get(standing)
        if found is None:
            found = self._sums[standing] = _Sums()
        return found

    def _standing(self, case: Case, rule: ReportRule | None) -> Standing:
        key = case.clues, rule
        found = self._standings.get(key)
        if found is None:
            located = self._located(case.clues)
            by_path = None if located.path is None else self._place_of(located.path)
            ruled = self._rules.settled(by_path, {}, rule)
            found = Standing(
                located.path or _shown(case.clues),
                located.path is not None,
                ruled,
                located.candidates,
            )
            self._standings[key] = found
        if self._touched and case.runs and found.located:
            owners = self._touched.owners(found.path, case.clues, case.name)
            ruled = executed(owners, len(self._rules.dimensions), found.ruled.place.excluded_by)
            return found._replace(ruled=ruled)
        named = self._rules.named(case.name)
        if not named:
            return found
        located = self._located(case.clues)
        by_path = None if located.path is None else self._place_of(located.path)
        return found._replace(ruled=self._rules.settled(by_path, named, rule))

    def _located(self, clues: Clues) -> Located:
        """The file of a test; none where it is in one of several files of several owners."""
        located = self._locator.test(clues)
        files = (located.path, *located.beside) if located.path else ()
        places = {self._place_of(path).place for path in files}
        return Located(None, files[:3]) if len(places) > 1 else located

    def tested(self) -> Tested:
        """All of it."""
        places: dict[Place, list[int]] = {}
        for standing, sums in self._sums.items():
            into = places.setdefault(standing.ruled.place, [0, 0, 0])
            into[0] += sums.cases
            into[1] += sums.time
            into[2] += sums.unknown
        for place, time in self._assigned.items():
            places.setdefault(place, [0, 0, 0])[1] += time
        unplaced = [*self._unplaced()]
        merged = self._cases.values()
        return Tested(
            amounts={
                place: (
                    cases,
                    (time + MILLISECOND // 2) // MILLISECOND,
                    self._costs[place],
                    unknown,
                )
                for place, (cases, time, unknown) in places.items()
            },
            files=tuple(sorted(self._files())),
            unplaced=tuple(sorted(unplaced)),
            cases=len(self._cases),
            runs=self._runs,
            time=sum(each.time for each in self._sums.values()),
            unknown=sum(each.unknown for each in self._sums.values()),
            overhead=self._overhead,
            assigned=sum(self._assigned.values()),
            statuses=Counter(each.status for each in merged),
            flaky=sum(
                each.flaky or (each.failed and each.status is Status.PASSED) for each in merged
            ),
            setups=sum(each.setups for each in self._sums.values()),
            costed=self._costed,
            unplaced_cases=sum(each.cases for each in unplaced),
            unplaced_time=sum(each.time for each in unplaced),
            remarks=self._remarks,
        )

    def _files(self) -> Iterator[OwnedTests]:
        for standing, sums in self._sums.items():
            path, located, (place, because), _ = standing
            amounts = sums.cases, sums.time, sums.unknown, sums.setups
            # A test that ran elsewhere has left nothing where it was skipped.
            if any(amounts):
                yield OwnedTests(path, located, place, because, *amounts)

    def _unplaced(self) -> Iterator[Unplaced]:
        for standing, sums in self._sums.items():
            if sums.cases and LineClass.UNATTRIBUTED in standing.ruled.place.classes:
                unrecorded = NOT_RECORDED in standing.ruled.because
                yield Unplaced(
                    standing.path, standing.candidates, sums.cases, sums.time, unrecorded
                )


def _key(report: str, case: Case, standing: Standing, by_run: bool) -> tuple[object, ...]:
    """What tells a test from all others: file, class and name, and whose it is, unless what it executes
    says so: reports of two variants may hold one test that each of them ran.

    Where no file is known, two reports or suites may have tests of one name that are not the same.
    """
    clues = case.clues
    if standing.located:
        place = None if by_run else standing.ruled.place
        return standing.path, place, clues.classname, case.name
    return report, clues, case.name


def _shown(clues: Clues) -> str:
    """What a reader can look for."""
    return next(filter(None, (clues.classname, *clues.files, *clues.suites)), "")


def attribute_tests(
    reports: Sequence[tuple[str, RunReport]],
    policy: Policy,
    locator: Locator,
    place_of: PlaceOf,
    touched: Touched | None = None,
    called: Mapping[str, str] = MappingProxyType({}),
) -> Tested:
    """The tests of these reports, each of which is given with its path.

    `called` has what the policy knows reports by whose path here is another.
    With `touched` a test that ran belongs to the variants whose code it executed.
    """
    court = _Court(Rules(policy), locator, place_of, touched, called)
    # Which run of a test was the last one must not hang on the order in which reports are given.
    for path, report in sorted(reports, key=lambda each: each[0]):
        court.take(path, report)
    return court.tested()
