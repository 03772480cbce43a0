"""Readers of lists."""

from collections.abc import Callable
from typing import TypeVar

from variant_budget.policy_file import nodes
from variant_budget.policy_file.reading import Reading, shown, wrong_type
from variant_budget.policy_file.rows import Json, Reader

T = TypeVar("T")


def list_of(
    item: Reader[T], *, of: str, at_least: int = 0, unique: Callable[[T], object] | None = None
) -> Reader[tuple[T, ...]]:
    """A list; items that were refused are left out. `unique` gives what may stand there once."""

    def read(node: nodes.Node, what: str, reading: Reading) -> tuple[T, ...] | None:
        if not isinstance(node, nodes.Sequence):
            _no_list(node, what, of, reading)
            return None
        if len(node.items) < at_least:
            message = f"{what} is an empty list; name at least one, or leave the key out"
            reading.problem("empty-value", node.location, message)
        found: dict[object, T] = {}
        for number, each in enumerate(node.items):
            value = item.read(each, f"an item of {what}", reading)
            if value is None:
                continue
            mark = unique(value) if unique else number
            if mark in found:
                message = f"{what} names {shown(str(mark))} twice; keep one"
                reading.problem("named-twice", each.location, message)
            found.setdefault(mark, value)
        return tuple(found.values())

    schema: Json = {"type": "array", "items": item.schema}
    if at_least:
        schema["minItems"] = at_least
    if unique is not None:
        schema["uniqueItems"] = True
    return Reader(read, schema, f"list of {of}", item.rows, step="[]")


def _no_list(node: nodes.Node, what: str, of: str, reading: Reading) -> None:
    if isinstance(node, nodes.Scalar) and not node.is_null:
        wrong_type(node, what, f"write a list: [{shown(node.text)}]", reading)
    else:
        wrong_type(node, what, f"write a list of {of}, or leave the key out", reading)
