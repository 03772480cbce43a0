"""coverage.py's own data: an SQLite file that whoever wrote the tests wrote."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from tests.adapters.recorded_data import written
from tests.fuzz.reports import source, whole
from tests.fuzz.target import Target
from tests.fuzz.wrong import WrongError
from tests.vehicle_line import FILES
from variant_budget.adapters.coverage_data import read_coverage_data
from variant_budget.domain.evidence import UnreadableError

DOORS, AXLE = "variants/van/doors.py", "tests/truck/test_axle.py"
_TABLES = ("file", "context", "line_bits", "arc", "meta", "coverage_schema", "tracer")
_VALUES = (
    *("NULL", "-1", "0", "9223372036854775807", "1e308", "''", "'x'", "x'00'", "x'ff'", "x'80'"),
    *("zeroblob(125000)", "zeroblob(125001)", "'/ci/variants/van/doors.py'", "'../../etc/passwd'"),
    *("char(10)", "'::error::x'", "cast(x'ff' as text)", "'tests/a.py::t|run'"),
)
_COLUMNS = {
    "file": ("id", "path"),
    "context": ("id", "context"),
    "line_bits": ("file_id", "context_id", "numbits"),
    "arc": ("file_id", "context_id", "fromno", "tono"),
    "meta": ("key", "value"),
    "coverage_schema": ("version",),
    "tracer": ("file_id", "tracer"),
}
_ORDERS = (
    "update {table} set {column} = {value}",
    "insert or ignore into {table} select * from {table} limit 1",
    "delete from {table}",
    "drop table {table}",
    "alter table {table} rename column {column} to other",
    "create view v as select * from {table}",
    "create trigger t after insert on {table} begin select 1; end",
    "create table more as select * from {table}",
    "update sqlite_master set sql = replace(sql, 'integer', {value}) where name = '{table}'",
    "pragma user_version = 7",
)


def _seeds() -> tuple[bytes, ...]:
    tests = {"tests/truck/test_axle.py::test_it|run": {AXLE: [1, 2]}, "": {DOORS: [1, 3, 5]}}
    with tempfile.TemporaryDirectory() as folder:
        paths = [written(Path(folder, f"{arcs}"), tests, arcs=arcs) for arcs in (False, True)]
        return tuple(Path(path).read_bytes() for path in paths)


def _changed(data: bytes, rng: Random, _words: Sequence[str]) -> bytes:
    """The file after some orders to SQLite; those that it refuses are passed over."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data")
        path.write_bytes(data)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("pragma writable_schema = on")
            for _ in range(rng.choice((1, 1, 2, 3))):
                table = rng.choice(_TABLES)
                order = rng.choice(_ORDERS).format(
                    table=table, column=rng.choice(_COLUMNS[table]), value=rng.choice(_VALUES)
                )
                with contextlib.suppress(sqlite3.Error):
                    connection.execute(order)
        return path.read_bytes()


def _source_of(name: str) -> bytes | None:
    text = FILES.get(name.removeprefix("/ci/"))
    return text.encode() if isinstance(text, str) else None


def _step(data: bytes) -> str:
    try:
        coverage, contexts, remarks = read_coverage_data(source(data), _source_of)
    except UnreadableError as error:
        return f"refused {error.remark.slug}"
    if any(file.covered & ~file.coverable for file in coverage.files):
        raise WrongError("a line ran that could not")
    if not coverage.files and not remarks:
        raise WrongError("no lines, and no word of it")
    return f"read {len(contexts) > 0} " + " ".join(sorted({remark.slug for remark in remarks}))


def _whole_step(data: bytes) -> str:
    """In a check another kind of file is read by another reader."""
    return _step(data) if data.startswith(b"SQLite format 3\0") else "another kind"


TARGETS = (
    Target(
        "coverage-data", _seeds(), _changed, (), _step, partial(whole, "--coverage", _whole_step)
    ),
)
