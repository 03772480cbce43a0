"""Bytes of somebody else are no rows and no sum, and end in a ValueError."""

import json
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.drawn import draw, policy_of, rows_of, sum_of
from tests.forged import forged, forgeries
from tests.written import written
from variant_budget.attribute.packing import pack_rows, pack_sum, unpack_rows, unpack_sum

POLICY = policy_of(
    """
version: 1
files: {exclude: ["src/van/old.py"]}
dimensions: {vehicle: {paths: ["src/{variant}/"], shared: ["core/"]}}
vehicle_budget: {hard_limit: 5}
"""
)
DRAWING = draw("src/van/a.py 5 1 1\nsrc/van/b.sh 3\nsrc/van/old.py 9\nlost/a.py 2")
ROWS = rows_of(POLICY, DRAWING)
FOLDER = next(folder for folder in DRAWING.folders if folder.key.path == "src/van/")
PACKED_ROWS = pack_rows(ROWS[FOLDER.key])
PACKED_SUM = pack_sum(sum_of(POLICY, DRAWING))

nodes = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["code", "owned", "van", ""]),
    lambda inside: st.lists(inside, max_size=6) | st.dictionaries(st.text(max_size=3), inside),
    max_leaves=40,
)
changes = st.tuples(st.integers(0, 400), st.binary(max_size=3))


@given(nodes)
def test_other_json_is_a_value_error(node: object) -> None:
    packed = json.dumps(node).encode()
    with suppress(ValueError):
        unpack_rows(packed, FOLDER)
    with suppress(ValueError):
        unpack_sum(packed)


@given(changes)
def test_changed_bytes_are_a_value_error_or_of_the_same_shape(change: tuple[int, bytes]) -> None:
    at, replacement = change
    with suppress(ValueError):
        rows = unpack_rows(_changed(PACKED_ROWS, at, replacement), FOLDER)
        assert [row.entry for row in rows.files] == list(FOLDER.files)
    with suppress(ValueError):
        total = unpack_sum(_changed(PACKED_SUM, at, replacement))
        assert {len(row) for row in total.rows.values()} <= {6}


def _changed(packed: bytes, at: int, replacement: bytes) -> bytes:
    at %= len(packed)
    return packed[:at] + replacement + packed[at + 1 :]


def test_some_files_of_a_folder_are_the_same_rows_as_among_all() -> None:
    whole = unpack_rows(PACKED_ROWS, FOLDER).files
    some = unpack_rows(PACKED_ROWS, FOLDER, {"src/van/b.sh"}).files
    assert list(some) == [row for row in whole if row.entry.path == "src/van/b.sh"]
    assert len(some) == 1


INLINE = written(
    """
version: 1
dimensions:
  vehicle:
    variants:
      bus: {paths: [{path: copies/, overlay_of: core/}], symbols: [BUS]}
      truck: {symbols: [TRUCK]}
vehicle_budget: {hard_limit: 5, metrics: [lines_of_code, policy_rules]}
""",
    {
        "core/a.c": "#if TRUCK\nint a;\n#endif\n#if BUS || X\nint b;\n#endif\n",
        "core/b.c": "int a;\n",
        "copies/a.c": "#if TRUCK\nint a;\n#endif\nint c;\n#if TRUCK\n",
    },
)
"""Lines of several places in a file, lines in doubt, a copy, and a trouble."""


@pytest.mark.parametrize("folder", ["core/", "copies/"])
@given(changes=st.lists(forgeries, min_size=1, max_size=2))
@example(changes=[(5, float("inf"))])
def test_forged_rows_are_a_value_error_or_rows_of_these_files(
    folder: str, changes: list[tuple[int, object]]
) -> None:
    found = next(each for each in INLINE.folders if each.key.path == folder)
    packed = pack_rows(INLINE.rows_of[found.key])
    for change in changes:
        packed = forged(packed, *change)
    with suppress(ValueError):
        rows = unpack_rows(packed, found)
        assert [row.entry for row in rows.files] == list(found.files)


@given(st.lists(forgeries, min_size=1, max_size=2))
@example([(3, 7)])
def test_a_forged_sum_is_a_value_error_or_a_sum(changes: list[tuple[int, object]]) -> None:
    packed = pack_sum(INLINE.sum)
    for change in changes:
        packed = forged(packed, *change)
    with suppress(ValueError):
        total = unpack_sum(packed)
        assert len(total.files) == len(INLINE.sum.files)
        assert all(len(row) >= 6 for row in total.rows.values())
