"""A JUnit report -> its test cases: nobody specified the format, so this reads what runners write.

Every case once, however suites are nested; junitparser's classes say which child of a case is which
result. Quirks and their sources: docs/metrics.md, "Test reports".
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from junitparser.junitparser import Error, Failure, Skipped
from junitparser.xunit2 import InterimResult, TestCase

from variant_budget.domain.evidence import (
    NANOSECONDS,
    Case,
    Clues,
    Remark,
    RunReport,
    Source,
    Status,
    UnreadableError,
)
from variant_budget.evidence.setups import stands_for
from variant_budget.evidence.times import Comma, comma_of, odd_time, plain_time
from variant_budget.evidence.xml import read_xml

_ROOTS = frozenset({"testsuites", "testsuite"})
_NOT_RUN = frozenset({"notrun", "disabled", "skipped", "suppressed", "ignored"})
MOST_CASES = 1_000_000
"""Of one report, as well as suites; the largest seen has 200,000."""
MOST_RESULTS = 10_000
"""Of one test case: reruns, failures."""
_OUTSIDE = -1
_SHOWN = 40
_AT_ONCE = NANOSECONDS // 100
"""A test that was skipped in less time did not run; node writes some microseconds."""


class _Suite:
    """One suite that was opened: where it stands, what it says of itself, and the times in it."""

    __slots__ = ("cases", "declared", "held", "parent", "skipped", "time")

    def __init__(self, parent: int, attributes: dict[str, str]) -> None:
        self.parent = parent
        self.time = attributes.get("time", "")
        self.declared = attributes.get("tests", "").strip()
        self.skipped = attributes.get("skipped", "").strip()
        self.cases = self.held = 0


class _Odd(NamedTuple):
    """The time of a case that is no plain number; `at` is the case, or ~at the set-up.

    `more` is what its reruns took, which have times of their own.
    """

    at: int
    text: str
    suite: int
    more: int


class _Reader:
    """Told each element of one report."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.setups: list[Case] = []
        self.suites: list[_Suite] = []
        self.odd: list[_Odd] = []
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
            message = f"it is no JUnit report: its first element is <{name[:_SHOWN]}>"
            raise UnreadableError("report-not-junit", message)
        if name in _ROOTS:
            self._start_suite(attributes)
        elif name == "testcase":
            self._case = Element(name, attributes)
            self._depth = 0

    def _start_suite(self, attributes: dict[str, str]) -> None:
        _bounded(len(self.suites), MOST_CASES, "suites")
        parent = self._open[-1] if self._open else _OUTSIDE
        self.suites.append(_Suite(parent, attributes))
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
                self.odd.append(_Odd(~len(self.setups), text, self._open[-1], more))
            self.setups.append(case)
            return
        if text and time is None:
            self.odd.append(_Odd(len(self.cases), text, self._open[-1], more))
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


def read_junit(source: Source) -> tuple[RunReport, tuple[Remark, ...]]:
    """The cases of a report, and what is odd about it. UnreadableError for what is none."""
    reader, remarks = read_xml(source, _Reader)
    if not reader.suites:
        raise UnreadableError("report-empty", "the file is empty")
    comma = comma_of([each.text for each in reader.odd] + [each.time for each in reader.suites])
    understood = _settle_odd(reader, comma)
    report = RunReport(
        tuple(reader.cases),
        tuple(reader.setups),
        _overhead(reader.suites, comma),
        # ctest writes 0 for what it did not measure.
        _time(reader.suites[0].time, comma) or None,
        _declared(reader.suites),
    )
    told = _told_of_times(reader, comma, understood), _told_of_cases(report, reader)
    return report, (*remarks, *(each for some in told for each in some))


