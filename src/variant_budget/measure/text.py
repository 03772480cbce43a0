"""Raw bytes -> text that the lexers read: one encoding family, one kind of line end.

The text starts with an added newline, so that the line of an offset is the number of newlines
before it, and a pattern that starts with a newline finds the first line too.
"""

import codecs
import re

LINE_END, OPEN, CLOSE, EQUALS = b"\n()="
"""Bytes as numbers: `LINE_END in text` takes 13 ns, `b"\\n" in text` 109, since bytes are tried as
a number first, which builds an error."""

MARK = b"variant-budget:"
"""What stands in every mark."""

BINARY_WINDOW = 8000
"""Bytes searched for a NUL: git's own rule (buffer_is_binary in git's xdiff-interface.c)."""

LFS_LIMIT = 1024
"""A pointer file is smaller than this (git-lfs docs/spec.md)."""

_LFS_FIRST = b"version https://git-lfs.github.com/spec/v1\n"
_LFS_OID = re.compile(rb"^oid [a-z0-9]+:[0-9a-f]{32,}$", re.MULTILINE)
_LFS_SIZE = re.compile(rb"^size ([0-9]{1,19})$", re.MULTILINE)

# The 4-byte marks first: UTF-32's little-endian mark starts with UTF-16's. The decoders are the
# built-in functions: `bytes.decode` would import an encoding, and this package reads no disk.
_MARKS = (
    (codecs.BOM_UTF32_LE, codecs.utf_32_le_decode),
    (codecs.BOM_UTF32_BE, codecs.utf_32_be_decode),
    (codecs.BOM_UTF16_LE, codecs.utf_16_le_decode),
    (codecs.BOM_UTF16_BE, codecs.utf_16_be_decode),
)

# Encodings whose second bytes look like ASCII: `\` or `|` inside a character would be lexed.
_COOKIE = re.compile(
    rb"coding[:=]\s*(?:shift[_-]?jis|sjis|cp932|gbk|gb18030|cp936|big5)", re.IGNORECASE
)
_COOKIE_WINDOW = 400
_RETURN = 13
_MARKED = frozenset(mark[:1] for mark in (codecs.BOM_UTF8, *(mark for mark, _ in _MARKS)))
_DOUBLE_BYTE = re.compile(rb"[\x81-\xfe][\x40-\x7e]")


def lfs_bytes(data: bytes) -> int | None:
    """The size of the file that a Git LFS pointer stands for; None for any other file."""
    if len(data) >= LFS_LIMIT or not data.startswith(_LFS_FIRST) or not _LFS_OID.search(data):
        return None
    size = _LFS_SIZE.search(data)
    return int(size[1]) if size else None


def is_binary(data: bytes) -> bool:
    """Whether git would call it binary; text with a UTF-16 or UTF-32 mark is none."""
    return data.find(0, 0, BINARY_WINDOW) >= 0 and not any(
        data.startswith(mark) for mark, _ in _MARKS
    )


def text_of(data: bytes) -> bytes:
    """`data` without byte order mark, as ASCII-compatible bytes, lines ended by a line feed.

    CR LF and a lone CR end a line as well. A newline is added in front.
    """
    if data[:1] in _MARKED:
        data = _without_mark(data)
    # Looked for by hand first: ignoring case, the pattern tries every byte.
    elif data[:_COOKIE_WINDOW].lower().find(b"coding") >= 0:
        data = _one_byte(data)
    if _RETURN in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return b"\n" + data


def _without_mark(data: bytes) -> bytes:
    for mark, decode in _MARKS:
        if data.startswith(mark):
            return decode(data[len(mark) :], "replace")[0].encode("utf-8", "replace")
    return _one_byte(data.removeprefix(codecs.BOM_UTF8))


def _one_byte(data: bytes) -> bytes:
    """Without characters whose second byte would be lexed, where the file says it holds some."""
    return _DOUBLE_BYTE.sub(b"xx", data) if _COOKIE.search(data, 0, _COOKIE_WINDOW) else data


def has_mark(data: bytes) -> bool:
    """Whether it may start with a byte order mark, behind which it may be no ASCII."""
    return data[:1] in _MARKED


def physical_lines(text: bytes) -> int:
    """How many lines the text has; a last line without a line end counts."""
    return text.count(b"\n") - text.endswith(b"\n")
