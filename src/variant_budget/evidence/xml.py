"""Bytes of an XML report -> calls of a handler, in a stream, for any size and whoever wrote it.

Expat reads. Refused are what can grow (an internal DTD with its entities), what is nested beyond
reason, and what is larger than a report can be. An external DTD is passed over; nothing is fetched.
Characters that XML does not allow (raw, as references, or in a wrong encoding) are replaced in a
second reading, and the report says so.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple, Protocol, TypeVar
from xml.parsers import expat

from variant_budget.domain.evidence import Remark, Source, UnreadableError

MOST_BYTES = 2_000_000_000
DEEPEST = 200
"""Levels of elements; Gradle and TestNG nest suites ten deep at most."""
MOST_ATTRIBUTES = 1_000
LONGEST_TAG = 32_000_000
"""Bytes of one tag or comment: expat holds it whole."""

_REPAIRABLE = frozenset({"not well-formed (invalid token)", "reference to invalid character number",
                         "unknown encoding", "encoding specified in XML declaration is incorrect",
                         "partial character"})  # fmt: skip
_CUT_OFF = frozenset({"no element found", "unclosed token", "unclosed CDATA section"})
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));")
_LONGEST_REFERENCE = 16
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.-]{0,39})[\"']")
_OF_EXPAT = frozenset({"", "utf-8", "utf-16", "iso-8859-1"})
_HEAD = 4_096
_EXTERNAL_DTD = re.compile(rb"<!DOCTYPE\s[^<>\[\]]*>")
_REPLACED = "\ufffd"
_KNOWN = re.compile(
    r"ascii|us-ascii|utf-?8|utf-?16([lb]e)?|utf-?32([lb]e)?|(iso-?)?8859-\d+|latin-?\d+"
    r"|(windows-|cp)\d+|koi8-[ru]|euc-(jp|kr)|shift[_-]?jis|gbk|gb2312|gb18030|big5",
    re.IGNORECASE,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Handler(Protocol):
    """Told each element by its local name, whatever its namespace.

    One that also has `text(data)` is told the text within, in pieces.
    """

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element opens."""

    def end(self, name: str, /) -> None:
        """It closes."""


H = TypeVar("H", bound=Handler)


def read_xml(source: Source, handler: Callable[[], H]) -> tuple[H, tuple[Remark, ...]]:
    """A handler that was told everything, and what had to be repaired. UnreadableError."""
    found = handler()
    try:
        _Reading(found).read(_as_declared(source()))
    except expat.ExpatError as error:
        if expat.errors.messages[error.code] not in _REPAIRABLE:
            raise _unreadable(error) from error
    except UnreadableError:
        raise
    except (ValueError, LookupError):
        # Bytes that are none of the encoding. Behind a mark of UTF-16 expat asks Python for the one
        # that is declared, which may have several bytes a letter, or be none.
        pass
    else:
        return found, ()
    found = handler()
    try:
        _Reading(found).read(_repaired(source()))
    except expat.ExpatError as error:
        raise _unreadable(error) from error
    message = "it holds characters that XML does not allow, or another encoding than it says; "
    return found, (Remark("report-repaired", f"{message}they were replaced"),)


def _unreadable(error: expat.ExpatError) -> UnreadableError:
    why = expat.errors.messages[error.code]
    place = f"line {error.lineno}, column {error.offset + 1}"
    if why == "no element found" and error.lineno == 1 and error.offset <= 1:
        return UnreadableError("report-empty", "the file is empty")
    if why in _CUT_OFF:
        return UnreadableError("report-cut-off", f"it ends too early, at {place}")
    return UnreadableError("report-broken", f"{place}: {why}")


