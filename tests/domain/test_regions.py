"""Regions survive packing; what `Regions.pack` did not write is refused, or can be used."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.drawn import policy_of
from tests.forged import forged, forgeries
from variant_budget.attribute.narrowing import Grounds, Narrowing
from variant_budget.domain.ledger import SHARED, LineClass, Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.regions import (
    DEEPEST,
    TRUE,
    Branch,
    Condition,
    Regions,
    Sort,
    Stretch,
    Trouble,
    unpack_regions,
)

POLICY = policy_of(
    """
version: 1
dimensions:
  vehicle: {variants: {bus: {symbols: [B]}, truck: {symbols: [A]}}}
  sector: {complete: true, paths: ["sectors/{variant}/"]}
vehicle_budget: {hard_limit: 5}
"""
)
SHARED_FILE = Grounds(Place((SHARED, SHARED), (LineClass.OWNED,) * 2, Role.CODE), ("", ""))

A = Condition(Sort.SYMBOL, ("A",))
MARK = Condition(Sort.MARK, ("vehicle", "bus", "truck"))
REGIONS = Regions(
    (
        Branch(
            1,
            "#if A == 2 || X",
            Condition(
                Sort.ANY,
                (Condition(Sort.RELATION, ("A", "==", "2")), Condition(Sort.UNKNOWN, ("X",))),
            ),
        ),
        Branch(3, "#else", TRUE, -1, 0),
        Branch(4, "#if !A", Condition(Sort.NOT, (A,)), 1),
        Branch(4, "variant-budget: begin vehicle=bus,truck", Condition(Sort.ALL, (MARK,))),
    ),
    (Stretch(1, 2, (0,)), Stretch(3, 3, (1,)), Stretch(4, 9, (2, 3))),
    (Trouble("conditional-unclosed", 4, "this conditional directive has no #endif"),),
)


def test_regions_come_back_from_their_bytes() -> None:
    assert unpack_regions(REGIONS.pack()) == REGIONS
    assert Regions().pack() == b""
    assert unpack_regions(b"") == Regions()


@given(st.lists(forgeries, min_size=1, max_size=2))
@example([(1, [])])
def test_what_is_unpacked_can_be_used_whoever_wrote_it(changes: list[tuple[int, object]]) -> None:
    packed = REGIONS.pack()
    for at, value in changes:
        packed = forged(packed, at, value)
    found = None
    with suppress(ValueError):
        found = unpack_regions(packed)
    if found is not None:
        narrowed = Narrowing(POLICY).narrowed(SHARED_FILE, found)
        assert all(each.first <= each.last for each in narrowed)


@given(st.binary(max_size=40))
def test_bytes_that_are_no_json_are_refused(packed: bytes) -> None:
    with suppress(ValueError):
        assert unpack_regions(packed).pack() == packed


def nested(levels: int) -> Regions:
    """One branch with a condition of so many levels."""
    condition = A
    for _ in range(levels - 1):
        condition = Condition(Sort.ANY, (condition, Condition(Sort.UNKNOWN, ("X",))))
    return Regions((Branch(1, "if", condition),), (Stretch(1, 1, (0,)),))


def test_a_condition_that_would_exhaust_who_follows_it_is_refused() -> None:
    deep = nested(DEEPEST)
    assert unpack_regions(deep.pack()) == deep
    assert Narrowing(POLICY).narrowed(SHARED_FILE, deep)
    with pytest.raises(ValueError, match="no condition"):
        unpack_regions(nested(DEEPEST + 1).pack())
