"""Pairs survive packing, and bytes that Pair did not write are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variant_budget.domain.pair import (
    Pair,
    blobs_of,
    join_contents,
    pair_id,
    part_contents,
    unpack_pair,
)

COUNTS = st.integers(0, 2**62)
BITS = st.integers(0, 2**80).map(lambda bits: bits.to_bytes(11, "little").rstrip(b"\0"))
PAIRS = st.builds(Pair, BITS, COUNTS, COUNTS, st.just(False)) | st.builds(
    Pair, st.just(b""), COUNTS, COUNTS, st.just(True)
)
PAIR = Pair(b"\x0f\x10", 2, 300)


@given(PAIRS)
def test_what_is_packed_is_what_is_unpacked(pair: Pair) -> None:
    assert unpack_pair(pair.pack()) == pair


@given(st.binary(max_size=60))
def test_other_bytes_are_refused_or_are_a_pair(data: bytes) -> None:
    try:
        pair = unpack_pair(data)
    except ValueError:
        return
    assert unpack_pair(pair.pack()) == pair


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(PAIR.pack()[:-1], id="cut short"),
        pytest.param(PAIR.pack() + b"\0", id="a zero byte behind"),
        pytest.param(PAIR.pack() + b"\1", id="more lines than counted"),
        pytest.param(b"\2" + PAIR.pack()[1:], id="neither too long nor not"),
        pytest.param(b"\1" + PAIR.pack()[1:], id="lines of what was not compared"),
        pytest.param(b"\xff" * 60, id="a number without an end"),
    ],
)
def test_hostile_bytes_are_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed (facts|pair): "):
        unpack_pair(data)


def test_the_copied_lines_are_those_with_a_bit() -> None:
    assert PAIR.copied_lines == 5


@pytest.mark.parametrize("digits", [40, 64])
def test_the_id_of_a_pair_tells_its_blobs(digits: int) -> None:
    assert blobs_of(pair_id("a" * digits, "b" * digits)) == ("a" * digits, "b" * digits)


@given(st.binary(), st.binary())
def test_joined_contents_come_apart_as_they_were(copy: bytes, base: bytes) -> None:
    assert part_contents(join_contents(copy, base)) == (copy, base)
