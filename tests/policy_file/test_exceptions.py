"""Exceptions: what they hold, and every way they can be wrong."""

from datetime import date
from fractions import Fraction
from textwrap import dedent

import pytest

from tests.policy_file.drawn import SMALL, exception_problems_of
from variant_budget.domain.location import Location
from variant_budget.domain.waiver import Waiver
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.policy import read_policy

HEAD = "version: 1\nexceptions:\n"
ENTRY = """\
  - id: EX-1
    budget: vehicle
    variant: truck
    metric: all
    limit: hard
    ceiling: 6.5
    reason: model-year split
    approved_by: the board
    approved_on: 2026-11-01
    expires_on: 2026-12-31
    ticket: 12
    refactoring_plan: https://example.com/plan
"""


def entry(**changes: str | None) -> str:
    """The entry with some keys changed, added or (None) left out."""
    lines = dict(line[4:].split(": ", 1) for line in ENTRY.splitlines()) | changes
    kept = [f"{key}: {value}" for key, value in lines.items() if value is not None]
    return "  - " + "\n    ".join(kept) + "\n"


def read(text: str) -> tuple[Waiver, ...]:
    """The waivers of a text, against the small policy."""
    return read_waivers(text.encode(), "e", read_policy(SMALL.encode(), "p"))


def test_an_exception_holds_what_was_written() -> None:
    assert read(HEAD + ENTRY) == (
        Waiver(
            id="EX-1",
            location=Location("e", 3, 5),
            budget="vehicle",
            variant="truck",
            metric="all",
            limit="hard",
            ceiling=Fraction(13, 2),
            reason="model-year split",
            approved_by="the board",
            approved_on=date(2026, 11, 1),
            expires_on=date(2026, 12, 31),
            ticket="12",
            refactoring_plan="https://example.com/plan",
        ),
    )


def test_exceptions_are_sorted_by_id_and_may_be_none() -> None:
    two = HEAD + entry(id="B", variant="van") + entry(id="A")

    assert [waiver.id for waiver in read(two)] == ["A", "B"]
    assert read("version: 1\nexceptions: []\n") == ()


def test_a_trend_names_its_release_and_a_test_its_dimension() -> None:
    (trend,) = read(HEAD + entry(limit="trend", since="1.10"))
    (tests,) = read(HEAD + entry(budget="test", dimension="platform", variant="linux"))

    assert (trend.limit, trend.since) == ("trend", "1.10")
    assert (tests.budget, tests.dimension, tests.variant) == ("test", "platform", "linux")


