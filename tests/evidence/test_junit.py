"""JUnit reports as runners write them: every test once, every time right or unknown, odd files told."""

import time
from typing import NamedTuple

import pytest

from tests.evidence.pieces import junit, slugs
from variant_budget.domain.evidence import Clues, Status, UnreadableError
from variant_budget.evidence.junit import read_junit
from variant_budget.evidence.junit_elements import MOST_CASES
from variant_budget.evidence.xml import DEEPEST

S = 1_000_000_000
ERROR, FAILED, SKIPPED, PASSED = Status.ERROR, Status.FAILED, Status.SKIPPED, Status.PASSED


class Told(NamedTuple):
    """A report in short."""

    names: list[str]
    runs: int
    seconds: float
    unknown: int
    remarks: list[str]


def told(text: str | bytes) -> Told:
    report, remarks = junit(text)
    return Told(
        [case.name for case in report.cases],
        sum(case.runs for case in report.cases),
        sum(case.time or 0 for case in report.cases) / S,
        sum(case.time is None for case in report.cases),
        slugs(remarks),
    )


def suite(*cases: str, **attributes: str) -> str:
    """A suite, with its attributes and what stands in it."""
    written = "".join(f' {name}="{text}"' for name, text in attributes.items())
    return f"<testsuite{written}>{''.join(cases)}</testsuite>"


def case(name: str = "brakes", inside: str = "", *, time: str | None = "1", **more: str) -> str:
    """A test case; `time` None leaves it out."""
    times = {} if time is None else {"time": time}
    written = "".join(f' {key}="{text}"' for key, text in {"name": name, **times, **more}.items())
    return f"<testcase{written}>{inside}</testcase>"


