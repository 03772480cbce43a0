"""JSON that was packed, with one of its values replaced: as somebody would forge a cache."""

import json
from itertools import count
from typing import Any

from hypothesis import strategies as st

VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    3,
    2**70,
    2.5,
    float("inf"),
    float("nan"),
    "",
    "x",
    "5",
    [],
    {},
    [[]],
)
"""What somebody might put in the place of a value."""

forgeries = st.tuples(st.integers(0, 10_000), st.sampled_from(VALUES))
"""Which value, counted in the order of writing, and what stands there instead."""


def forged(packed: bytes, at: int, value: object) -> bytes:
    """The same with another value; `at` may be larger than their number."""
    plain = json.loads(packed)
    numbers = count()
    _replaced(plain, -1, None, numbers)
    return json.dumps(
        _replaced(plain, at % next(numbers), value, count()), separators=(",", ":")
    ).encode()


def _replaced(node: Any, at: int, value: object, numbers: "count[int]") -> Any:
    if next(numbers) == at:
        return value
    if isinstance(node, list):
        return [_replaced(each, at, value, numbers) for each in node]
    if isinstance(node, dict):
        return {key: _replaced(each, at, value, numbers) for key, each in node.items()}
    return node
