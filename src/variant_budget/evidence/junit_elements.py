"""The elements of a JUnit report -> its suites and cases, told one by one while the file is read.

junitparser's classes say which child of a case is which result.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from junitparser.junitparser import Error, Failure, Skipped
from junitparser.xunit2 import InterimResult, TestCase

from variant_budget.domain.evidence import NANOSECONDS, Case, Clues, Status, UnreadableError
from variant_budget.evidence.setups import stands_for
from variant_budget.evidence.times import plain_time

_ROOTS = frozenset({"testsuites", "testsuite"})
_NOT_RUN = frozenset({"notrun", "disabled", "skipped", "suppressed", "ignored"})
MOST_CASES = 1_000_000
"""Of one report, as well as suites; the largest seen has 200,000."""
MOST_RESULTS = 10_000
"""Of one test case: reruns, failures."""
_OUTSIDE = -1
SHOWN = 40
"""Characters of a name in a message."""
_AT_ONCE = NANOSECONDS // 100
"""A test that was skipped in less time did not run; node writes some microseconds."""


class Suite:
    """One suite that was opened: where it stands, what it says of itself, and the times in it."""

    __slots__ = ("cases", "declared", "held", "parent", "skipped", "time")

    def __init__(self, parent: int, attributes: dict[str, str]) -> None:
        self.parent = parent
        self.time = attributes.get("time", "")
        self.declared = attributes.get("tests", "").strip()
        self.skipped = attributes.get("skipped", "").strip()
        self.cases = self.held = 0


class Odd(NamedTuple):
    """The time of a case that is no plain number; `at` is the case, or ~at the set-up.

    `more` is what its reruns took, which have times of their own.
    """

    at: int
    text: str
    suite: int
    more: int


class Reader:
    """Told each element of one report."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.setups: list[Case] = []
        self.suites: list[Suite] = []
        self.odd: list[Odd] = []
        self.swallowed = 0
        self._open: list[int] = []
        self._names: list[str] = []
        self._files: list[str] = []
        self._clues: dict[tuple[str, str], Clues] = {}
        self._case: Element | None = None
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._case is not None:
            self._depth += 1
            # Only a case's own children are results: text that looks like one is none.
            if self._depth == 1 and name in TestCase.ITER_TYPES:
                _bounded(len(self._case), MOST_RESULTS, "results of one test")
                SubElement(self._case, name, attributes)
            self.swallowed += name == "testcase"
            return
        if not self.suites and name not in _ROOTS:
            message = f"it is no JUnit report: its first element is <{name[:SHOWN]}>"
            raise UnreadableError("report-not-junit", message)
        if name in _ROOTS:
            self._start_suite(attributes)
        elif name == "testcase":
            self._case = Element(name, attributes)
            self._depth = 0

    def _start_suite(self, attributes: dict[str, str]) -> None:
        _bounded(len(self.suites), MOST_CASES, "suites")
        parent = self._open[-1] if self._open else _OUTSIDE
        self.suites.append(Suite(parent, attributes))
        self._open.append(len(self.suites) - 1)
        self._names.append(attributes.get("name", ""))
        self._files.append(attributes.get("file", "") or attributes.get("filepath", ""))
        self._clues.clear()

    def end(self, name: str) -> None:
        if self._case is None:
            if name in _ROOTS:
                self._open.pop()
                self._names.pop()
                self._files.pop()
                self._clues.clear()
        elif self._depth:
            self._depth -= 1
        else:
            self._take(TestCase.fromelem(self._case))  # type: ignore[no-untyped-call]
            self._case = None

    def _take(self, told: TestCase) -> None:
        element = told._elem
        name, classname = told.name or "", told.classname or ""
        results = list(told) if len(element) else []
        status = _status(element, results)
        interim = [each for each in results if isinstance(each, InterimResult)]
        text = element.get("time", "").strip()
        time = plain_time(text)
        suite = self.suites[self._open[-1]]
        # nextest gives each try its time.
        more = sum(plain_time(each._elem.get("time", "")) or 0 for each in interim)
        suite.cases += (time or 0) + more
        suite.held += 1
        _bounded(len(self.cases) + len(self.setups), MOST_CASES, "tests")
        skipped = status is Status.SKIPPED and time is not None and time < _AT_ONCE
        case = Case(
            self._clues_of(element.get("file", ""), classname),
            name,
            len(interim) + (not skipped),
            None if time is None else time + more,
            status,
            flaky=bool(interim) and status is Status.PASSED,
        )
        if standing := stands_for(name, classname, results, case.clues):
            case = case._replace(clues=standing, runs=0)
            if text and time is None:
                self.odd.append(Odd(~len(self.setups), text, self._open[-1], more))
            self.setups.append(case)
            return
        if text and time is None:
            self.odd.append(Odd(len(self.cases), text, self._open[-1], more))
        self.cases.append(case)

    def _clues_of(self, file: str, classname: str) -> Clues:
        known = self._clues.get((file, classname))
        if known is None:
            files = [each for each in (file, *reversed(self._files)) if each]
            suites = [each for each in reversed(self._names) if each]
            known = Clues(tuple(dict.fromkeys(files)), classname, tuple(dict.fromkeys(suites)))
            self._clues[file, classname] = known
        return known


def _bounded(number: int, most: int, what: str) -> None:
    if number >= most:
        raise UnreadableError("report-too-large", f"it holds more than {most:,} {what}")


def _status(element: Element, results: Sequence[object]) -> Status:
    for kind, status in (
        (Error, Status.ERROR),
        (Failure, Status.FAILED),
        (Skipped, Status.SKIPPED),
    ):
        if any(isinstance(each, kind) for each in results):
            return status
    words = {element.get("status", "").lower(), element.get("result", "").lower()}
    return Status.SKIPPED if words & _NOT_RUN else Status.PASSED
