"""YAML bytes -> nodes. The only importer of yaml, itself imported only where a file is read.

A policy is data that people review line by line, so it may hold only what can be read at sight: no
anchors, aliases, tags, merge keys, repeated keys, second documents or invisible characters. The
nodes are built from the stream of events, so that a bomb is refused before anything is expanded.
"""

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml

from variant_budget.domain.location import Location
from variant_budget.policy_file.nodes import Broken, Entry, Mapping, Node, Scalar, Sequence
from variant_budget.policy_file.reading import Reading, shown

MOST_BYTES = 256 * 1024
MOST_NODES = 20_000
DEEPEST = 20

# libyaml where the wheel has it: ten times faster, the same events.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Controls; line ends that only YAML 1.1 knows and that would shift line numbers; zero width and
# reordering characters, which show a reviewer another text than the one that is read.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb]"
)


def compose(data: bytes, reading: Reading) -> Node | None:
    """The file's only document; None where it holds nothing. Problems go to `reading`.

    Raises PolicyError at once where reading on makes no sense: too large, too deep, not UTF-8,
    not YAML.
    """
    text = _decoded(data, reading)
    return _Composer(text, reading).document()


def _decoded(data: bytes, reading: Reading) -> str:
    start = Location(reading.path, 1, 1)
    if len(data) > MOST_BYTES:
        message = f"the file has {len(data):,} bytes; at most {MOST_BYTES:,} are read"
        _stop(reading, "file-too-large", start, message)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = Location(reading.path, line, column)
        _stop(reading, "not-utf-8", place, "this is not UTF-8; save the file as UTF-8")
    for number, line_text in enumerate(re.split("\r\n|\r|\n", text), start=1):
        if found := _INVISIBLE.search(line_text):
            place = Location(reading.path, number, found.start() + 1)
            _refuse_invisible(reading, place, found.group())
            reading.finish()
    return text


def _refuse_invisible(reading: Reading, place: Location, character: str) -> None:
    message = f"invisible character U+{ord(character):04X}; remove it"
    reading.problem("invisible-character", place, message)


def _stop(reading: Reading, slug: str, place: Location, message: str) -> NoReturn:
    reading.problem(slug, place, message)
    reading.finish()
    raise AssertionError("a noted problem always ends the reading")


class _Composer:
    """Nodes from events, with bounds on depth and number."""

    def __init__(self, text: str, reading: Reading) -> None:
        self._reading = reading
        self._lines = text.split("\n")
        self._nodes = 0
        self._anchors: set[str] = set()
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Node | None:
        """The only document."""
        self._next()  # the start of the stream
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        self._next()  # the end of the document
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            message = "a second YAML document; remove this line and everything below it"
            self._reading.problem("several-documents", self._place(event), message)
        return None if isinstance(node, Scalar) and node.is_null else node

    def _next(self) -> yaml.Event:
        try:
            return next(self._events)
        except yaml.YAMLError as error:
            self._syntax(error)

    def _syntax(self, error: yaml.YAMLError) -> NoReturn:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        what = getattr(error, "problem", None) or "it cannot be read"
        context = getattr(error, "context", None) or ""
        text = self._lines[line] if line < len(self._lines) else ""
        place = Location(self._reading.path, line + 1, column + 1)
        message = f"this is not YAML: {what}{_hint(what, context, text, column)}"
        _stop(self._reading, "yaml-syntax", place, message)

    def _place(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return Location(self._reading.path, line + 1, column + 1)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            message = f"more than {MOST_NODES:,} values; is this the right file?"
            _stop(self._reading, "file-too-large", place, message)
        if depth > DEEPEST:
            message = f"nested more than {DEEPEST} levels deep; a policy needs 8"
            _stop(self._reading, "nested-too-deep", place, message)
        self._refuse_anchor(event, place)
        node: Node = Broken(place)
        tag = None
        if isinstance(event, yaml.ScalarEvent):
            tag = event.tag
            node = self._scalar(event, place)
        elif isinstance(event, yaml.SequenceStartEvent):
            tag = event.tag
            node = Sequence(place, tuple(self._items(depth + 1)))
        elif isinstance(event, yaml.MappingStartEvent):
            tag = event.tag
            node = Mapping(place, tuple(self._entries(depth + 1)))
        if tag is None:
            return node
        message = f"tag {shown(tag)}; remove it (a text that starts with ! needs quotes)"
        self._reading.problem("yaml-tag", place, message)
        return Broken(place)

    def _refuse_anchor(self, event: yaml.Event, place: Location) -> None:
        """Note an anchor or alias, once for each name: a bomb has thousands."""
        anchor = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if anchor is None or anchor in self._anchors:
            return
        self._anchors.add(anchor)
        if isinstance(event, yaml.AliasEvent):
            message = f"alias *{anchor}; write the value out, or put the text in quotes"
        else:
            message = f"anchor &{anchor}; write the value out wherever it is used"
        self._reading.problem("yaml-anchor", place, message)

    def _scalar(self, event: yaml.ScalarEvent, place: Location) -> Node:
        if found := _INVISIBLE.search(event.value):
            _refuse_invisible(self._reading, place, found.group())
            return Broken(place)
        return Scalar(place, event.value, not event.style)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth)

    def _entries(self, depth: int) -> Iterator[Entry]:
        seen: dict[str, Location] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(self._next(), depth)
            if isinstance(key, Scalar) and self._is_new(key, seen):
                seen[key.text] = key.location
                yield Entry(key.text, key.location, value)
            elif isinstance(key, Sequence | Mapping):
                message = "a key must be a text, not a list or a mapping"
                self._reading.problem("yaml-key", key.location, message)

    def _is_new(self, key: Scalar, seen: dict[str, Location]) -> bool:
        if key.plain and key.text == "<<":
            message = "merge key <<; write the keys out"
            self._reading.problem("yaml-merge", key.location, message)
            return False
        if key.text in seen:
            lines = f"lines {seen[key.text].line} and {key.location.line}"
            message = f"key {shown(key.text)} is given twice, in {lines}; keep one"
            self._reading.problem("duplicate-key", key.location, message)
            return False
        return True


def _hint(what: str, context: str, line: str, column: int) -> str:
    """What most likely went wrong, by the character and the line where YAML gave up."""
    at = line[column : column + 1]
    if at == "\t":
        return "; indent with spaces, not with tabs"
    if "a tag" in context:
        return "; a text that starts with ! needs quotes"
    if "alias" in context or at in ("@", "`", "%"):
        return "; a text that starts with *, @, ` or % needs quotes"
    if "{variant}" in line:
        return "; a pattern with {variant} needs quotes"
    if "mapping values" in what:
        return "; is the indentation right? A text that holds a colon and a space needs quotes"
    return ""