def _declared(suites: list[_Suite]) -> int | None:
    """How many tests the root says it holds, or the suites in it."""
    root, *within = suites
    if (found := _number(root.declared)) is not None:
        return found
    numbers = [_number(each.declared) for each in within if not each.parent]
    known = [each for each in numbers if each is not None]
    return sum(known) if known else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _settle_odd(reader: _Reader, comma: Comma) -> int:
    """Fills in the times that are no plain numbers; how many have a unit or are a clock's."""
    units = 0
    for at, text, suite, more in reader.odd:
        time = odd_time(text, comma)
        if time is None:
            continue
        units += "," not in text
        into, place = (reader.cases, at) if at >= 0 else (reader.setups, ~at)
        into[place] = into[place]._replace(time=time + more)
        reader.suites[suite].cases += time
    return units


def _time(text: str, comma: Comma) -> int | None:
    time = plain_time(text)
    return odd_time(text, comma) if time is None and text else time


def _overhead(suites: list[_Suite], comma: Comma) -> int:
    """What suites took beyond the cases and suites in them; tests that ran side by side take less."""
    within = [each.cases for each in suites]
    found = 0
    for at in range(len(suites) - 1, -1, -1):
        time = _time(suites[at].time, comma)
        if time is not None and time > within[at]:
            # What a set of suites took beyond them is told by runners that took no time of their own.
            found += time - within[at]
            within[at] = time
        if suites[at].parent >= 0:
            within[suites[at].parent] += within[at]
    return found


def _told_of_times(reader: _Reader, comma: Comma, units: int) -> Iterator[Remark]:
    every = [*reader.cases, *reader.setups]
    unknown = sum(each.time is None for each in every)
    if unknown:
        texts = [each.text for each in reader.odd if odd_time(each.text, comma) is None]
        first = f' (first: "{texts[0][:_SHOWN]}")' if texts else ""
        message = f"{unknown} of {len(every)} times are missing or cannot be read{first}"
        yield Remark("times-unknown", message)
    if comma is Comma.DECIMAL:
        yield Remark("times-with-comma", "its times have a decimal comma")
    if units:
        yield Remark("times-with-units", f"{units} times are no plain seconds; they were converted")


def _listed(report: RunReport, root: _Suite) -> int:
    """How many tests a report accounts for. Surefire counts reruns as tests, and mocha's reporter
    skipped tests that it does not list.
    """
    runs = sum(max(1, case.runs) for case in report.cases)
    skipped = sum(case.status is Status.SKIPPED for case in report.cases)
    return runs + len(report.setups) + max(0, (_number(root.skipped) or 0) - skipped)


def _empty(suites: list[_Suite]) -> int:
    """How many suites say that they hold tests and list none; not those around such a one."""
    for suite in reversed(suites):
        if suite.parent >= 0:
            suites[suite.parent].held += suite.held
    bare = [suite for suite in suites if not suite.held and _number(suite.declared)]
    around = {id(suites[suite.parent]) for suite in bare if suite.parent >= 0}
    return sum(id(suite) not in around for suite in bare)


def _told_of_cases(report: RunReport, reader: _Reader) -> Iterator[Remark]:
    held, root = len(report.cases), reader.suites[0]
    if not held and not report.setups:
        if report.declared:
            message = f"it declares {report.declared} tests and lists none"
            raise UnreadableError("report-lists-no-tests", message)
        yield Remark("report-holds-no-tests", "it holds no tests")
    # Suites in suites may count the same tests twice: only the root's word is held against them.
    elif (declared := _number(root.declared) or 0) > _listed(report, root):
        message = f"it declares {declared} tests and lists {held}"
        yield Remark("report-lists-fewer-tests", message)
    elif empty := _empty(reader.suites):
        message = f"{empty} suites declare tests and list none"
        yield Remark("report-lists-fewer-tests", message)
    if reader.swallowed:
        message = f"{reader.swallowed} tests stand inside of other tests; they were not counted"
        yield Remark("report-nests-tests", message)
    if report.setups:
        named = report.setups[0].clues.classname[:_SHOWN]
        message = f"{len(report.setups)} modules or classes could not be set up (first: {named})"
        yield Remark("tests-did-not-run", message)
