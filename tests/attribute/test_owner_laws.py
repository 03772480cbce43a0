"""Owners share out what reports hold: every case once, every second, whatever the order."""

from collections.abc import Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.attribute.hearing import heard
from variant_budget.domain.evidence import Case, Clues, RunReport, Status
from variant_budget.domain.tested import Tested as Outcome

RULES = """\
tests:
  names: {vehicle: {van: ["*[van]"], truck: ["*[truck]", "?t*"]}}
  reports:
    - {glob: "truck*.xml", dimension: vehicle, variant: truck, runner: big}
    - {glob: "*.xml", runner: small}
cost: {currency: USD, per_minute: {big: 0.6, small: 0.06}}
"""
PATHS = (
    "tests/core/test_brake.py",
    "tests/heavy/test_axle.py",
    "tests/truck/test_hitch.py",
    "tests/van/test_doors.py",
    "tests/van/test_brake.py",
    "loose/test_loose.py",
    "go/mixed/a_truck_test.go",
    "go/mixed/b_van_test.go",
)
CLUES = st.builds(
    Clues,
    st.lists(st.sampled_from((*PATHS, "test_brake.py", "gone.py", "")), max_size=2).map(tuple),
    st.sampled_from(("", "tests.van.test_doors.T", "test_brake.T", "x.y/go/mixed", "core", "?")),
    st.lists(st.sampled_from(("pytest", "test_hitch", "tests")), max_size=2).map(tuple),
)
CASES = st.builds(
    Case,
    CLUES,
    st.sampled_from(("", "a", "b", "a[van]", "a[truck]", "at", "é\n|")),
    st.integers(0, 3),
    st.none() | st.integers(0, 10**13),
    st.sampled_from(Status),
    st.booleans(),
)
REPORTS = st.dictionaries(
    st.sampled_from(("truck1.xml", "truck2.xml", "van.xml", "a.xml", "b.xml")),
    st.builds(
        RunReport,
        st.lists(CASES, max_size=6).map(tuple),
        st.lists(CASES, max_size=2).map(tuple),
        st.integers(0, 10**12),
    ),
    max_size=4,
)


def outcome(reports: Mapping[str, RunReport]) -> Outcome:
    return heard(reports, PATHS, RULES)


@given(REPORTS)
def test_every_run_and_every_nanosecond_is_somebody_s(reports: dict[str, RunReport]) -> None:
    found = outcome(reports)
    cases = [case for report in reports.values() for case in report.cases]
    entries = [*cases, *(case for report in reports.values() for case in report.setups)]
    assert found.runs == sum(case.runs for case in cases)
    assert found.time == sum(case.time or 0 for case in entries)
    assert found.unknown == sum(case.time is None for case in entries)
    assert found.setups == sum(len(report.setups) for report in reports.values())
    nameless = sum(not case.name for case in cases)
    assert nameless <= found.cases <= len(cases)
    assert sum(found.statuses.values()) == found.cases


@given(REPORTS)
def test_owners_add_up_to_the_totals(reports: dict[str, RunReport]) -> None:
    found = outcome(reports)
    assert sum(cases for cases, *_ in found.amounts.values()) == found.cases
    assert sum(file.cases for file in found.files) == found.cases
    assert sum(file.time for file in found.files) == found.time
    overhead = sum(report.overhead for report in reports.values()) - found.overhead
    exact = (found.time + overhead) / 1_000_000
    off = sum(time for _, time, *_ in found.amounts.values()) - exact
    assert abs(off) <= 0.5 * len(found.amounts)
    assert found.unplaced_cases == sum(each.cases for each in found.unplaced)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(
    reports: dict[str, RunReport], random: Random
) -> None:
    paths = [*reports]
    random.shuffle(paths)
    assert outcome({path: reports[path] for path in paths}) == outcome(reports)


@given(REPORTS)
def test_more_reports_never_make_a_variant_s_tests_fewer(reports: dict[str, RunReport]) -> None:
    whole = outcome(reports).amounts
    for left_out in reports:
        part = outcome({path: each for path, each in reports.items() if path != left_out})
        for place, (cases, time, *_) in part.amounts.items():
            assert cases <= whole[place][0]
            assert time <= whole[place][1]
