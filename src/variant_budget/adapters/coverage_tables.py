"""The tables of coverage.py's data file, checked before anyone relies on them.

Whoever wrote the tests wrote this file. It is read as it is, without a journal beside it, and never
written. It must be whole (pages that form a graph make any number of rows), of plain tables (a view
can run for ever), with values of their types and in bounds.
https://coverage.readthedocs.io/en/latest/dbschema.html
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count, groupby
from typing import NamedTuple
from urllib.parse import quote

from variant_budget.domain.evidence import Executed, UnreadableError, bits
from variant_budget.domain.source_names import plain

MOST_ROWS = 20_000_000
MOST_NAMES = 2_000_000
MOST_BITMAPS = 400_000_000
"""Bytes of all bitmaps together that differ."""
LAST_LINE = 1_000_000
_LONGEST_VALUE = 10_000_000
_STEPS = 1_000_000
_MOST_STEPS = 2_000
"""Times as many steps of SQLite's machine: a minute or two. A file of 20,000,000 rows takes half."""

_COLUMNS = {
    "coverage_schema": {"version"},
    "meta": {"key", "value"},
    "file": {"id", "path"},
    "context": {"id", "context"},
    "line_bits": {"file_id", "context_id", "numbits"},
    "arc": {"file_id", "context_id", "fromno", "tono"},
}
_MOST = {"file": MOST_NAMES, "context": MOST_NAMES, "line_bits": MOST_ROWS, "arc": MOST_ROWS}
_RANGE = f"between -{LAST_LINE} and {LAST_LINE}"
_ODD = {
    "coverage_schema": "typeof(version) <> 'integer'",
    "meta": "key = 'has_arcs' and value not in ('0', '1', 0, 1)",
    "file": "typeof(id) <> 'integer' or typeof(path) <> 'text'",
    "context": "typeof(id) <> 'integer' or typeof(context) <> 'text'",
    "line_bits": "typeof(file_id) <> 'integer' or typeof(context_id) <> 'integer'"
    f" or typeof(numbits) <> 'blob' or length(numbits) > {LAST_LINE // 8}",
    "arc": "typeof(file_id) <> 'integer' or typeof(context_id) <> 'integer'"
    " or typeof(fromno) <> 'integer' or typeof(tono) <> 'integer'"
    f" or fromno not {_RANGE} or tono not {_RANGE}",
}
_PHASES = ("|run", "|setup", "|teardown")
"""What pytest-cov appends to a test's id."""


@contextmanager
def opened(path: str) -> Iterator[sqlite3.Connection]:
    """A connection that only reads, and gives up on what takes too long."""
    uri = f"file:{quote(path.replace(os.sep, '/'))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.execute("pragma trusted_schema = off")
        steps = count()
        connection.set_progress_handler(lambda: next(steps) > _MOST_STEPS, _STEPS)
        yield connection


def check(connection: sqlite3.Connection) -> None:
    """UnreadableError or sqlite3.Error for a file that is not whole, plain and in bounds."""
    if _any(connection, "sqlite_master", "type not in ('table', 'index') or rootpage < 1"):
        raise _broken("it holds views, triggers or virtual tables")
    for table, columns in _COLUMNS.items():
        told = connection.execute("select name, hidden from pragma_table_xinfo(?)", (table,))
        found = {name for name, hidden in told if not hidden}
        if not columns <= found:
            message = f"it is an SQLite file, and not coverage.py's: it has no table {table}"
            raise UnreadableError("report-not-coverage", message)
    if connection.execute("pragma quick_check(1)").fetchone() != ("ok",):
        raise _broken("its pages do not fit together")
    for table, most in _MOST.items():
        if connection.execute(f"select count(*) from {table}").fetchone()[0] > most:  # noqa: S608
            raise _too_large(f"its table {table} has more than {most:,} rows")
    for table, odd in _ODD.items():
        if _any(connection, table, odd):
            raise _broken(f"its table {table} holds values that coverage.py never writes")


def _any(connection: sqlite3.Connection, table: str, condition: str) -> bool:
    query = f"select 1 from {table} where {condition} limit 1"  # noqa: S608
    return connection.execute(query).fetchone() is not None


class Recorded(NamedTuple):
    """`ran` are lines by the name of the file as it is in the data, `contexts` are sorted."""

    ran: dict[str, int]
    contexts: tuple[Executed, ...]


def recorded(connection: sqlite3.Connection) -> Recorded:
    """What ran, in all and in each context but the one without a name. For a checked file.

    coverage.py's `lines()` gives the same, in a second for each 30,000 pairs of file and context.
    """
    files = dict(connection.execute("select id, path from file"))
    contexts = {
        at: _test(name) for at, name in connection.execute("select id, context from context")
    }
    paths = {at: plain(name) for at, name in files.items()}
    ran = dict.fromkeys(files.values(), 0)
    found: dict[str, list[tuple[str, int]]] = {}
    pairs = _Pairs()
    for file, context, lines in _rows(connection):
        if file not in files or not lines:
            continue
        ran[files[file]] |= lines
        if name := contexts.get(context):
            found.setdefault(name, []).append(pairs.one(paths[file], lines))
    return Recorded(ran, tuple(Executed(name, _joined(found[name])) for name in sorted(found)))


class _Pairs:
    """(Name of a file, lines) that are equal are one object: many tests run the same lines."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[str, int]] = {}
        self._bytes = 0

    def one(self, path: str, lines: int) -> tuple[str, int]:
        """The pair. UnreadableError where they take too much room together."""
        pair = (path, lines)
        known = self._known.setdefault(pair, pair)
        if known is pair:
            self._bytes += lines.bit_length() // 8
            if self._bytes > MOST_BITMAPS:
                raise _too_large(f"its lines take more than {MOST_BITMAPS:,} bytes")
        return known


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, int, int]]:
    """(file, context, lines). Tables are in the order of their unique index: no sorting."""
    for file, context, numbits in connection.execute(
        "select file_id, context_id, numbits from line_bits"
    ):
        # A numbits is a bit for each line, the lowest first: coverage/numbits.py.
        yield file, context, int.from_bytes(numbits, "little") & ~1
    arcs = connection.execute(
        "select file_id, context_id, fromno, tono from arc order by file_id, context_id"
    )
    for (file, context), group in groupby(arcs, key=lambda row: (row[0], row[1])):
        # Below 0 is where a block of code is entered or left.
        yield file, context, bits(line for arc in group for line in arc[2:] if line > 0)


def _test(context: str) -> str:
    for phase in _PHASES:
        if context.endswith(phase):
            return context.removesuffix(phase)
    return context


def _joined(pairs: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Each file once, sorted."""
    if len({path for path, _ in pairs}) == len(pairs):
        return tuple(sorted(pairs))
    found: dict[str, int] = {}
    for path, lines in pairs:
        found[path] = found.get(path, 0) | lines
    return tuple(sorted(found.items()))


def _broken(message: str) -> UnreadableError:
    return UnreadableError("report-broken", message)


def _too_large(message: str) -> UnreadableError:
    return UnreadableError("report-too-large", message)
