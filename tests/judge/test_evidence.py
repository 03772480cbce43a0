"""Tests and times as a verdict sees them: what two runs may differ by decides nothing."""

from fractions import Fraction

import pytest

from tests.attribute.hearing import case, heard
from tests.drawn import TODAY, policy_of
from variant_budget.domain.budget import Budget, EvidenceRules, Limit, Limits
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.evidence import RunReport, Status
from variant_budget.domain.figures import Figures
from variant_budget.domain.ledger import Ledger, Ledgers
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.verdict import State
from variant_budget.judge.evidence import lost_tests, unattributed_tests
from variant_budget.judge.rulings import draft, settle
from variant_budget.judge.waivers import Waivers

HERE = Location("policy.yml", 1, 1)
TIME, CASES, LINES = "test_execution_time", "test_case_count", "lines_of_code"


def limit(value: float) -> Limit:
    return Limit(Fraction(value), HERE)


def row(
    metric: str, head: float, base: float | None = None, *, tolerance: int = 20, name: str = "test"
) -> Comparison:
    """A variant with a share in percent, under a hard limit of 25 %; counts are 1000ths of it."""

    def figures(share: float | None) -> Figures | None:
        if share is None:
            return None
        own = round(share * 1000)
        return Figures(own=own, in_groups=0, common=100_000 - own)

    budget = Budget(
        name=name,
        location=HERE,
        dimensions=("vehicle",),
        limits=Limits(hard=limit(25)),
        metrics=(metric,),
        test_rules=EvidenceRules(time_tolerance=tolerance) if name == "test" else None,
    )
    return Comparison(budget, "vehicle", "van", metric, figures(head), figures(base), None)


def hard(*rows: Comparison) -> list[tuple[State, bool]]:
    """The ruling on the hard limit of each row, and whether it blocks."""
    drafts = [draft(each, Waivers((), TODAY, None)) for each in rows]
    return [(each.hard.state, each.blocking) for each in settle(drafts, "default")]


OK, BLOCKS, TOLERATED = (State.OK, False), (State.BREACH, True), (State.TOLERATED, False)


@pytest.mark.parametrize(
    ("metric", "share", "tolerance", "ruling"),
    [
        pytest.param(TIME, 30, 20, OK, id="time at the end of the noise"),
        pytest.param(TIME, 30.001, 20, BLOCKS, id="time beyond the noise"),
        pytest.param(TIME, 25.001, 0, BLOCKS, id="time without noise"),
        pytest.param("infrastructure_cost", 30, 20, OK, id="cost"),
        pytest.param(CASES, 25.001, 20, BLOCKS, id="cases have no noise"),
    ],
)
def test_only_times_and_costs_have_a_band(
    metric: str, share: float, tolerance: int, ruling: tuple[State, bool]
) -> None:
    assert hard(row(metric, share, tolerance=tolerance)) == [ruling]


@pytest.mark.parametrize("head", [34, 39.9, 40, 40.1, 47])
def test_a_standing_breach_of_time_does_not_pass_or_fail_by_chance(head: float) -> None:
    assert hard(row(TIME, head, 40)) == [BLOCKS]


def test_a_standing_breach_of_time_passes_where_it_truly_fell() -> None:
    assert hard(row(TIME, 33, 40)) == [TOLERATED]


@pytest.mark.parametrize("metric", [TIME, CASES])
def test_fewer_tests_excuse_no_breach_that_git_tells_of(metric: str) -> None:
    """A change writes its own reports."""
    assert hard(row(LINES, 30, 30, name="vehicle"), row(metric, 33, 40)) == [BLOCKS, TOLERATED]


def test_less_code_excuses_a_standing_breach_of_tests() -> None:
    assert hard(row(LINES, 28, 30, name="vehicle"), row(CASES, 40, 40)) == [TOLERATED, TOLERATED]


def test_times_that_nobody_knows_make_no_share_right() -> None:
    known, unknown = row(TIME, 20), row(TIME, 20)._replace(unknown=1)
    assert hard(known) == [OK]
    assert hard(unknown) == [(State.NOT_JUDGED, False)]
    assert hard(row(TIME, 31)._replace(unknown=1)) == [BLOCKS]
    assert hard(row(TIME, 20)._replace(unknown=1, too_small=True)) == [(State.NOT_JUDGED, False)]


def test_a_slower_run_by_chance_does_not_spoil_an_improvement_of_code() -> None:
    rows = row(LINES, 29, 30, name="vehicle"), row(TIME, 40.5, 40)
    assert hard(*rows)[0] == TOLERATED


POLICY = 'version: 1\ndimensions: {vehicle: {shared: [core/], paths: ["src/{variant}/"]}}\n'
PATHS = ("tests/core/test_brake.py", "tests/van/test_doors.py")


def report(owned: int, lone: int) -> RunReport:
    return RunReport(
        tuple(case(f"t{at}", file=PATHS[0]) for at in range(owned))
        + tuple(case(f"t{at}", file="gone.py") for at in range(lone))
    )


@pytest.mark.parametrize(
    ("owned", "lone", "over"), [(19, 1, False), (18, 1, True), (0, 1, True), (0, 0, False)]
)
def test_tests_of_nobody_are_over_their_limit_by_exact_arithmetic(
    owned: int, lone: int, over: bool
) -> None:
    policy = policy_of(POLICY + "test_budget: {hard_limit: 25}\n")
    found = unattributed_tests(policy, heard({"r.xml": report(owned, lone)}, PATHS))
    assert found is not None
    assert (found.cases, found.of, found.over, found.blocking) == (lone, owned + lone, over, False)


def test_without_reports_nothing_is_nobody_s_and_nothing_is_lost() -> None:
    policy = policy_of(POLICY + "test_budget: {hard_limit: 25}\n")
    assert unattributed_tests(policy, None) is None
    assert lost_tests([row(CASES, 0, 10)], None, LEDGERS) == ()


LEDGERS = Ledgers(Ledger(("vehicle",), CODE_METRICS, (), ()), None, None)
LOST = {
    "none left": (0, 10, (), [(0, 10_000, 0)]),
    "fewer left": (5, 10, (), []),
    "none before": (0, 0, (), []),
    "no base": (0, None, (), []),
    "some not loaded": (5, 10, (PATHS[1],), [(5000, 10_000, 1)]),
    "some of core not loaded": (5, 10, (PATHS[0],), []),
}


@pytest.mark.parametrize(
    ("head", "base", "broken", "lost"),
    [pytest.param(*each, id=name) for name, each in LOST.items()],
)
def test_tests_are_lost_where_none_is_left_or_some_did_not_load(
    head: float, base: float | None, broken: tuple[str, ...], lost: list[tuple[int, int, int]]
) -> None:
    setups = tuple(case("", file=path, status=Status.ERROR) for path in broken)
    told = heard({"r.xml": RunReport((), setups)}, PATHS)
    found = lost_tests([row(CASES, head, base)], told, LEDGERS)
    assert [(each.cases, each.before, each.setups) for each in found] == lost


def test_tests_that_did_not_load_are_told_where_only_their_time_is_judged() -> None:
    setups = (case("", file=PATHS[1], status=Status.ERROR),)
    told = heard({"r.xml": RunReport((), setups)}, PATHS)
    (found,) = lost_tests([row(TIME, 5, 10)], told, LEDGERS)
    assert (found.variant, found.setups) == ("van", 1)