READ = {
    "one suite": (suite(case("a"), case("b", time="0.5")), Told(["a", "b"], 2, 1.5, 0, [])),
    "suites in suites, with tests at each level": (
        f"<testsuites>{suite(case('a'), suite(case('b'), suite(case('c'))), case('d'))}</testsuites>",
        Told(["a", "b", "c", "d"], 4, 4, 0, []),
    ),
    "sets of suites in a set": (
        f"<testsuites><testsuites>{suite(case('a'))}</testsuites>{suite(case('b'))}</testsuites>",
        Told(["a", "b"], 2, 2, 0, []),
    ),
    "tests beside suites": (f"<testsuites>{case('a')}</testsuites>", Told(["a"], 1, 1, 0, [])),
    "no time, and an empty one": (
        suite(case("a", time=None), case("b", time=""), case("c", time="0.25")),
        Told(["a", "b", "c"], 3, 0.25, 2, ["times-unknown"]),
    ),
    "times that are no numbers of seconds": (
        suite(*(case(t, time=t) for t in ("-1", "NaN", "INF", "soon", "9e99")), case("b")),
        Told(["-1", "NaN", "INF", "soon", "9e99", "b"], 6, 1, 5, ["times-unknown"]),
    ),
    "commas that part thousands": (
        suite(case("a", time="1,234.5"), case("b", time="2,000"), time="3,234.5"),
        Told(["a", "b"], 2, 3234.5, 0, []),
    ),
    "the suite tells what commas are": (
        suite(case("a", time="2,000"), time="1,112,000"),
        Told(["a"], 1, 2000, 0, []),
    ),
    "decimal commas": (
        suite(case("a", time="0,5"), case("b", time="1,250")),
        Told(["a", "b"], 2, 1.75, 0, ["times-with-comma"]),
    ),
    "commas of which nothing is known": (
        suite(case("a", time="1,250"), case("b", time="2")),
        Told(["a", "b"], 2, 2, 1, ["times-unknown"]),
    ),
    "units and clocks": (
        suite(case("a", time="250ms"), case("b", time="0:01:00.5")),
        Told(["a", "b"], 2, 60.75, 0, ["times-with-units"]),
    ),
    "a namespace": (
        suite(case("a"), xmlns="urn:junit").replace("<testsuite ", '<testsuite x="1" ', 1),
        Told(["a"], 1, 1, 0, []),
    ),
    "a skipped test did not run": (
        suite(case("a", "<skipped/>", time="0")),
        Told(["a"], 0, 0, 0, []),
    ),
    "one that was skipped half-way did": (
        suite(case("a", "<skipped/>", time="2")),
        Told(["a"], 1, 2, 0, []),
    ),
    "reruns of Surefire": (
        suite(case("a", "<flakyFailure/><flakyError/>"), case("b", "<failure/><rerunFailure/>")),
        Told(["a", "b"], 5, 2, 0, []),
    ),
    "tries that have times": (
        suite(case("a", '<flakyFailure time="0.5"/><flakyFailure time="0.25"/>')),
        Told(["a"], 3, 1.75, 0, []),
    ),
    "tries that have times beside one with a unit": (
        suite(case("a", '<flakyFailure time="0.5"/>', time="250ms")),
        Told(["a"], 2, 0.75, 0, ["times-with-units"]),
    ),
    "no test has a name": ("<testsuite><testcase/><testcase/></testsuite>",
        Told(["", ""], 2, 0, 2, ["times-unknown"])),
    "text that looks like a result": (
        suite(case("a", "<system-out>&lt;skipped/&gt;<![CDATA[<failure/>]]></system-out>")),
        Told(["a"], 1, 1, 0, []),
    ),
    "a result below another element": (
        suite(case("a", "<properties><skipped/></properties>", time="0")),
        Told(["a"], 1, 0, 0, []),
    ),
    "properties beside tests": (
        suite('<properties><property name="skipped" value="9"/></properties>', case("a")),
        Told(["a"], 1, 1, 0, []),
    ),
    "as many as declared": (
        f'<testsuites tests="2">{suite(case("a"), case("b"), tests="2")}</testsuites>',
        Told(["a", "b"], 2, 2, 0, []),
    ),
    "fewer than declared": (
        suite(case("a"), tests="173"),
        Told(["a"], 1, 1, 0, ["report-lists-fewer-tests"]),
    ),
    "a suite that lists none of those it declares": (
        f"<testsuites>{suite(case('a'), tests='1')}{suite(tests='6')}</testsuites>",
        Told(["a"], 1, 1, 0, ["report-lists-fewer-tests"]),
    ),
    "suites around one that lists them": (
        f"<testsuites>{suite(suite(case('a'), tests='1'), tests='1')}</testsuites>",
        Told(["a"], 1, 1, 0, []),
    ),
    "tests in a test": (
        suite(case("a", case("b") + suite(case("c")))),
        Told(["a"], 1, 1, 0, ["report-nests-tests"]),
    ),
    "nothing declared and nothing held": (
        "<testsuites/>", Told([], 0, 0, 0, ["report-holds-no-tests"]),
    ),
    "none declared and none held": (
        suite(tests="0"), Told([], 0, 0, 0, ["report-holds-no-tests"]),
    ),
    "a mark and line ends of Windows": (
        b"\xef\xbb\xbf" + suite(case("a"), "\r\n", case("b")).encode(),
        Told(["a", "b"], 2, 2, 0, []),
    ),
    "characters that XML forbids": (
        suite(case("a", "<failure>\x1b[31m &#0;</failure>")),
        Told(["a"], 1, 1, 0, ["report-repaired"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"), [pytest.param(*each, id=name) for name, each in READ.items()]
)
def test_every_test_is_read_once(text: str | bytes, wanted: Told) -> None:
    assert told(text) == wanted


REFUSED = {
    "no bytes": ("", "report-empty"),
    "another root": ("<coverage/>", "report-not-junit"),
    "suites below another root": (f"<report>{suite(case())}</report>", "report-not-junit"),
    "NUnit": ('<test-run><test-suite><test-case name="a"/></test-suite></test-run>',
              "report-not-junit"),
    "HTML": ("<html><body/></html>", "report-not-junit"),
    "declared and absent": (suite(tests="6"), "report-lists-no-tests"),
    "declared in a set and absent": (
        f"<testsuites>{suite(tests='4')}{suite(tests='2')}</testsuites>", "report-lists-no-tests",
    ),
    "cut in text": (suite(case("a", "<system-out><![CDATA[x"))[:-40], "report-cut-off"),
    "cut behind a test": (f"<testsuite>{case()}", "report-cut-off"),
    "too deep": ("<testsuite>" * (DEEPEST + 1), "report-too-deep"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "slug"), [pytest.param(*each, id=name) for name, each in REFUSED.items()]
)
def test_what_is_no_whole_report_is_refused(text: str, slug: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        junit(text)
    assert caught.value.remark.slug == slug


STATUSES = {
    "": PASSED,
    "<skipped/>": SKIPPED,
    "<failure/>": FAILED,
    "<error/>": ERROR,
    "<skipped/><failure/>": FAILED,
    "<failure/><skipped/><error/>": ERROR,
    "<failure/><failure/>": FAILED,
    "<system-out/><failure/>": FAILED,
}


@pytest.mark.parametrize(("inside", "status"), STATUSES.items())
def test_of_several_results_the_worst_counts(inside: str, status: Status) -> None:
    (found,) = junit(suite(case("a", inside)))[0].cases
    assert found.status is status


@pytest.mark.parametrize("word", ["notrun", "disabled", "Skipped", "IGNORED", "suppressed"])
@pytest.mark.parametrize("attribute", ["status", "result"])
def test_a_test_that_is_only_called_not_run_was_skipped(attribute: str, word: str) -> None:
    (found,) = junit(suite(case("a", time="0.", **{attribute: word})))[0].cases
    assert (found.status, found.runs) == (SKIPPED, 0)


def test_only_what_passed_in_the_end_is_flaky() -> None:
    cases = junit(suite(case("a", "<flakyFailure/>"), case("b", "<failure/><rerunFailure/>")))
    assert [each.flaky for each in cases[0].cases] == [True, False]


def test_clues_are_the_nearest_first() -> None:
    inner = suite(case("a", file="own.py", classname="c.D"), name="near", file="near.py")
    (found,) = junit(suite(inner, name="far", filepath="far.py"))[0].cases
    assert found.clues == Clues(("own.py", "near.py", "far.py"), "c.D", ("near", "far"))


def test_clues_of_a_suite_end_with_it() -> None:
    text = suite(suite(case("a"), name="van", file="v.py"), suite(case("b"), name="truck"))
    first, second = junit(text)[0].cases
    assert (first.clues, second.clues) == (
        Clues(("v.py",), "", ("van",)),
        Clues((), "", ("truck",)),
    )


SETUPS = {
    "Surefire's class": case("", "<error/>", classname="line.van.DoorTest"),
    "Surefire's class, named by itself": case("line.van.DoorTest", "<error/>",
                                              classname="line.van.DoorTest"),
    "pytest's module": case("line.van.DoorTest", '<error message="collection failure"/>',
                            classname=""),
    "unittest's class": case("setUpClass (line.van.DoorTest)", "<error/>",
                             classname="unittest.suite._ErrorHolder"),
}  # fmt: skip


@pytest.mark.parametrize("entry", [pytest.param(e, id=name) for name, e in SETUPS.items()])
def test_what_could_not_be_set_up_is_no_test(entry: str) -> None:
    report, remarks = junit(suite(entry, case("a"), tests="2"))
    assert [each.name for each in report.cases] == ["a"]
    assert [each.clues.classname for each in report.setups] == ["line.van.DoorTest"]
    assert slugs(remarks) == ["tests-did-not-run"]


def test_a_test_that_is_called_as_its_module_is_a_test_though_its_fixture_failed() -> None:
    report, remarks = junit(suite(case("test_login", "<error/>", classname="test_login")))
    assert [(each.name, each.status) for each in report.cases] == [("test_login", ERROR)]
    assert not remarks


def test_a_test_without_a_name_that_passed_is_a_test() -> None:
    report, _ = junit(suite(case("", classname="line.van.DoorTest")))
    assert (len(report.cases), report.setups) == (1, ())


OVERHEADS = {
    "none": (suite(case("a"), time="1"), 0.0),
    "of the suite": (suite(case("a"), time="3.5"), 2.5),
    "tests side by side": (suite(case("a"), case("b"), time="1"), 0.0),
    "in a suite within": (suite(suite(case("a"), time="2"), time="2"), 1.0),
    "at both levels": (suite(suite(case("a"), time="2"), time="5"), 4.0),
    "without a time": (suite(case("a")), 0.0),
    "with a comma": (suite(case("a", time="0,5"), time="1,5"), 1.0),
}


@pytest.mark.parametrize(
    ("text", "seconds"), [pytest.param(*each, id=name) for name, each in OVERHEADS.items()]
)
def test_what_suites_take_beyond_their_tests_is_told_apart(text: str, seconds: float) -> None:
    assert junit(text)[0].overhead == seconds * S


HELD = {
    "tests": lambda number: suite(case() * number),
    "suites": lambda number: suite(suite() * (number - 1)),
    "results of one test": lambda number: suite(case("a", "<rerunFailure/>" * number)),
}


@pytest.mark.parametrize("what", HELD)
def test_a_report_holds_only_so_many(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_CASES >= 1_000_000
    monkeypatch.setattr("variant_budget.evidence.junit_elements.MOST_CASES", 10)
    monkeypatch.setattr("variant_budget.evidence.junit_elements.MOST_RESULTS", 10)
    junit(HELD[what](10))
    with pytest.raises(UnreadableError, match=f"more than 10 {what}"):
        junit(HELD[what](11))


def test_deep_suites_with_many_beside_each_other_are_read_in_linear_time() -> None:
    def seconds(number: int) -> float:
        many = b"".join(b'<testsuite name="s%d"><testcase/></testsuite>' % n for n in range(number))
        deep = DEEPEST - 3
        start = time.process_time()
        read_junit(lambda: [b'<testsuite name="d">' * deep, many, b"</testsuite>" * deep])
        return time.process_time() - start

    seconds(100)
    assert seconds(10_000) < 30 * seconds(1_000)
