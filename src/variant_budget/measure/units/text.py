"""The text of a file that is to be read as a format; code, and units at its offsets."""

from collections.abc import Iterable, Iterator
from itertools import islice

from variant_budget.domain.units import Unit
from variant_budget.measure.decisions import rows_of
from variant_budget.measure.source import source_of
from variant_budget.measure.text import is_binary, lfs_bytes, text_of
from variant_budget.measure.units.trouble import (
    LARGEST,
    MOST_UNITS,
    UnreadableError,
    too_many_units,
)


def bounded(data: bytes) -> None:
    """UnreadableError where a file is too large to be read."""
    if len(data) > LARGEST:
        raise UnreadableError(1, 1, f"{len(data):,} bytes; at most {LARGEST:,} are read")


def decoded(data: bytes) -> str:
    """UTF-8 text without byte order mark, its lines ended by a line feed.

    UnreadableError where it is none, or too large.
    """
    bounded(data)
    if lfs_bytes(data) is not None:
        raise UnreadableError(1, 1, "a Git LFS pointer; the file itself is not in the repository")
    text = text_of(data)[1:]
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        column = error.start - text.rfind(b"\n", 0, error.start)
        raise UnreadableError(line, column, "this is not UTF-8") from None


def code_in(data: bytes, language: str) -> bytes | None:
    """The code of a file without comments and strings; None where it holds no text.

    UnreadableError where it is too large.
    """
    bounded(data)
    if is_binary(data) or lfs_bytes(data) is not None:
        return None
    return source_of(text_of(data), language)


def units_at(code: bytes, offsets: Iterable[int]) -> Iterator[Unit]:
    """A unit for each offset of a text that starts with an added line end."""
    return named_units_at(code, ((offset, "") for offset in offsets))


def named_units_at(code: bytes, found: Iterable[tuple[int, str]]) -> Iterator[Unit]:
    """A unit for each offset and name."""
    pairs = list(islice(found, MOST_UNITS + 1))
    if len(pairs) > MOST_UNITS:
        raise too_many_units()
    (lines,) = rows_of(code, [offset for offset, _ in pairs])
    return (Unit(line, name) for line, (_, name) in zip(lines, pairs, strict=True))