def test_days_may_stand_in_quotes_and_the_plan_may_be_a_block_of_text() -> None:
    text = HEAD + entry(approved_on="'2026-11-01'", refactoring_plan="|\n      split the radio\n")
    text = text.replace("split the radio", "split the radio driver\n      in two by May")

    (waiver,) = read(text)

    assert waiver.approved_on == date(2026, 11, 1)
    assert waiver.refactoring_plan == "split the radio driver\nin two by May"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"ceiling": "TODO", "expires_on": "TODO", "reason": "TODO say why", "ticket": None},
            [
                '3:5: an item of exceptions lacks the key ticket; add ticket: "…"',
                "8:14: ceiling still says TODO; fill it in: no check takes an entry that is not finished",
                "9:13: reason still says TODO; fill it in: no check takes an entry that is not finished",
                "12:17: expires_on still says TODO; fill it in: no check takes an entry that is not finished",
            ],
            id="fields that still say TODO are named",
        ),
        pytest.param(
            {"budget": "vehicle_budget"},
            ['4:13: there is no budget "vehicle_budget"; write vehicle'],
            id="the key instead of the budget's name",
        ),
        pytest.param(
            {"budget": "vehicel"},
            ['4:13: there is no budget "vehicel"; did you mean "vehicle"?'],
            id="a budget that is not there",
        ),
        pytest.param(
            {"metric": "line_of_code"},
            ['6:13: vehicle_budget judges no metric "line_of_code"; did you mean "lines_of_code"?'],
            id="a metric that is not there",
        ),
        pytest.param(
            {"metric": "dependency_count"},
            [
                (
                    '6:13: vehicle_budget judges no metric "dependency_count"; known: all, '
                    "class_count, cyclomatic_complexity, function_count, lines_of_code"
                )
            ],
            id="a metric that the budget does not judge",
        ),
        pytest.param(
            {"budget": "test"},
            ["3:5: add dimension: one of platform, vehicle"],
            id="a test budget without a dimension",
        ),
        pytest.param(
            {"budget": "test", "dimension": "platfrom"},
            ['15:16: test_budget judges no dimension "platfrom"; did you mean "platform"?'],
            id="a dimension that is not there",
        ),
        pytest.param(
            {"budget": "test", "dimension": "platform", "variant": "linx"},
            ['5:14: there is no variant "linx"; did you mean "linux"?'],
            id="a variant that is not there",
        ),
        pytest.param(
            {"dimension": "vehicle"},
            ["15:5: dimension is for test exceptions; vehicle_budget has only one"],
            id="a dimension where there is only one",
        ),
        pytest.param(
            {"limit": "trend"},
            ["3:5: limit: trend needs since: the tag of the release that growth is counted from"],
            id="a trend without its release",
        ),
        pytest.param(
            {"since": "v1.0"},
            ["15:5: since is for limit: trend; remove it"],
            id="a release without a trend",
        ),
        pytest.param(
            {"limit": "soft"},
            ['7:12: limit is "soft"; it may be: hard, trend'],
            id="a limit that needs no exception",
        ),
        pytest.param(
            {"approved_on": "1.11.2026", "expires_on": "2026-02-30"},
            [
                (
                    '11:18: approved_on is "1.11.2026"; '
                    "write a day as YEAR-MONTH-DAY, such as 2026-12-31"
                ),
                (
                    "12:17: expires_on is 2026-02-30; there is no such day "
                    "(day is out of range for month)"
                ),
            ],
            id="days that are none",
        ),
        pytest.param(
            {"expires_on": "2026-10-31"},
            ["12:5: expires_on 2026-10-31 is before approved_on 2026-11-01; it would never hold"],
            id="days the wrong way round",
        ),
        pytest.param(
            {"refactoring_plan": "we will do it later"},
            [
                (
                    '14:23: refactoring_plan is "we will do it later"; say in 20 characters or more '
                    "how it gets back under the limit, or give a link"
                )
            ],
            id="19 characters are no plan",
        ),
        pytest.param(
            {"refactoring_plan": "https://"},
            [
                (
                    '14:23: refactoring_plan is "https://"; say in 20 characters or more '
                    "how it gets back under the limit, or give a link"
                )
            ],
            id="a link to nowhere",
        ),
        pytest.param(
            {"ceiling": "120"}, ["8:14: ceiling is 120; it must be 0 to 100"], id="the ceiling"
        ),
        pytest.param(
            {"celing": "7"}, ['15:5: unknown key "celing"; did you mean "ceiling"?'], id="a slip"
        ),
        pytest.param(
            {"reason": "' '"}, ["9:13: reason is blank; write a text"], id="a blank reason"
        ),
    ],
)
def test_problems_of_one_exception(changes: dict[str, str | None], expected: list[str]) -> None:
    assert exception_problems_of(HEAD + entry(**changes)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "", ["1:1: the file is empty; write version: 1 and exceptions: []"], id="empty"
        ),
        pytest.param(
            "version: 1\n",
            ["1:1: the file lacks the key exceptions; add exceptions: []"],
            id="none",
        ),
        pytest.param(
            "version: 2\nexceptions: 5\n",
            ["1:10: version is 2; this variant-budget reads version 1, use a newer one"],
            id="newer",
        ),
        pytest.param(
            "version: 1\nexceptions: 5\n",
            ['2:13: exceptions is "5"; write a list: ["5"]'],
            id="no list",
        ),
    ],
)
def test_problems_of_the_file(text: str, expected: list[str]) -> None:
    assert exception_problems_of(text) == expected


TAKEN = '15:9: id "EX-1" is taken (line 3); choose another'
OVERLAP = '15:5: "EX-2" and "EX-1" (line 3) cover the same row from {}; end one before the other'


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"id": "EX-1"}, [TAKEN], id="one id twice"),
        pytest.param({}, [OVERLAP.format("2026-11-01")], id="the same row"),
        pytest.param(
            {"metric": "lines_of_code", "approved_on": "2026-12-31", "expires_on": "2027-01-01"},
            [OVERLAP.format("2026-12-31")],
            id="all covers every metric, and both hold on one day",
        ),
        pytest.param(
            {"approved_on": "2027-01-01", "expires_on": "2027-02-01"}, [], id="one after the other"
        ),
        pytest.param({"variant": "van"}, [], id="another variant"),
        pytest.param({"limit": "trend", "since": "v1.0"}, [], id="another limit"),
    ],
)
def test_two_exceptions(changes: dict[str, str | None], expected: list[str]) -> None:
    text = HEAD + ENTRY + entry(**({"id": "EX-2"} | changes))

    assert exception_problems_of(text) == expected


def test_trends_of_two_releases_are_two_rows() -> None:
    trends = [entry(id=f"T{n}", limit="trend", since=f"v{n}") for n in (1, 2)]

    assert exception_problems_of(HEAD + "".join(trends)) == []


def test_an_exception_of_a_captured_name_that_is_no_variant_is_told() -> None:
    policy = dedent("""\
        version: 1
        dimensions: {vehicle: {paths: ["src/{variant}/"], not_variants: [common]}}
        vehicle_budget: {hard_limit: 5}
    """)

    found = exception_problems_of(HEAD + entry(variant="common"), policy)

    assert found == ['5:14: there is no variant "common"']
