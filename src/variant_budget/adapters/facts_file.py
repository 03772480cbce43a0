"""The SQLite file of the facts cache: its tables, rows, checksums and size. See cache.py.

A rollback journal and not WAL: the cache is one file that can be saved, restored and read where
nothing may be written, and the one short write of a run blocks no reader for long.
"""

import os
import sqlite3
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

TROUBLE = (sqlite3.Error, OSError)
"""What may go wrong with the file; none of it is a reason to fail a check."""

# sqlite_master keeps this text as it is written here. A file with any other table, index, view or
# trigger is foreign, and nothing in it is run.
_CLOCK = b"CREATE TABLE clock (generation INTEGER NOT NULL)"
_FACTS = (
    b"CREATE TABLE facts (key BLOB PRIMARY KEY, used INTEGER NOT NULL, sealed BLOB NOT NULL) "
    b"WITHOUT ROWID"
)
_TABLES = (_CLOCK, _FACTS)
_ROW_BYTES = 110
"""A row with its share of the page, measured on 10,000 and on 300,000 blobs."""
_SCAN_FACTOR = 3
"""Reading a row in passing costs a third of looking one up."""
_AT_ONCE = 500
"""Keys in one SELECT: SQLite before 3.32 allows 999 variables."""
_SOUND = 0x2144DF1C
"""The CRC-32 of any bytes followed by their own CRC-32, low byte first: one pass, no slices."""
_SAMPLE = 50
_MARK_AFTER = 32
"""Writing runs that may pass before a row that is read is marked as used again."""
_FOREIGN_FROM = 4
"""A file of that many times the size limit was not written by us."""
_BUSY_SECONDS = 2.0

Row = tuple[bytes, bytes]
"""Key and packed facts."""

Key = TypeVar("Key")


