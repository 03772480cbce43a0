"""Whose a test is: by its file, then its name, then its report; each test once."""

import re
import time
from itertools import product

import pytest

from tests.attribute.hearing import (
    case,
    cases_by_owner,
    heard,
    milliseconds_by_owner,
    owner_of,
)
from variant_budget.attribute.test_rules import NameGlob
from variant_budget.domain import tested as domain
from variant_budget.domain.evidence import Case, RunReport, Status

PATHS = (
    "tests/core/test_brake.py",
    "tests/heavy/test_axle.py",
    "tests/truck/test_hitch.py",
    "tests/van/test_doors.py",
    "go/core/a_core_test.go",
    "go/mixed/a_truck_test.go",
    "go/mixed/b_van_test.go",
    "go/load/a_van_test.go",
    "go/load/b_van_test.go",
    "loose/test_loose.py",
)
BRAKE, AXLE, HITCH, DOORS = PATHS[:4]
RULES = """\
tests:
  names: {vehicle: {van: ["*[van]"], truck: ["*[truck]"], bus: ["*[bus]"]}}
  reports:
    - {glob: "out/truck/**", dimension: vehicle, variant: truck, runner: big}
    - {glob: "out/**", runner: small}
cost: {currency: USD, per_minute: {big: 0.6, small: 0.06}}
"""


def one(told: Case, report: str = "r.xml", more: str = "") -> domain.Tested:
    """One case in one report."""
    return heard({report: RunReport((told,))}, PATHS, more)


OWNERS = {
    "its file's": (case("a", file=DOORS), "r.xml", "van"),
    "its class's": (case("a", classname="tests.truck.test_hitch.T"), "r.xml", "truck"),
    "shared": (case("a", file=BRAKE), "r.xml", "shared"),
    "a group's": (case("a", file=AXLE), "r.xml", "bus+truck"),
    "nobody's": (case("a", file="gone.py"), "r.xml", "unattributed"),
    "claimed by no rule": (case("a", file="loose/test_loose.py"), "r.xml", "unattributed"),
    "of a Go package of one owner": (case("a", classname="x.y/go/load"), "r.xml", "van"),
    "of a Go package of two": (case("a", classname="x.y/go/mixed"), "r.xml", "unattributed"),
    "by its name, in a shared file": (case("a[van]", file=BRAKE), "r.xml", "van"),
    "by its name, in no file": (case("a[van]"), "r.xml", "van"),
    "its file's before its name's": (case("a[truck]", file=DOORS), "r.xml", "van"),
    "one of a group's by its name": (case("a[bus]", file=AXLE), "r.xml", "bus"),
    "a group's, whose name is another's": (case("a[van]", file=AXLE), "r.xml", "bus+truck"),
    "by its report, in a shared file": (case("a", file=BRAKE), "out/truck/r.xml", "truck"),
    "by its report, in no file": (case("a"), "out/truck/r.xml", "truck"),
    "its name's before its report's": (case("a[van]", file=BRAKE), "out/truck/r.xml", "van"),
    "its file's before its report's": (case("a", file=DOORS), "out/truck/r.xml", "van"),
    "of a report of no variant": (case("a", file=BRAKE), "out/r.xml", "shared"),
}


@pytest.mark.parametrize(
    ("told", "report", "owner"), [pytest.param(*each, id=name) for name, each in OWNERS.items()]
)
def test_a_test_is(told: Case, report: str, owner: str) -> None:
    assert cases_by_owner(one(told, report, RULES)) == {owner: 1}


def test_the_rule_is_told() -> None:
    because = [
        one(told, "out/truck/r.xml", RULES).files[0].because[0]
        for told in (case("a[van]", file=BRAKE), case("a", file=BRAKE), case("a", file="x"))
    ]
    assert because == ["tests.names `*[van]`"] + 2 * ["tests.reports `out/truck/**`"]


def test_tests_that_nobody_owns_are_told_with_what_they_could_be() -> None:
    tested = one(case("a", classname="x.y/go/mixed"))
    (found,) = tested.unplaced
    assert (found.name, found.candidates) == ("x.y/go/mixed", PATHS[5:7])
    assert [each.slug for each in tested.remarks["r.xml"]] == ["tests-unattributed"]


