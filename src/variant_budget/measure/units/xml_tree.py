"""XML bytes -> elements that know their lines. Documents that declare entities are refused."""

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from variant_budget.measure.units.text import bounded, decoded
from variant_budget.measure.units.trouble import (
    DEEPEST,
    MOST_NODES,
    UnreadableError,
    too_deep,
    too_many,
)

_LONGEST = 10_000
"""Characters of an element's text that are kept: names are looked for, not prose."""


class Element:
    """An element by its local name. `text` is what stands directly in it."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, line: int, attributes: dict[str, str]) -> None:
        self.name = name.rpartition(":")[2]
        self.line = line
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""

    def all(self, *path: str) -> "Iterator[Element]":
        """The elements at a path of names."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def within(self) -> "Iterator[Element]":
        """Every element in it, in the order of the document."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def words(self, name: str) -> str:
        """The text of its first child of that name, without blanks at its ends; "" where none is."""
        return next((child.text.strip() for child in self.all(name)), "")


def xml_root(data: bytes) -> Element:
    """The root element. UnreadableError where it is not XML, declares entities, or is out of bounds."""
    return _Builder().build(data)


class _Builder:
    """Elements from the parser's events, with bounds on depth and number."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(encoding="UTF-8")
        self._document = Element("", 1, {})
        self._open = [self._document]
        self._nodes = 0
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity

    def build(self, data: bytes) -> Element:
        """The root."""
        bounded(data)
        text = decoded(data) if _is_utf8(data) else data.decode("latin-1")
        try:
            self._parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            what = f"this is not XML: {expat.ErrorString(error.code)}"
            raise UnreadableError(error.lineno, error.offset + 1, what) from None
        return self._document.children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        line = self._parser.CurrentLineNumber
        if self._nodes > MOST_NODES:
            raise too_many(line)
        if len(self._open) > DEEPEST:
            raise too_deep(line)
        element = Element(name, line, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        element = self._open[-1]
        if len(element.text) < _LONGEST:
            element.text += text[:_LONGEST]

    def _entity(self, *_declared: object) -> NoReturn:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        raise UnreadableError(line, column, "it declares entities, which are not read")


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, or has a mark that says what it is; else each byte is a character."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
