"""Durations as runners write them: exact, or unknown, and never off by a thousand."""

import pytest

from variant_budget.evidence.times import Comma, comma_of, odd_time, plain_time

MS, S = 1_000_000, 1_000_000_000
PLAIN = {
    "0": 0,
    "1": S,
    "1.": S,
    ".5": S // 2,
    "+2.5": 5 * S // 2,
    " 1.5\n": 3 * S // 2,
    "4.5e-05": 45_000,
    "1E2": 100 * S,
    "0.000000001": 1,
    "0.0000000004": 0,
    "315360000": 315_360_000 * S,
    "1" + 29 * "0": None,
    "1e999": None,
    "1700000000000": None,
    "-0.5": None,
    "nan": None,
    "INF": None,
    "Infinity": None,
    "": None,
    " ": None,
    "1_000": None,
    "0x10": None,
    "1.5.2": None,
    "1 2": None,
    "٣": None,
    "²": None,
    "1,5": None,
    "e5": None,
    ".": None,
    "9" * 40: None,
}
UNITS = {
    "80.803us": 80_803,
    "693.142ms": 693_142_000,
    "12ns": 12,
    "3 s": 3 * S,
    "2 sec": 2 * S,
    "1m 4s": 64 * S,
    "1h2m": 3720 * S,
    "5µs": 5_000,
    "5μs": 5_000,
    "0:00:00.69": 690 * MS,
    "1:02:03": 3723 * S,
    "02:03.5": 123_500 * MS,
    "1m 4": None,
    "-5ms": None,
    "12.5.3s": None,
    "1e5s": None,
    "5 parsec": None,
    "1.02:03:04": None,
    "0:00:00,69": None,
    "s": None,
    ":": None,
    "": None,
    "1s" * 40: None,
}
COMMAS = {
    "nothing said": ([], Comma.UNSEEN),
    "points alone": (["1.5", "x"], Comma.UNSEEN),
    "three digits behind it": (["1,234"], Comma.UNCLEAR),
    "a fraction": (["0,16"], Comma.DECIMAL),
    "nothing before it": (["0,160"], Comma.DECIMAL),
    "a point behind it": (["1,024.12"], Comma.THOUSANDS),
    "two of them": (["1,024,000"], Comma.THOUSANDS),
    "the others tell": (["1,234", "0,5"], Comma.DECIMAL),
    "both": (["1,024.12", "0,5"], Comma.UNCLEAR),
}
READ = {
    ("1,234", Comma.DECIMAL): 1234 * MS,
    ("1,234", Comma.THOUSANDS): 1234 * S,
    ("1,234", Comma.UNCLEAR): None,
    ("1,234", Comma.UNSEEN): None,
    ("2,120.532", Comma.THOUSANDS): 2_120_532 * MS,
    ("2,120.532", Comma.DECIMAL): None,
    ("12,34", Comma.THOUSANDS): None,
    ("1,2,3", Comma.DECIMAL): None,
}


@pytest.mark.parametrize(("text", "time"), PLAIN.items())
def test_a_plain_time_is_exact_or_unknown(text: str, time: int | None) -> None:
    assert plain_time(text) == time


@pytest.mark.parametrize(("text", "time"), UNITS.items())
def test_a_time_with_a_unit_is_converted_or_unknown(text: str, time: int | None) -> None:
    assert odd_time(text, Comma.UNSEEN) == time


@pytest.mark.parametrize(
    ("texts", "comma"), [pytest.param(*each, id=name) for name, each in COMMAS.items()]
)
def test_the_times_of_a_file_tell_what_its_commas_are(texts: list[str], comma: Comma) -> None:
    assert comma_of(texts) is comma


@pytest.mark.parametrize(("said", "time"), READ.items())
def test_a_time_with_a_comma_is_read_by_what_the_file_tells(
    said: tuple[str, Comma], time: int | None
) -> None:
    assert odd_time(*said) == time