def test_reruns_are_one_case_with_the_time_of_all() -> None:
    runs = (
        case("a", file=DOORS, status=Status.FAILED, seconds=2),
        case("a", file=DOORS, seconds=0.5),
    )
    tested = heard({"r.xml": RunReport(runs)}, PATHS)
    assert (tested.cases, tested.runs, tested.flaky) == (1, 2, 1)
    assert tested.statuses == {Status.PASSED: 1}
    assert milliseconds_by_owner(tested) == {"van": 2500}


def test_a_test_is_one_however_many_machines_run_it() -> None:
    report = RunReport((case("a", file=BRAKE), case("b", file=BRAKE)))
    tested = heard({"linux.xml": report, "windows.xml": report}, PATHS)
    assert (tested.cases, tested.runs) == (2, 4)
    assert milliseconds_by_owner(tested) == {"shared": 4000}


def test_a_shared_test_that_two_variants_run_is_each_one_s() -> None:
    rules = """\
tests:
  reports:
    - {glob: "van/**", dimension: vehicle, variant: van}
    - {glob: "truck/**", dimension: vehicle, variant: truck}
"""
    reports = {
        "van/r.xml": RunReport((case("a", file=BRAKE, seconds=3),)),
        "truck/r.xml": RunReport((case("a", file=BRAKE, seconds=5),)),
    }
    for order in (reports, dict(reversed(reports.items()))):
        tested = heard(order, PATHS, rules)
        assert cases_by_owner(tested) == {"van": 1, "truck": 1}
        assert milliseconds_by_owner(tested) == {"van": 3000, "truck": 5000}


def test_tests_of_one_name_in_two_files_are_two() -> None:
    cases = (
        case("a", file=BRAKE, classname="C"),
        case("a", file=DOORS, classname="C"),
        case("a", file=BRAKE, classname="D"),
    )
    assert heard({"r.xml": RunReport(cases)}, PATHS).cases == 3


def test_tests_without_a_name_are_never_one() -> None:
    report = RunReport((case(""), case(""), case("")))
    assert heard({"a.xml": report, "b.xml": report}, PATHS).cases == 6


def test_the_last_result_counts_whatever_the_order_of_reports() -> None:
    reports = {
        "1.xml": RunReport((case("a", file=BRAKE, status=Status.FAILED),)),
        "2.xml": RunReport((case("a", file=BRAKE),)),
        "3.xml": RunReport((case("a", file=BRAKE, status=Status.SKIPPED),)),
    }
    for order in (reports, dict(reversed(reports.items()))):
        tested = heard(order, PATHS)
        assert (tested.statuses, tested.flaky) == ({Status.PASSED: 1}, 1)


def test_an_unknown_time_is_counted_and_adds_nothing() -> None:
    tested = heard({"r.xml": RunReport((case("a", file=DOORS, seconds=None),))}, PATHS)
    assert (tested.unknown, tested.time, milliseconds_by_owner(tested)) == (1, 0, {"van": 0})


def test_what_could_not_be_set_up_is_no_case_of_its_owner_and_takes_time() -> None:
    report = RunReport((case("a", file=BRAKE),), (case("", file=DOORS, status=Status.ERROR),))
    tested = heard({"r.xml": report}, PATHS)
    assert (tested.cases, tested.setups) == (1, 1)
    assert cases_by_owner(tested) == {"shared": 1, "van": 0}
    assert milliseconds_by_owner(tested) == {"shared": 1000, "van": 1000}
    assert [(each.path, each.setups) for each in tested.files if each.setups] == [(DOORS, 1)]


def test_overhead_is_the_variant_s_whose_report_it_is_and_else_apart() -> None:
    report = RunReport((case("a", file=BRAKE),), overhead=7_000_000_000)
    assigned = heard({"out/truck/r.xml": report}, PATHS, RULES)
    assert (assigned.overhead, milliseconds_by_owner(assigned)) == (0, {"truck": 8000})
    apart = heard({"r.xml": report}, PATHS, RULES)
    assert (apart.overhead, milliseconds_by_owner(apart)) == (7_000_000_000, {"shared": 1000})


def test_cost_is_time_by_the_rate_of_the_runner() -> None:
    reports = {
        "out/truck/r.xml": RunReport((case("a", file=BRAKE, seconds=60),)),
        "out/r.xml": RunReport((case("a", file=DOORS, seconds=60),), overhead=10**12),
    }
    tested = heard(reports, PATHS, RULES)
    costs = {owner_of(place): cost for place, (_, _, cost, _) in tested.amounts.items()}
    assert (tested.costed, costs) == (True, {"truck": 600_000, "van": 60_000})