def connect(path: str, size_limit: int) -> sqlite3.Connection:
    """The file, made with its folder where it is absent.

    Raises sqlite3.DatabaseError for a file that is not ours, OperationalError or OSError for one
    that cannot be used now.
    """
    _make(path)
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError("not a regular file")
    if status.st_size > _FOREIGN_FROM * size_limit:
        raise sqlite3.DatabaseError("larger than a facts cache can be")
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.text_factory = bytes
        # What a hostile file could hold is not trusted: https://sqlite.org/security.html
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        _ensure_tables(connection)
        _generation(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def every_row(connection: sqlite3.Connection) -> Iterator[Row]:
    """All rows of a file that is only read; sqlite3.DatabaseError where one is not ours."""
    if _tables(connection) != _TABLES:
        raise sqlite3.DatabaseError("not a facts cache")
    for key, sealed in connection.execute("SELECT key, sealed FROM facts"):
        if not isinstance(key, bytes) or not isinstance(sealed, bytes):
            raise sqlite3.DatabaseError("it holds something else than bytes")
        if zlib.crc32(sealed, zlib.crc32(key)) != _SOUND:
            raise sqlite3.DatabaseError("the checksum of a row is wrong")
        yield key, sealed[:-4]


def is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, and not that it is locked, full or not to be opened."""
    return not isinstance(error, (sqlite3.OperationalError, OSError))


def discard(path: str) -> bool:
    """Remove a file that is of no use; False where that is not allowed."""
    try:
        # The journal first: one without its database is nothing, but a journal that is found beside
        # a new database would be rolled back into it.
        for name in (f"{path}-journal", path):
            if os.path.lexists(name):
                os.unlink(name)
    except OSError:
        return False
    return True


def read(connection: sqlite3.Connection, wanted: Mapping[bytes, Key]) -> dict[Key, bytes]:
    """The facts that are there and sound."""
    known: dict[Key, bytes] = {}
    crc32 = zlib.crc32
    try:
        for key, sealed in _rows(connection, wanted):
            request = wanted.get(key)
            if request is not None and crc32(sealed, crc32(key)) == _SOUND:
                known[request] = sealed[:-4]
    except TypeError as error:
        raise sqlite3.DatabaseError("it holds text where bytes should be") from error
    return known


def write(
    connection: sqlite3.Connection, rows: Iterable[Row], used: Sequence[bytes], size_limit: int
) -> None:
    """Add rows in one transaction. Where the file grew too large, what is unused longest goes."""
    # Immediate: two writers wait for each other here, not in the middle.
    connection.execute("BEGIN IMMEDIATE")
    try:
        now = _generation(connection) + 1
        connection.execute("UPDATE clock SET generation = ?", (now,))
        connection.executemany(
            "INSERT OR REPLACE INTO facts VALUES (?, ?, ?)",
            ((key, now, _seal(key, packed)) for key, packed in rows),
        )
        too_large = _bytes_in_use(connection) > size_limit
        if too_large or long_unused(connection, used):
            mark = "UPDATE facts SET used = ? WHERE key = ?"
            connection.executemany(mark, ((now, key) for key in used))
        if too_large:
            _evict(connection, size_limit)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if too_large:
        # The rows that go stand all over the file: no page of it is free before it is repacked.
        connection.execute("VACUUM")


def long_unused(connection: sqlite3.Connection, keys: Sequence[bytes]) -> bool:
    """Whether rows of these were last marked as used many writing runs ago: a sample tells."""
    some = keys[:: 1 + len(keys) // _SAMPLE]
    query = f"SELECT min(used) FROM facts WHERE key IN ({_marks(some)})"  # noqa: S608 - only "?"
    (oldest,) = connection.execute(query, some).fetchone()
    return isinstance(oldest, int) and oldest < _generation(connection) - _MARK_AFTER


def _make(path: str) -> None:
    os.makedirs(os.path.dirname(path) or ".", mode=0o700, exist_ok=True)
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return


def _ensure_tables(connection: sqlite3.Connection) -> None:
    if _tables(connection) == _TABLES:
        return
    connection.execute("BEGIN IMMEDIATE")
    found = _tables(connection)  # another process may have made them since
    if not found:
        for statement in _TABLES:
            connection.execute(statement.decode())
        connection.execute("INSERT INTO clock VALUES (0)")
    connection.execute("COMMIT")
    if found not in ((), _TABLES):
        raise sqlite3.DatabaseError("not a facts cache")


def _tables(connection: sqlite3.Connection) -> tuple[bytes, ...]:
    return tuple(
        sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY name")
    )


def _generation(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT generation FROM clock").fetchone()
    if row is None or not isinstance(row[0], int):
        raise sqlite3.DatabaseError("its clock is lost")
    return row[0]


def _rows(
    connection: sqlite3.Connection, wanted: Mapping[bytes, object]
) -> Iterator[tuple[bytes, bytes]]:
    columns = "SELECT key, sealed FROM facts"
    if _bytes_in_use(connection) < _SCAN_FACTOR * _ROW_BYTES * len(wanted):
        yield from connection.execute(columns)
        return
    keys = sorted(wanted)
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        yield from connection.execute(f"{columns} WHERE key IN ({_marks(some)})", some)


def _marks(keys: Sequence[bytes]) -> str:
    return ",".join("?" * len(keys))


def _evict(connection: sqlite3.Connection, size_limit: int) -> None:
    # Down to three quarters, so that not every later run has to do it again.
    (rows,) = connection.execute("SELECT count(*) FROM facts").fetchone()
    surplus = rows - int(rows * 0.75 * size_limit / _bytes_in_use(connection))
    connection.execute(
        "DELETE FROM facts WHERE key IN (SELECT key FROM facts ORDER BY used, key LIMIT ?)",
        (surplus,),
    )


def _bytes_in_use(connection: sqlite3.Connection) -> int:
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    return int(page_size) * int(pages)


def _seal(key: bytes, packed: bytes) -> bytes:
    return packed + zlib.crc32(packed, zlib.crc32(key)).to_bytes(4, "little")
