"""A file of YAML, JSON or TOML as nodes that know their lines."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

MERGE = "<<"
"""YAML's merge key: the keys of the mapping behind it, where they are not given."""

MOST_MERGES = 100
"""Mappings that are merged into one, directly or through each other."""


class Value(NamedTuple):
    """A single value. The text of a string is what it holds; of any other, how it is written."""

    line: int
    text: str
    is_null: bool = False


class Items(NamedTuple):
    """A list."""

    line: int
    of: "tuple[Node, ...]"


class Entry(NamedTuple):
    """A key and what stands at it."""

    key: str
    line: int
    value: "Node"


class Table:
    """A mapping, its entries in their order. Of a key that stands there twice the first is found."""

    __slots__ = ("_index", "line", "of")

    def __init__(self, line: int, of: tuple[Entry, ...]) -> None:
        self.line = line
        self.of = of
        self._index: dict[str, Entry] | None = None

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, in constant time: aliases may name one table a million times."""
        if self._index is None:
            self._index = {entry.key: entry for entry in reversed(self.of)}
        return self._index.get(key)


class Alias(NamedTuple):
    """A node that stands for another one, written elsewhere (YAML's `*name`)."""

    line: int
    target: "Node"


Node: TypeAlias = Value | Items | Table | Alias


def resolved(node: Node | None) -> Node | None:
    """What an alias stands for; any other node itself."""
    while isinstance(node, Alias):
        node = node.target
    return node


def entries_of(node: Node | None) -> tuple[Entry, ...]:
    """The entries of a mapping; none of anything else."""
    node = resolved(node)
    return node.of if isinstance(node, Table) else ()


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; none of anything else."""
    node = resolved(node)
    return node.of if isinstance(node, Items) else ()


def text_of_node(node: Node | None) -> str:
    """The text of a value; "" of anything else."""
    node = resolved(node)
    return node.text if isinstance(node, Value) and not node.is_null else ""


def entry_at(node: Node | None, key: str) -> Entry | None:
    """The entry of a key, merged mappings included; None where there is none."""
    waiting = [node]
    # Merges of merges could name one mapping a million times.
    for _ in range(MOST_MERGES):
        if not waiting:
            break
        table = resolved(waiting.pop())
        if isinstance(table, Table):
            if found := table.entry(key):
                return found
            if merged := table.entry(MERGE):
                waiting += (merged.value, *items_of(merged.value)[:MOST_MERGES][::-1])
    return None


def value_at(node: Node | None, *keys: str) -> Node | None:
    """What stands at a path of keys; None where nothing does."""
    for key in keys:
        entry = entry_at(node, key)
        if entry is None:
            return None
        node = entry.value
    return node


def tables_in(nodes: Iterable[Node]) -> Iterator[Table]:
    """Every mapping that is written in the nodes, once, the outer before the inner.

    Aliases are not followed: what they stand for is met where it is written.
    """
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Table):
            yield node
            waiting += [entry.value for entry in reversed(node.of)]
        elif isinstance(node, Items):
            waiting += reversed(node.of)