class _Reading:
    """One pass over the bytes."""

    def __init__(self, handler: Handler) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = getattr(handler, "text", None)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        self._parser = parser
        self._handler = handler
        self._depth = 0
        self._names: dict[str, str] = {}

    def read(self, pieces: Iterable[bytes | str]) -> None:
        size = 0
        for piece in pieces:
            # Expat counts the bytes of text, not its characters.
            length = len(piece if isinstance(piece, bytes) else piece.encode())
            size += length
            if size > MOST_BYTES:
                raise UnreadableError("report-too-large", f"it is larger than {MOST_BYTES:,} bytes")
            self._parser.Parse(piece, False)
            if size - self._parser.CurrentByteIndex > LONGEST_TAG + length:
                message = f"a tag or comment is longer than {LONGEST_TAG} bytes"
                raise UnreadableError("report-too-large", message)
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError("report-too-deep", f"elements stand {DEEPEST} deep and deeper")
        if len(attributes) > MOST_ATTRIBUTES:
            raise UnreadableError("report-broken", f"more than {MOST_ATTRIBUTES} attributes")
        self._handler.start(self._local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(self._local(name))

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            known = name.rpartition(" ")[2]
            if len(self._names) < MOST_ATTRIBUTES:
                self._names[name] = known
        return known

    def _doctype(self, *_: Any) -> None:  # noqa: ANN401
        # The harmless ones are blanked already, where they stand as all runners write them.
        raise UnreadableError("report-has-dtd", "it declares a DTD that cannot be passed over")

    def _entity(self, *_: Any) -> None:  # noqa: ANN401
        raise UnreadableError("report-has-dtd", "it declares entities")


class _Encoding(NamedTuple):
    """What the first bytes say: the length of a byte order mark, and the encoding by it or by the
    declaration; None where Python knows none of that name. `native`: expat reads it by itself.
    """

    mark: int
    name: str | None
    native: bool


def _begun(pieces: Iterable[bytes]) -> tuple[_Encoding, Iterator[bytes]]:
    """The encoding, and all bytes, without a DTD that is not there.

    With one, expat would leave out of attributes, in silence, what it might have declared.
    """
    rest = iter(pieces)
    head = b""
    while len(head) < _HEAD and (piece := next(rest, None)) is not None:
        head += piece
    encoding = _encoding(head)
    # Looked for in these bytes alone, however much the first piece holds: the same answer always.
    start = _EXTERNAL_DTD.sub(lambda found: b" " * len(found[0]), head[:_HEAD], count=1)
    return encoding, chain((start + head[_HEAD:],), rest)


def _encoding(head: bytes) -> _Encoding:
    mark, by_mark = next(((m, name) for m, name in _BOMS if head.startswith(m)), (b"", ""))
    declared = _DECLARED.match(head.removeprefix(mark))
    name = declared[1].decode("ascii").lower() if declared else ""
    if by_mark:
        native = not by_mark.startswith("utf-32") and name in ("", "utf-8")
        return _Encoding(len(mark), by_mark, native)
    if name in _OF_EXPAT:
        # One that says UTF-16 in one byte a letter is none.
        return _Encoding(0, "utf-8" if name == "utf-16" else name or "utf-8", native=True)
    known = _KNOWN.fullmatch(name) and not name.startswith(("utf-16", "utf16", "utf-32", "utf32"))
    try:
        return _Encoding(0, codecs.lookup(name).name if known else None, native=False)
    except LookupError:
        return _Encoding(0, None, native=False)


def _as_declared(pieces: Iterable[bytes]) -> Iterator[bytes | str]:
    """The bytes, or the text where expat does not know the encoding. UnicodeDecodeError."""
    encoding, every = _begun(pieces)
    if encoding.native:
        yield from every
        return
    if encoding.name is None:
        raise UnicodeDecodeError("utf-8", b"", 0, 0, "its encoding is not known")
    yield from _decoded(every, encoding, "strict")


def _decoded(pieces: Iterable[bytes], encoding: _Encoding, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding.name or "utf-8")(errors)
    mark = encoding.mark
    for piece in pieces:
        yield decoder.decode(piece[mark:])
        mark = 0
    yield decoder.decode(b"", True)


def _repaired(pieces: Iterable[bytes]) -> Iterator[str]:
    """The text, piece by piece, with nothing in it that XML does not allow."""
    encoding, every = _begun(pieces)
    rest = ""
    for piece in _decoded(every, encoding, "replace"):
        text = rest + piece
        # A reference may be cut in two.
        cut = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
        cut = len(text) if cut < 0 or ";" in text[cut:] else cut
        yield _legal(text[:cut])
        rest = text[cut:]
    yield _legal(rest)


def _legal(text: str) -> str:
    return _REFERENCE.sub(_legal_reference, _ILLEGAL.sub(_REPLACED, text))


def _legal_reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    legal = number <= 0x10FFFF and not _ILLEGAL.match(chr(number))
    return match[0] if legal else _REPLACED
