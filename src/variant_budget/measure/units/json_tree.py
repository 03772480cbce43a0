"""JSON text -> nodes. The standard library's reader tells no lines.

Comments and trailing commas are taken, as most programs take them in their settings. Strings that
hold escapes are read by the standard library.
"""

import json
import re

from variant_budget.measure.units.text import decoded
from variant_budget.measure.units.tree import Entry, Items, Node, Table, Value
from variant_budget.measure.units.trouble import (
    DEEPEST,
    MOST_NODES,
    UnreadableError,
    too_deep,
    too_many,
)

_SPACE = re.compile(r"(?>(?:[ \t\n]++|//[^\n]*+|/\*[^*]*+(?>(?:\*(?!/)[^*]*+)*)\*/)*)")
_STRING = re.compile(r'"((?>(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*))"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![\w.+-])")
_WORD = re.compile(r"(?:true|false|null)(?!\w)")


def json_document(data: bytes) -> Node:
    """The document. UnreadableError where it is no JSON, or out of bounds."""
    return _Composer(decoded(data)).document()


class _Composer:
    """One pass over the text; `line` is where it has come to."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._nodes = 0

    def document(self) -> Node:
        """The one value that the text holds."""
        self._skip()
        node = self._node(0)
        self._skip()
        if self._at < len(self._text):
            raise self._unreadable("something stands behind the end")
        return node

    def _unreadable(self, what: str) -> UnreadableError:
        column = self._at - self._text.rfind("\n", 0, self._at)
        return UnreadableError(self._line, column, f"this is not JSON: {what}")

    def _skip(self) -> str:
        """Go to the next token, and give its first character; "" at the end."""
        found = _SPACE.match(self._text, self._at)
        end = found.end() if found else self._at
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        return self._text[end : end + 1]

    def _node(self, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise too_many(self._line)
        if depth > DEEPEST:
            raise too_deep(self._line)
        line = self._line
        first = self._text[self._at : self._at + 1]
        if first == "{":
            return Table(line, self._entries(depth + 1))
        if first == "[":
            return Items(line, self._items(depth + 1))
        if first == '"':
            return Value(line, self._string())
        found = _NUMBER.match(self._text, self._at) or _WORD.match(self._text, self._at)
        if found is None:
            raise self._unreadable("a value is missing")
        self._at = found.end()
        return Value(line, found[0], is_null=found[0] == "null")

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        if found is None:
            raise self._unreadable("a string that does not end on its line")
        self._at = found.end()
        return str(json.loads(found[0])) if "\\" in found[1] else found[1]

    def _items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._closes("]", first=not items):
            items.append(self._node(depth))
        return tuple(items)

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        while not self._closes("}", first=not entries):
            line = self._line
            if self._text[self._at] != '"':
                raise self._unreadable("a key must be a string")
            key = self._string()
            if self._skip() != ":":
                raise self._unreadable("a key needs a colon")
            self._at += 1
            self._skip()
            entries.append(Entry(key, line, self._node(depth)))
        return tuple(entries)

    def _closes(self, bracket: str, *, first: bool) -> bool:
        """Step over the opening bracket or the comma, and over the closing one if it follows."""
        if first or self._skip() == ",":
            self._at += 1
        elif self._text[self._at : self._at + 1] != bracket:
            raise self._unreadable(f"a comma or {bracket} is missing")
        following = self._skip()
        if following == bracket:
            self._at += 1
            return True
        if not following:
            raise self._unreadable(f"{bracket} is missing")
        return False
