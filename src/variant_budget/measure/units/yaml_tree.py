"""YAML bytes -> nodes, all documents of a stream. Imports yaml, and is imported where it is needed.

Not the policy's reader: that one refuses what people cannot read at sight, this one takes what the
programs take whose files are measured: anchors, tags, repeated keys. An alias stays one node and is
never expanded, so a bomb costs what it weighs.
"""

from collections.abc import Iterator

import yaml

from variant_budget.measure.units.text import decoded
from variant_budget.measure.units.tree import Alias, Entry, Items, Node, Table, Value
from variant_budget.measure.units.trouble import (
    DEEPEST,
    MOST_NODES,
    UnreadableError,
    too_deep,
    too_many,
)

# libyaml where the wheel has it: ten times faster, the same events.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def yaml_documents(data: bytes) -> tuple[Node, ...]:
    """The documents that hold anything. UnreadableError where it is not YAML, or out of bounds."""
    composer = _Composer(decoded(data))
    return tuple(composer.documents())


class _Composer:
    """Nodes from events, with bounds on depth and number."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._nodes = 0
        self._anchors: dict[str, Node] = {}

    def documents(self) -> Iterator[Node]:
        """Each document's root."""
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors.clear()
                node = self._node(self._next(), 0)
                if not (isinstance(node, Value) and node.is_null):
                    yield node

    def _next(self) -> yaml.Event:
        try:
            return next(self._events)
        except yaml.reader.ReaderError as error:
            # Its position counts bytes.
            before = self._text.encode()[: error.position].decode("utf-8", "ignore")
            line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
            what = error.reason
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            line, column = (mark.line, mark.column) if mark else (0, 0)
            what = getattr(error, "problem", None) or "it cannot be read"
        raise UnreadableError(line + 1, column + 1, f"this is not YAML: {what}")

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = event.start_mark.line + 1 if event.start_mark else 1
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise too_many(line)
        if depth > DEEPEST:
            raise too_deep(line)
        if isinstance(event, yaml.AliasEvent):
            # One that nobody set, or that stands inside of what it names, stands for nothing.
            return Alias(line, self._anchors.get(event.anchor or "", Value(line, "", is_null=True)))
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Items(line, tuple(self._items(depth + 1)))
        elif isinstance(event, yaml.MappingStartEvent):
            node = Table(line, tuple(self._entries(depth + 1)))
        else:
            node = _value(event, line)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth)

    def _entries(self, depth: int) -> Iterator[Entry]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(self._next(), depth)
            yield Entry(key.text if isinstance(key, Value) else "", key.line, value)


def _value(event: yaml.Event, line: int) -> Value:
    if not isinstance(event, yaml.ScalarEvent):
        return Value(line, "", is_null=True)
    plain = not event.style and event.tag is None
    return Value(line, event.value, is_null=plain and event.value in _NULLS)
