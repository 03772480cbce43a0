"""What several rows, dimensions, budgets and totals do to one another."""

import pytest

from tests.drawn import row_of, verdict_of
from variant_budget.errors import PolicyError

TWO = """
version: 1
dimensions:
  vehicle: {paths: ["src/{variant}/"]}
  sector: {paths: ["sectors/{variant}/"]}
vehicle_budget: {hard_limit: 5, metrics: [lines_of_code]}
sector_budget: {hard_limit: 50, metrics: [lines_of_code]}
"""


def test_adding_a_sector_changes_no_vehicle_share() -> None:
    before = "core/c.py 1000\nsrc/truck/a.py 40"
    after = f"{before}\nsectors/mining/m.py 500"
    share = row_of(verdict_of(TWO, before), "truck").share
    assert row_of(verdict_of(TWO, after), "truck").share == share


def test_adding_another_variant_changes_no_share() -> None:
    before = "core/c.py 1000\nsrc/truck/a.py 40"
    after = f"{before}\nsrc/van/v.py 900"
    share = row_of(verdict_of(TWO, before), "truck").share
    assert row_of(verdict_of(TWO, after), "truck").share == share


def test_exclusions_of_one_budget_do_not_move_another() -> None:
    policy = """
version: 1
dimensions:
  vehicle: {paths: ["src/{variant}/"]}
  sector: {paths: ["src/{variant}/"]}
vehicle_budget: {hard_limit: 5, metrics: [lines_of_code], exclusions: ["src/truck/gen/"]}
sector_budget: {hard_limit: 5, metrics: [lines_of_code]}
"""
    verdict = verdict_of(policy, "core/c.py 1000\nsrc/truck/a.py 10\nsrc/truck/gen/g.py 30")
    assert row_of(verdict, "truck", budget="vehicle").head.owned == 10
    assert row_of(verdict, "truck", budget="sector").head.owned == 40


def test_a_group_counts_in_each_of_its_variants_once() -> None:
    policy = """
version: 1
dimensions:
  platform:
    variants: {linux: {paths: [linux/]}, android: {paths: [android/]}}
    groups: {unix: {of: [linux, android], paths: [unix/]}}
platform_budget: {hard_limit: 50, metrics: [lines_of_code]}
"""
    verdict = verdict_of(policy, "core/c.py 60\nlinux/l.py 10\nandroid/a.py 5\nunix/u.py 30")
    linux = row_of(verdict, "linux").head
    assert (linux.own, linux.in_groups, linux.whole) == (10, 30, 100)
    assert row_of(verdict, "android").head.owned == 35
    (total,) = verdict.totals
    assert (total.total.figures.owned, total.total.figures.common) == (45, 60)


def test_two_variants_that_claim_one_file_are_a_located_error_naming_both_patterns() -> None:
    policy = """version: 1
dimensions:
  vehicle:
    variants:
      van: {paths: ["van/**"]}
      truck: {paths: ["**/truck/**"]}
vehicle_budget: {hard_limit: 5}
"""
    with pytest.raises(PolicyError) as caught:
        verdict_of(policy, "van/truck/shared.py 8\ncore/c.py 100")
    (problem,) = caught.value.problems
    assert problem.place == ".variant-budget/policy.yml:6:23"
    for word in ("van/truck/shared.py", "van/**", "**/truck/**"):
        assert word in problem.message


def test_one_standing_breach_made_better_lets_another_pass_that_did_not_move() -> None:
    base = "core/c.py 900\nsrc/truck/a.py 60\nsrc/van/v.py 80"
    head = "core/c.py 900\nsrc/truck/a.py 60\nsrc/van/v.py 79"
    verdict = verdict_of(TWO, head, base=base)
    assert verdict.outcome == "warn"
    assert row_of(verdict, "truck").hard.state == "tolerated"


def test_one_standing_breach_made_worse_blocks_whatever_else_got_better() -> None:
    base = "core/c.py 900\nsrc/truck/a.py 60\nsrc/van/v.py 80"
    head = "core/c.py 900\nsrc/truck/a.py 61\nsrc/van/v.py 79"
    verdict = verdict_of(TWO, head, base=base)
    assert verdict.outcome == "fail"
    assert row_of(verdict, "truck").blocking
    assert row_of(verdict, "van").blocking


def test_a_total_over_its_limit_blocks_where_hard_is_enforced() -> None:
    policy = """
version: 1
dimensions: {vehicle: {paths: ["src/{variant}/"]}}
vehicle_budget: {hard_limit: 50, metrics: [lines_of_code], total_limit: 20}
"""
    at_limit = "core/c.py 80\nsrc/truck/a.py 10\nsrc/van/v.py 10"
    assert verdict_of(policy, at_limit).outcome == "pass"
    over = verdict_of(policy, at_limit.replace("van/v.py 10", "van/v.py 11"))
    assert over.outcome == "fail"
    assert [total.blocking for total in over.totals] == [True]


def test_one_unit_is_no_breach_of_a_total_limit_either() -> None:
    policy = """
version: 1
dimensions: {vehicle: {paths: ["src/{variant}/"]}}
vehicle_budget: {hard_limit: 5, metrics: [lines_of_code], total_limit: 5}
"""
    assert verdict_of(policy, "core/c.py 10\nsrc/truck/a.py 1").outcome == "pass"
    assert verdict_of(policy, "core/c.py 10\nsrc/truck/a.py 2").totals[0].blocking


UNATTRIBUTED = """
version: 1
unattributed: {{code: {{limit: {limit}, then: {then}}}}}
dimensions: {{vehicle: {{paths: ["src/{{variant}}/"], shared: ["core/"]}}}}
vehicle_budget: {{hard_limit: 50, metrics: [lines_of_code]}}
"""


