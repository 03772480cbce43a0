"""Hostile conditions, marks and copies: whose the lines are is found in time that grows with them."""

import time
from collections.abc import Callable

import pytest

from tests.written import written

POLICY = """
version: 1
dimensions:
  vehicle:
    variants:
      bus: {paths: [{path: copies/, overlay_of: core/}], symbols: [BUS]}
      truck: {symbols: [TRUCK]}
    groups: {big: {of: [bus, truck], symbols: [BIG]}}
  sector: {paths: ["sectors/{variant}/"], variants: {mine: {symbols: [MINE]}}}
vehicle_budget: {hard_limit: 5}
"""
SIZE = 200_000
SECONDS = 6
"""Of processor time. Measured 1.6 at most; what took a square took 13 and more at this size."""
ANY_OF = " || ".join(f"X{at % 12}" for at in range(150))

PIECES: dict[str, Callable[[int], str]] = {
    "a long chain": lambda at: f"#elif X{at} || TRUCK\nint a;\n",
    "a long chain of long conditions": lambda _: f"#elif TRUCK || {ANY_OF}\nint a;\n",
    "nested": lambda at: f"#if X{at} || TRUCK\nint a;\n",
    "many": lambda at: f"#if BIG || X{at}\nint a;\n#endif\n",
    "deep": lambda _: f"#if {'!(X && ' * 90}TRUCK{')' * 90}\nint a;\n#endif\n",
    "one condition": lambda at: f" || TRUCK && X{at % 12}",
    "open marks": lambda at: f"// variant-budget: begin sector=m{at}\nint a;\n",
    "marks": lambda at: f"// variant-budget: begin sector=m{at}\nint a;\n// variant-budget: end\n",
}


def _file(piece: Callable[[int], str]) -> str:
    rows, size, at = ["#if BUS"], 0, 0
    while size < SIZE:
        rows.append(piece(at))
        size += len(rows[-1])
        at += 1
    return ("" if rows[1].startswith(" ") else "\n").join([rows[0], "".join(rows[1:])])


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_hostile_conditions_take_no_square(piece: Callable[[int], str]) -> None:
    text = _file(piece)
    start = time.process_time()
    reading = written(POLICY, {"core/a.c": text}).readings["core/a.c"]
    assert time.process_time() - start < SECONDS
    assert reading.spans[-1].last == reading.facts.lines


def test_a_long_copy_with_every_second_line_edited_takes_no_square() -> None:
    base = [f"int a{at};" for at in range(50_000)]
    copy = [row if at % 2 else f"int b{at};" for at, row in enumerate(base)]
    files = {"core/a.c": "\n".join(base), "copies/a.c": "\n".join(copy)}
    start = time.process_time()
    reading = written(POLICY, files).readings["copies/a.c"]
    assert time.process_time() - start < SECONDS
    assert len(reading.spans) == 50_000
