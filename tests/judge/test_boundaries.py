"""Every boundary of the verdict, one row each: what is judged, how, and what it does to the whole."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.drawn import row_of, verdict_of

POLICY = """
version: 1
dimensions:
  vehicle: {{paths: ["src/{{variant}}/"], shared: ["core/"]}}
vehicle_budget:
  hard_limit: 5
  soft_limit: 3
  trend_limit: 0.5
  metrics: [lines_of_code]
  {more}
"""

EXCEPTION = """
version: 1
exceptions:
  - id: CCB-1
    budget: vehicle
    variant: truck
    metric: lines_of_code
    limit: hard
    ceiling: 7.5
    reason: double axle
    approved_by: "@org/ccb"
    approved_on: 2026-11-01
    expires_on: 2026-11-30
    ticket: CAR-7
    refactoring_plan: share the axle model with the bus in the first quarter
"""


@dataclass(frozen=True, kw_only=True)
class Case:
    """Lines of truck and core at head, base and release -> the states of truck's row."""

    head: str
    hard: str
    outcome: str
    base: str | None = None
    release: str | None = None
    soft: str = ""
    trend: str = "not_judged"
    blocking: bool = False
    more: str = ""
    exceptions: str | None = None
    mode: str = "default"
    today: date = date(2026, 11, 25)


def tree(truck: int, core: int) -> str:
    """A truck beside common code."""
    return f"src/truck/a.py {truck}\ncore/c.py {core}"