@pytest.mark.parametrize(
    ("limit", "then", "outcome"),
    [
        pytest.param(10, "fail", "pass", id="exactly at the limit is allowed"),
        pytest.param(9, "warn", "warn", id="over the limit warns"),
        pytest.param(9, "fail", "fail", id="over the limit fails where the policy says so"),
    ],
)
def test_unattributed_code_has_a_limit(limit: int, then: str, outcome: str) -> None:
    policy = UNATTRIBUTED.format(limit=limit, then=then)
    assert verdict_of(policy, "core/c.py 80\nsrc/truck/a.py 10\nlost/l.py 10").outcome == outcome


def test_unattributed_code_is_in_no_product() -> None:
    policy = UNATTRIBUTED.format(limit=100, then="warn")
    verdict = verdict_of(policy, "core/c.py 90\nsrc/truck/a.py 10\nlost/l.py 500")
    assert row_of(verdict, "truck").head.whole == 100


def test_owned_code_that_became_unattributed_is_named_and_no_improvement() -> None:
    policy = UNATTRIBUTED.format(limit=100, then="warn")
    verdict = verdict_of(
        policy,
        "core/c.py 90\nsrc/truck/a.py 4\nlost/l.py 6",
        base="core/c.py 90\nsrc/truck/a.py 10",
    )
    (escape,) = verdict.escapes
    assert (escape.variant, escape.owned_change, escape.unattributed_change) == ("truck", -6, 6)


def test_code_that_escaped_to_nobody_opens_no_standing_breach() -> None:
    policy = UNATTRIBUTED.format(limit=100, then="warn").replace("hard_limit: 50", "hard_limit: 5")
    base = "core/c.py 100\nsrc/truck/a.py 30"
    moved = verdict_of(policy, "core/c.py 100\nsrc/truck/a.py 29\nlost/l.py 1", base=base)
    assert (moved.outcome, row_of(moved, "truck").blocking) == ("fail", True)
    removed = verdict_of(policy, "core/c.py 100\nsrc/truck/a.py 29", base=base)
    assert row_of(removed, "truck").hard.state == "tolerated"


def test_a_metric_that_the_base_could_measure_and_head_cannot_is_incomplete() -> None:
    policy = TWO.replace("metrics: [lines_of_code]", "metrics: [class_count]", 1)
    base = "core/c.py 90 0 0 3\nsrc/truck/a.py 4 0 0 0"
    head = "core/c.py 90 0 0 0\nsrc/truck/a.py 4 0 0 0"
    verdict = verdict_of(policy, head, base=base)
    assert verdict.outcome == "error"
    assert {problem.slug for problem in verdict.incomplete} == {"no-longer-measured"}


def test_a_metric_that_neither_commit_can_measure_is_not_measured_and_nothing_more() -> None:
    policy = TWO.replace("metrics: [lines_of_code]", "metrics: [class_count]", 1)
    tree = "core/c.py 90\nsrc/truck/a.py 4"
    verdict = verdict_of(policy, tree, base=tree)
    assert verdict.outcome == "pass"
    assert "nothing is common" in row_of(verdict, "truck", "class_count").reason


def test_a_certain_breach_fails_even_where_something_else_could_not_be_measured() -> None:
    policy = TWO.replace("metrics: [lines_of_code]", "metrics: [lines_of_code, class_count]", 1)
    base = "core/c.py 90 0 0 3\nsrc/truck/a.py 4"
    head = "core/c.py 90 0 0 0\nsrc/truck/a.py 40"
    assert verdict_of(policy, head, base=base).outcome == "fail"


def test_a_file_measured_by_lines_alone_counts_in_no_other_metric() -> None:
    policy = TWO.replace("metrics: [lines_of_code]", "metrics: [lines_of_code, function_count]", 1)
    verdict = verdict_of(policy, "core/c.py 900 0 50 0\nsrc/truck/a.sh 20 5 5 5")
    row = row_of(verdict, "truck", "function_count")
    assert (row.head.owned, row.head.lines_only) == (5, 1)


TREND_EXCEPTION = """
version: 1
exceptions:
  - id: CCB-2
    budget: vehicle
    variant: truck
    metric: all
    limit: trend
    ceiling: 2
    since: v1
    reason: model year
    approved_by: "@org/ccb"
    approved_on: 2026-11-01
    expires_on: 2026-12-31
    ticket: CAR-8
    refactoring_plan: fold the axle tables into configuration data
"""
TREND = TWO.replace("hard_limit: 5,", "hard_limit: 50, trend_limit: 0.5,", 1)


@pytest.mark.parametrize(
    ("tag", "state"),
    [
        pytest.param("v1", "excepted", id="for the release it names"),
        pytest.param("v2", "breach", id="for no other release"),
    ],
)
def test_a_trend_exception_holds(tag: str, state: str) -> None:
    verdict = verdict_of(
        TREND,
        "core/c.py 900\nsrc/truck/a.py 50",
        release="core/c.py 900\nsrc/truck/a.py 40",
        exceptions=TREND_EXCEPTION,
        tag=tag,
    )
    assert row_of(verdict, "truck").trend.state == state


def test_an_exception_for_a_variant_that_is_gone_is_orphaned() -> None:
    verdict = verdict_of(
        TREND,
        "core/c.py 900\nsrc/van/a.py 5",
        release="core/c.py 900",
        exceptions=TREND_EXCEPTION,
    )
    (state,) = verdict.waivers
    assert state.state == "orphaned"
