"""Facts survive packing, and bytes that Facts did not write are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variant_budget.domain.facts import Facts, Kind, packed_counts, unpack

FACTS = Facts(Kind.FULL, 20, b"\x0f\x10", (1, 2, 2), (1, 13), (13,))


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    lines = draw(st.integers(0, 400))
    rows = st.lists(st.integers(1, lines), max_size=30).map(lambda row: tuple(sorted(row)))
    bits = draw(st.integers(0, 2**lines - 1))
    if not lines:
        return Facts(draw(st.sampled_from(Kind)), lfs_bytes=draw(st.integers(0, 2**62)))
    return Facts(
        draw(st.sampled_from(Kind)),
        lines,
        bits.to_bytes((lines + 7) // 8, "little").rstrip(b"\0"),
        draw(rows),
        draw(rows),
        draw(rows),
    )


@given(facts())
def test_what_is_packed_is_what_is_unpacked(measured: Facts) -> None:
    assert unpack(measured.pack()) == measured


@given(facts())
def test_the_counts_are_read_without_the_lines(measured: Facts) -> None:
    assert packed_counts(measured.pack()) == (
        measured.kind,
        measured.counts,
        measured.lines,
        measured.lfs_bytes,
        measured.marked,
    )


@given(st.binary(max_size=60))
def test_other_bytes_are_refused_or_are_facts(data: bytes) -> None:
    try:
        measured = unpack(data)
    except ValueError:
        return
    assert unpack(measured.pack()) == measured


@given(facts(), st.data())
def test_a_changed_byte_never_gives_other_exceptions(measured: Facts, data: st.DataObject) -> None:
    packed = bytearray(measured.pack())
    packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    try:
        changed = unpack(bytes(packed))
    except ValueError:
        return
    rows = (*changed.decisions, *changed.functions, *changed.classes)
    assert all(1 <= row <= changed.lines for row in rows)


def test_counts_are_lines_complexity_functions_and_classes() -> None:
    assert FACTS.counts == (5, 5, 2, 1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(FACTS.pack()[:-1], id="cut short"),
        pytest.param(FACTS.pack() + b"\0", id="something behind"),
        pytest.param(b"\x09" + FACTS.pack()[1:], id="a kind that is none"),
        pytest.param(b"\xff" * 60, id="a number without an end"),
        pytest.param(bytes([0, 0, 255, 255, 255, 255, 127, 0, 0, 9, 0, 0]), id="a huge count"),
        pytest.param(bytes([0, 1, 0, 0, 0, 1, 0, 1, 2]), id="code behind the last line"),
    ],
)
def test_hostile_bytes_are_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"packed facts|is not a valid Kind"):
        unpack(data)