CASES = {
    "a share exactly at the hard limit is allowed": Case(
        head=tree(50, 950), hard="ok", soft="breach", outcome="warn"
    ),
    "one line more is a breach": Case(
        head=tree(51, 950), hard="breach", soft="breach", blocking=True, outcome="fail"
    ),
    "exactly at the soft limit is within budget": Case(
        head=tree(30, 970), hard="ok", soft="ok", outcome="pass"
    ),
    "one line over the soft limit warns": Case(
        head=tree(31, 970), hard="ok", soft="breach", outcome="warn"
    ),
    "one unit in a tiny product is coarse, not a breach": Case(
        head=tree(1, 9), hard="coarse", soft="coarse", outcome="pass"
    ),
    "two units in a tiny product are a breach": Case(
        head=tree(2, 9), hard="breach", soft="breach", blocking=True, outcome="fail"
    ),
    "a limit of 0 means none at all": Case(
        head=tree(1, 9999),
        more="variants: {truck: {hard_limit: 0, soft_limit: 0}}",
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "a limit of 0 is kept by nothing": Case(
        head=tree(0, 9999),
        more="variants: {truck: {hard_limit: 0, soft_limit: 0}}",
        hard="ok",
        soft="ok",
        outcome="pass",
    ),
    "growth exactly at the trend limit is allowed": Case(
        head=tree(25, 975), release=tree(20, 980), hard="ok", soft="ok", trend="ok", outcome="pass"
    ),
    "growth over the trend limit is a warning before the release": Case(
        head=tree(26, 975),
        release=tree(20, 980),
        hard="ok",
        soft="ok",
        trend="breach",
        outcome="warn",
    ),
    "growth over the trend limit blocks the release": Case(
        head=tree(26, 975),
        release=tree(20, 980),
        mode="release",
        hard="ok",
        soft="ok",
        trend="breach",
        blocking=True,
        outcome="fail",
    ),
    "growth of one unit that alone exceeds the trend limit is coarse": Case(
        head=tree(3, 100),
        release=tree(2, 100),
        hard="ok",
        soft="ok",
        trend="coarse",
        outcome="pass",
    ),
    "growth of two such units is a breach": Case(
        head=tree(3, 100),
        release=tree(1, 100),
        hard="ok",
        soft="ok",
        trend="breach",
        outcome="warn",
    ),
    "growth because common code shrank is growth": Case(
        head=tree(20, 500),
        release=tree(20, 980),
        hard="ok",
        soft="breach",
        trend="breach",
        outcome="warn",
    ),
    "a new variant is not judged by the trend limit": Case(
        head=tree(20, 980),
        base="core/c.py 980",
        release="core/c.py 980",
        hard="ok",
        soft="ok",
        trend="not_judged",
        outcome="pass",
    ),
    "a new variant is judged by the hard limit": Case(
        head=tree(60, 980),
        base="core/c.py 980",
        release="core/c.py 980",
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "without a base every breach blocks": Case(
        head=tree(60, 940), hard="breach", soft="breach", blocking=True, outcome="fail"
    ),
    "a limit crossed by growing blocks": Case(
        head=tree(60, 940),
        base=tree(40, 940),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "a limit crossed because common code shrank blocks": Case(
        head=tree(40, 700),
        base=tree(40, 940),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "crossing blocks under tolerate too": Case(
        head=tree(60, 940),
        base=tree(40, 940),
        more="existing_breaches: tolerate",
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "block: a standing breach blocks where nothing changed": Case(
        head=tree(60, 940),
        base=tree(60, 940),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "block: an improvement passes while still over": Case(
        head=tree(55, 940),
        base=tree(60, 940),
        hard="tolerated",
        soft="breach",
        outcome="warn",
    ),
    "block: a standing breach made worse blocks": Case(
        head=tree(61, 940),
        base=tree(60, 940),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "block: a share that falls by more common code alone is no improvement": Case(
        head=tree(60, 960),
        base=tree(60, 940),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "tolerate: a standing breach passes where nothing changed": Case(
        head=tree(60, 940),
        base=tree(60, 940),
        more="existing_breaches: tolerate",
        hard="tolerated",
        soft="breach",
        outcome="warn",
    ),
    "tolerate: made worse it blocks": Case(
        head=tree(61, 940),
        base=tree(60, 940),
        more="existing_breaches: tolerate",
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "tolerate: a release blocks all the same": Case(
        head=tree(60, 940),
        base=tree(60, 940),
        more="existing_breaches: tolerate",
        mode="release",
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "a breach of a limit that is not enforced warns": Case(
        head=tree(60, 940),
        more="enforce: {default: [], release: [hard]}",
        hard="breach",
        soft="breach",
        outcome="warn",
    ),
    "an enforced soft limit blocks": Case(
        head=tree(40, 960),
        more="enforce: {default: [hard, soft], release: [hard, soft]}",
        hard="ok",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "a variant's own limit replaces the budget's": Case(
        head=tree(60, 940),
        more="variants: {truck: {hard_limit: 8}}",
        hard="ok",
        soft="breach",
        outcome="warn",
    ),
    "relative to common code the share is larger": Case(
        head=tree(50, 950),
        more="relative_to: common",
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "an exception lifts a breach below its ceiling": Case(
        head=tree(74, 926), exceptions=EXCEPTION, hard="excepted", soft="breach", outcome="warn"
    ),
    "an exception lifts a breach exactly at its ceiling": Case(
        head=tree(75, 925), exceptions=EXCEPTION, hard="excepted", soft="breach", outcome="warn"
    ),
    "an exception lifts nothing beyond its ceiling": Case(
        head=tree(76, 924),
        exceptions=EXCEPTION,
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "with an exception its ceiling decides what is standing": Case(
        head=tree(76, 924),
        base=tree(70, 924),
        more="existing_breaches: tolerate",
        exceptions=EXCEPTION,
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "an exception holds on its first day": Case(
        head=tree(60, 940),
        exceptions=EXCEPTION,
        today=date(2026, 11, 1),
        hard="excepted",
        soft="breach",
        outcome="warn",
    ),
    "an exception holds on its last day": Case(
        head=tree(60, 940),
        exceptions=EXCEPTION,
        today=date(2026, 11, 30),
        hard="excepted",
        soft="breach",
        outcome="warn",
    ),
    "an exception is over on the day after": Case(
        head=tree(60, 940),
        exceptions=EXCEPTION,
        today=date(2026, 12, 1),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "an exception is not in force on the day before": Case(
        head=tree(60, 940),
        exceptions=EXCEPTION,
        today=date(2026, 10, 31),
        hard="breach",
        soft="breach",
        blocking=True,
        outcome="fail",
    ),
    "an excepted share does not block by an enforced soft limit": Case(
        head=tree(60, 940),
        more="enforce: {default: [hard, soft], release: [hard, soft]}",
        exceptions=EXCEPTION,
        hard="excepted",
        soft="excepted",
        outcome="warn",
    ),
    "a variant that vanished is within budget": Case(
        head="core/c.py 940",
        base=tree(60, 940),
        release=tree(60, 940),
        hard="ok",
        soft="ok",
        trend="ok",
        outcome="pass",
    ),
    "nothing common and a variant's code cannot be measured": Case(
        head="src/truck/a.py 10", hard="not_judged", soft="not_judged", outcome="error"
    ),
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
def test_boundary(case: Case) -> None:
    verdict = verdict_of(
        POLICY.format(more=case.more),
        case.head,
        base=case.base,
        release=case.release,
        exceptions=case.exceptions,
        mode="release" if case.mode == "release" else "default",
        today=case.today,
    )
    row = row_of(verdict, "truck")
    found = (row.hard.state, row.soft.state, row.trend.state, row.blocking, verdict.outcome)
    assert found == (case.hard, case.soft, case.trend, case.blocking, case.outcome)