def test_without_a_rate_for_every_report_there_is_no_cost() -> None:
    reports = {"out/r.xml": RunReport((case("a"),)), "else.xml": RunReport((case("b"),))}
    assert not heard(reports, PATHS, RULES).costed


GLOBS = {
    ("*[truck]", "test_brake[truck]"): True,
    ("*[truck]", "test_brake[truck]x"): False,
    ("*[truck]", "[truck]"): True,
    ("*[truck]*", "a[truck]b"): True,
    ("truck", "truck"): True,
    ("truck", "trucks"): False,
    ("", ""): True,
    ("", "a"): False,
    ("*", ""): True,
    ("?", ""): False,
    ("?", "a"): True,
    ("?", "ab"): False,
    ("a?c*", "abcd"): True,
    ("*a?c", "xxabcabc"): True,
    ("*a?c*", "xabb abc"): True,
    ("a*a", "a"): False,
    ("ab*ba", "aba"): False,
    ("a*b*c", "axbxbxc"): True,
    ("a*b*c", "acb"): False,
    ("*?", ""): False,
    ("**", "x"): True,
    ("a\\?.c", "a\\x.c"): True,
    ("a\\?.c", "a\\xyc"): False,
    ("a?*?b", "a\n\nb"): True,
    ("a?*?b", "axb"): False,
}


@pytest.mark.parametrize(("said", "fits"), GLOBS.items())
def test_a_name_fits_a_glob_as_a_whole(said: tuple[str, str], fits: bool) -> None:
    assert NameGlob(said[0]).matches(said[1]) is fits


@pytest.mark.parametrize("order", [1, -1])
def test_a_test_that_one_job_skipped_belongs_to_whom_it_executes_in_another(order: int) -> None:
    """By its path it is common, and that is all that a skip can tell."""
    told = case("test_a", file=BRAKE)
    jobs = [RunReport((told,)), RunReport((told._replace(runs=0, status=Status.SKIPPED),))]
    reports = {f"{at}.xml": report for at, report in enumerate(jobs[::order])}
    tested = heard(reports, PATHS, executed={f"{BRAKE}::test_a": [DOORS]})
    assert (tested.cases, tested.runs) == (1, 1)
    assert {owner: number for owner, number in cases_by_owner(tested).items() if number} == {
        "van": 1
    }


@pytest.mark.parametrize("order", [1, -1])
def test_a_test_that_was_skipped_before_it_ran_leaves_nothing_with_nobody(order: int) -> None:
    told = case("test_a", file="lost/brake.py")
    jobs = [RunReport((told,)), RunReport((told._replace(runs=0, time=0, status=Status.SKIPPED),))]
    reports = {f"{at}.xml": report for at, report in enumerate(jobs[::order])}
    paths = [*PATHS, "lost/brake.py"]
    tested = heard(reports, paths, executed={"lost/brake.py::test_a": [DOORS]})

    assert tested.unplaced == ()
    assert [each.cases for each in tested.files] == [1]


def test_a_module_that_was_not_loaded_is_no_test_of_nobody() -> None:
    lost = case("", classname="gone.mod")

    assert heard({"r.xml": RunReport((), setups=(lost,))}, PATHS).unplaced == ()


def test_a_glob_fits_as_an_expression_does() -> None:
    for glob, name in product(of_length(5, "ab*?"), of_length(5, "ab")):
        wanted = glob.replace("*", ".*").replace("?", ".")
        assert NameGlob(glob).matches(name) is bool(re.fullmatch(wanted, name)), (glob, name)


def of_length(most: int, signs: str) -> list[str]:
    """All texts of these signs that are so long or shorter."""
    return ["".join(text) for n in range(most + 1) for text in product(signs, repeat=n)]


def test_a_long_name_and_many_globs_take_no_time() -> None:
    globs = [NameGlob(f"*br?ke*with?long*{n}]") for n in range(200)]
    names = [f"test_brake[some with long and brakes {n}x]" for n in range(1000)]
    begun = time.process_time()
    assert not any(glob.matches(name) for glob in globs for name in names)
    assert not NameGlob("*br?ke*with?long*1]").matches("brbrkwith" * 500_000 + "long1]")
    assert time.process_time() - begun < 2
