"""A JUnit report -> its test cases: nobody specified the format, so this reads what runners write.

Every case once, however suites are nested. Quirks and their sources: docs/tests.md, "Test reports".
"""

from collections.abc import Iterator

from variant_budget.domain.evidence import Remark, RunReport, Source, Status, UnreadableError
from variant_budget.evidence.junit_elements import SHOWN, Reader, Suite
from variant_budget.evidence.times import Comma, comma_of, odd_time, plain_time
from variant_budget.evidence.xml import read_xml


def read_junit(source: Source) -> tuple[RunReport, tuple[Remark, ...]]:
    """The cases of a report, and what is odd about it. UnreadableError for what is none."""
    reader, remarks = read_xml(source, Reader)
    if not reader.suites:
        raise UnreadableError("report-empty", "the file is empty")
    comma = comma_of([each.text for each in reader.odd] + [each.time for each in reader.suites])
    understood = _settle_odd(reader, comma)
    report = RunReport(
        tuple(reader.cases),
        tuple(reader.setups),
        _overhead(reader.suites, comma),
        _declared(reader.suites),
    )
    told = _told_of_times(reader, comma, understood), _told_of_cases(report, reader)
    return report, (*remarks, *(each for some in told for each in some))


def _declared(suites: list[Suite]) -> int | None:
    """How many tests the root says it holds, or the suites in it."""
    root, *within = suites
    if (found := _number(root.declared)) is not None:
        return found
    numbers = [_number(each.declared) for each in within if not each.parent]
    known = [each for each in numbers if each is not None]
    return sum(known) if known else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _settle_odd(reader: Reader, comma: Comma) -> int:
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


def _overhead(suites: list[Suite], comma: Comma) -> int:
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


def _told_of_times(reader: Reader, comma: Comma, units: int) -> Iterator[Remark]:
    every = [*reader.cases, *reader.setups]
    unknown = sum(each.time is None for each in every)
    if unknown:
        texts = [each.text for each in reader.odd if odd_time(each.text, comma) is None]
        first = f' (first: "{texts[0][:SHOWN]}")' if texts else ""
        message = f"times that are missing or cannot be read: {unknown} of {len(every)}{first}"
        yield Remark("times-unknown", message)
    if comma is Comma.DECIMAL:
        yield Remark("times-with-comma", "its times have a decimal comma")
    if units:
        yield Remark("times-with-units", f"times that are no plain seconds, converted: {units}")


def _listed(report: RunReport, root: Suite) -> int:
    """How many tests a report accounts for. Surefire counts reruns as tests, and mocha's reporter
    skipped tests that it does not list.
    """
    runs = sum(max(1, case.runs) for case in report.cases)
    skipped = sum(case.status is Status.SKIPPED for case in report.cases)
    return runs + len(report.setups) + max(0, (_number(root.skipped) or 0) - skipped)


def _empty(suites: list[Suite]) -> int:
    """How many suites say that they hold tests and list none; not those around such a one."""
    for suite in reversed(suites):
        if suite.parent >= 0:
            suites[suite.parent].held += suite.held
    bare = [suite for suite in suites if not suite.held and _number(suite.declared)]
    around = {id(suites[suite.parent]) for suite in bare if suite.parent >= 0}
    return sum(id(suite) not in around for suite in bare)


def _tests(number: int) -> str:
    return f"{number} test{'s' if number != 1 else ''}"


def _told_of_cases(report: RunReport, reader: Reader) -> Iterator[Remark]:
    held, root = len(report.cases), reader.suites[0]
    if not held and not report.setups:
        if report.declared:
            message = f"it declares {_tests(report.declared)} and lists none"
            raise UnreadableError("report-lists-no-tests", message)
        yield Remark("report-holds-no-tests", "it holds no tests")
    # Suites in suites may count the same tests twice: only the root's word is held against them.
    elif (declared := _number(root.declared) or 0) > _listed(report, root):
        message = f"it declares {_tests(declared)} and lists {held}"
        yield Remark("report-lists-fewer-tests", message)
    elif empty := _empty(reader.suites):
        message = f"suites that declare tests and list none: {empty}"
        yield Remark("report-lists-fewer-tests", message)
    if reader.swallowed:
        message = f"tests that stand inside of other tests, not counted: {reader.swallowed}"
        yield Remark("report-nests-tests", message)
    if report.setups:
        named = report.setups[0].clues.classname[:SHOWN]
        several = "modules or classes" if len(report.setups) > 1 else "module or class"
        message = f"{len(report.setups)} {several} could not be set up (first: {named})"
        yield Remark("tests-did-not-run", message)
