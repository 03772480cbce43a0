"""Figures are rounded against the author and can always be told from their limits."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variant_budget.tell.numbers import (
    bar,
    count,
    limit_text,
    percent,
    points,
    report_number,
    rounded_up,
    signed,
)

shares = st.fractions(0, 100, max_denominator=10**7)
limits = st.integers(0, 1_000_000).map(lambda n: Fraction(n, 10_000))


def plain(text: str) -> str:
    """A shown figure with ordinary blanks and signs."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(
    ("share", "limit", "shown"),
    [
        pytest.param(Fraction(66200, 10662), 5, "6.21 %", id="two decimals are enough"),
        pytest.param(Fraction(5), 5, "5.00 %", id="the limit itself"),
        pytest.param(Fraction(49999, 10000), 5, "4.9999 %", id="just below: as many as it takes"),
        pytest.param(Fraction(5) + Fraction(1, 10**9), 5, "5.01 %", id="just above: rounded up"),
        pytest.param(Fraction(5) - Fraction(1, 10**9), 5, "4.999999999 %", id="nine decimals"),
        pytest.param(Fraction(1, 3), 3, "0.34 %", id="rounded up, not to the nearest"),
        pytest.param(Fraction(0), 5, "0.00 %", id="nothing"),
    ],
)
def test_a_share_is_shown_with_the_decimals_that_tell_it_from_its_limit(
    share: Fraction, limit: int, shown: str
) -> None:
    assert plain(percent(share, Fraction(limit))) == shown


@given(shares, limits)
def test_a_shown_share_is_over_its_limit_exactly_where_the_true_one_is(
    share: Fraction, limit: Fraction
) -> None:
    shown = Fraction(plain(percent(share, limit)).removesuffix(" %").replace(" ", ""))
    assert (shown > limit) == (share > limit)
    assert (shown == limit) == (share == limit)


@given(shares, limits)
def test_a_share_in_the_report_is_over_its_limit_exactly_where_the_true_one_is(
    share: Fraction, limit: Fraction
) -> None:
    number = report_number(share)
    assert number is not None
    assert (Fraction(str(number)) > limit) == (share > limit)


@given(st.fractions(-100, 100, max_denominator=10**6), st.integers(0, 6))
def test_rounding_never_favours_the_author(value: Fraction, decimals: int) -> None:
    rounded = rounded_up(value, decimals)
    assert value <= rounded < value + Fraction(1, 10**decimals)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(54, 100), "+0.54"),
        (Fraction(1, 1000), "+0.01"),
        (Fraction(0), "±0"),
        (Fraction(-1, 1000), "±0.00"),
        (Fraction(-5, 4), "-1.25"),
        (None, "–"),
    ],
)
def test_a_change_is_shown_with_its_sign(value: Fraction | None, shown: str) -> None:
    assert plain(points(value)) == shown


def test_counts_have_their_thousands_apart() -> None:
    assert plain(count(1_234_567)) == "1 234 567"
    assert plain(signed(-1200)) == "-1 200"
    assert (signed(0), signed(3)) == ("±0", "+3")


def test_limits_are_shown_as_they_were_written() -> None:
    assert [limit_text(Fraction(text)) for text in ("5", "0.5", "0.0625", "100")] == [
        "5",
        "0.5",
        "0.0625",
        "100",
    ]


def test_only_a_full_limit_fills_the_bar() -> None:
    assert bar(Fraction(99, 100)).count("█") == 9
    assert bar(Fraction(1)) == "█" * 10
    assert bar(Fraction(12)) == "█" * 10
    assert bar(Fraction(0)) == "░" * 10
