"""TOML text -> nodes. The standard library judges the text; this reads the lines, which it hides."""

import re
import tomllib

from variant_budget.measure.units.text import decoded
from variant_budget.measure.units.tree import Entry, Items, Node, Table, Value
from variant_budget.measure.units.trouble import (
    DEEPEST,
    MOST_NODES,
    UnreadableError,
    too_deep,
    too_many,
)

MOST_PARTS = 50
"""Parts of one dotted key: the standard library's time grows with their square."""

_SPACE = re.compile(r"(?>(?:[ \t]++|#[^\n]*+)*)")
_LINES = re.compile(r"(?>(?:[ \t\n]++|#[^\n]*+)*)")
_PART = re.compile(r"""[\w-]++|"(?>(?:[^"\\\n]++|\\.)*)"|'[^'\n]*+'""")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_STRING = re.compile(
    r'"""(?>(?:[^"\\]++|\\(?s:.)|"(?!""))*)"{3,5}'
    r"|'''(?>(?:[^']++|'(?!''))*)'{3,5}"
    r"""|"(?>(?:[^"\\\n]++|\\.)*)"|'[^'\n]*+'"""
)
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d[\d:.Z+-]*+|[^\s,\[\]{}#=]++")
_PLACE = re.compile(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


def toml_document(data: bytes) -> Table:
    """The document. UnreadableError where it is no TOML, or out of bounds."""
    text = decoded(data)
    trouble = None
    try:
        found = _Scanner(text).document()
    except UnreadableError as error:
        # Out of bounds, or no TOML: then the library says it better.
        found, trouble = None, error
        if not isinstance(error, _NotUnderstoodError):
            raise
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # An integer of 5,000 digits is a ValueError of Python's own.
        raise _unreadable(str(error), text) from None
    if found is None:
        raise trouble or _unreadable("it cannot be read", text)
    return found


def _unreadable(message: str, text: str) -> UnreadableError:
    place = _PLACE.fullmatch(message)
    line, column = text.count("\n") + 1, 1
    if place and place[2]:
        line, column = int(place[2]), int(place[3])
    what = place[1] if place else message
    return UnreadableError(line, column, f"this is not TOML: {what[:1].lower()}{what[1:]}")


class _NotUnderstoodError(UnreadableError):
    """The text is no TOML that this reader knows."""


class _Open:
    """A table that more headers and dotted keys may add to."""

    __slots__ = ("entries", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.entries: dict[str, tuple[int, Node | _Open | list[_Open]]] = {}

    def below(self, key: str, line: int) -> "_Open | None":
        """The table at a key, made where there is none; of a list the last; None for a value."""
        _, found = self.entries.setdefault(key, (line, _Open(line)))
        if isinstance(found, list):
            return found[-1]
        return found if isinstance(found, _Open) else None

    def closed(self) -> Table:
        """The table as a node."""
        entries = (Entry(key, line, _closed(each)) for key, (line, each) in self.entries.items())
        return Table(self.line, tuple(entries))


def _closed(found: Node | _Open | list[_Open]) -> Node:
    if isinstance(found, _Open):
        return found.closed()
    if isinstance(found, list):
        return Items(found[0].line, tuple(table.closed() for table in found))
    return found


class _Scanner:
    """One pass over the text; `line` is where it has come to."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._nodes = 0

    def document(self) -> Table:
        """The root table."""
        root = table = _Open(1)
        while self._skip(_LINES):
            if self._take("[["):
                table = self._list_header(root)
            elif self._take("["):
                table = self._header(root)
            else:
                self._assignment(table, 0)
        return root.closed()

    def _skip(self, space: re.Pattern[str]) -> str:
        found = space.match(self._text, self._at)
        self._go(found.end() if found else self._at)
        return self._text[self._at : self._at + 1]

    def _go(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _take(self, token: str) -> bool:
        if self._text.startswith(token, self._at):
            self._at += len(token)
            return True
        return False

    def _need(self, token: str) -> None:
        self._skip(_SPACE)
        if not self._take(token):
            raise self._lost()

    def _lost(self) -> UnreadableError:
        column = self._at - self._text.rfind("\n", 0, self._at)
        return _NotUnderstoodError(self._line, column, "this is not TOML: it cannot be read")

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            found = _PART.match(self._text, self._at)
            if found is None:
                raise self._lost()
            if len(parts) == MOST_PARTS:
                raise UnreadableError(self._line, 1, f"a key of more than {MOST_PARTS} parts")
            parts.append(self._string(found[0]) if found[0][0] in "\"'" else found[0])
            self._at = found.end()
            dot = _DOT.match(self._text, self._at)
            if dot is None:
                return parts
            self._at = dot.end()

    def _string(self, token: str) -> str:
        if "\\" not in token and not token.startswith(('"""', "'''")):
            return token[1:-1]
        try:
            return str(tomllib.loads(f"a={token}")["a"])
        except tomllib.TOMLDecodeError:
            raise self._lost() from None

    def _descend(self, table: _Open, keys: list[str]) -> _Open:
        for key in keys:
            below = table.below(key, self._line)
            if below is None:
                raise self._lost()
            table = below
        return table

    def _header(self, root: _Open) -> _Open:
        table = self._descend(root, self._key())
        table.line = self._line
        self._need("]")
        return table

    def _list_header(self, root: _Open) -> _Open:
        *above, key = self._key()
        entries = self._descend(root, above).entries
        table = _Open(self._line)
        _, found = entries.setdefault(key, (self._line, []))
        if not isinstance(found, list):
            raise self._lost()
        found.append(table)
        self._need("]]")
        return table

    def _assignment(self, table: _Open, depth: int) -> None:
        line = self._line
        *above, key = self._key()
        table = self._descend(table, above)
        self._need("=")
        self._skip(_SPACE)
        if key in table.entries:
            raise self._lost()
        table.entries[key] = (line, self._value(depth))

    def _value(self, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise too_many(self._line)
        if depth > DEEPEST:
            raise too_deep(self._line)
        line = self._line
        if self._take("["):
            return Items(line, self._items(depth + 1))
        if self._take("{"):
            return self._inline(depth + 1)
        found = _STRING.match(self._text, self._at) or _BARE.match(self._text, self._at)
        if found is None:
            raise self._lost()
        self._go(found.end())
        return Value(line, self._string(found[0]) if found[0][0] in "\"'" else found[0])

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while self._skip(_LINES) != "]":
            items.append(self._value(depth))
            if self._skip(_LINES) != "]":
                self._need(",")
        self._at += 1
        return tuple(items)

    def _inline(self, depth: int) -> Table:
        table = _Open(self._line)
        while self._skip(_LINES) != "}":
            self._assignment(table, depth)
            if self._skip(_LINES) != "}":
                self._need(",")
        self._at += 1
        return table.closed()
