"""Which finding comes first, and that no two are one."""

from tests.render.reports import finding
from variant_budget.tell.finding import distinct, order

NOBODYS = finding(rule="unattributed", variant=None, figures={"limit": 1.0, "owned": 9, "of": 10})
WORST_FIRST = [
    finding(variant="a", metric="class_count", figures={"limit": 0.0, "share": 9.0}),
    finding(variant="d", figures={"limit": 5.0, "share": 15.0}),
    finding(variant="c", figures={"limit": 20.0, "share": 30.0}),
    NOBODYS,
    finding(variant="b", rule="trend-breach", figures={"limit": 0.5, "growth": 1.0, "share": 90.0}),
    finding(variant="a", metric="test_execution_time", figures={"limit": 5.0, "share": 90.0}),
    finding(rule="report-refused", blocking=False, figures={}),
    finding(level="warning", blocking=False, figures={"limit": 1.0, "share": 99.0}),
    finding(level="note", blocking=False, figures={"limit": 1.0, "share": 99.0}),
]


def test_what_blocks_comes_first_and_then_what_is_furthest_over() -> None:
    mixed = [*WORST_FIRST[::-2], *WORST_FIRST[-2::-2]]

    assert sorted(mixed, key=order) == WORST_FIRST


def test_findings_of_one_id_are_told_apart_and_the_first_keeps_it() -> None:
    same = finding(message="one"), finding(message="two"), finding(message="three")
    ids = [each.id for each in distinct(same)]

    assert ids[0] == same[0].id
    assert len(set(ids)) == 3
    assert ids == [each.id for each in distinct(same)]
