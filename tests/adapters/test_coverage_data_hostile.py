"""What a hostile hand makes of coverage.py's own data, and of the source that it speaks of."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.adapters.recorded_data import file_source, written
from tests.evidence.told_coverage import slugs
from variant_budget.adapters import coverage_data, coverage_tables
from variant_budget.adapters.coverage_data import read_coverage_data
from variant_budget.domain.evidence import COVERAGE_DATA, UnreadableError


@pytest.mark.parametrize("source", ["(" * 3000, "x = " + "-" * 200_000 + "1", "if 1:\n" * 90 + "  x\n",
                                    "x = '\\d'\n" + "y = " + "[" * 150 + "]" * 150, "\f\0"])  # fmt: skip
def test_a_hostile_source_is_no_python_or_has_lines(tmp_path: Path, source: str) -> None:
    path = written(tmp_path / "data", {"": {"a.py": [1]}})
    found, _, remarks = read_coverage_data(file_source(path), lambda _: source.encode())

    assert found.files or "coverage-source-unparsed" in slugs(remarks)


FOREVER = "with recursive t(id, path) as (select 1, 'a' union all select id + 1, 'a' from t) select * from t"


@pytest.mark.parametrize(
    ("statements", "slug"),
    [
        pytest.param("drop table file; create table file (x)", "report-not-coverage", id="other columns"),
        pytest.param("drop table arc", "report-not-coverage", id="no table"),
        pytest.param(f"drop table file; create view file as {FOREVER}", "report-broken", id="endless view"),
        pytest.param("create trigger t after insert on file begin select 1; end", "report-broken", id="trigger"),
        pytest.param("create virtual table v using fts5(x)", "report-broken", id="virtual table"),
        pytest.param("drop table context; create table context (id, context as (zeroblob(9)))",
                     "report-not-coverage", id="made up column"),
        pytest.param("update line_bits set numbits = 'text'", "report-broken", id="text for bits"),
        pytest.param("update line_bits set numbits = zeroblob(200000)", "report-broken", id="many bits"),
        pytest.param("insert into arc values (1, 1, 5, 9223372036854775807)", "report-broken", id="far line"),
        pytest.param("update file set path = x'ff'", "report-broken", id="bytes for a path"),
        pytest.param("update file set path = cast(x'ff' as text)", "report-broken", id="no text in a path"),
        pytest.param("update coverage_schema set version = 6", "report-broken", id="another version"),
        pytest.param("update coverage_schema set version = 'x'", "report-broken", id="no version"),
        pytest.param("insert or replace into meta values ('has_arcs', 'x')", "report-broken", id="odd flag"),
        pytest.param("insert or replace into meta values ('has_arcs', null)", "report-broken", id="no flag"),
    ],
)  # fmt: skip
def test_data_that_coverage_py_never_writes_is_refused(
    tmp_path: Path, statements: str, slug: str
) -> None:
    path = written(tmp_path / "data", {"t": {"a.py": [1]}})
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)

    with pytest.raises(UnreadableError) as caught:
        read_coverage_data(file_source(path), lambda _: b"x = 1\n")
    assert caught.value.remark.slug == slug
    assert str(tmp_path) not in caught.value.remark.message


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        pytest.param(b"", "report-empty", id="empty"),
        pytest.param(b"<coverage/>", "report-broken", id="XML"),
        pytest.param(COVERAGE_DATA, "report-broken", id="only its first words"),
    ],
)
def test_what_is_no_data_is_refused_by_what_it_is(
    tmp_path: Path, content: bytes, slug: str
) -> None:
    (tmp_path / "data").write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_coverage_data(file_source(tmp_path / "data"), lambda _: None)
    assert caught.value.remark.slug == slug


def test_data_beyond_all_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "data", {f"t{n}": {"a.py": [n]} for n in range(1, 500)})
    for module, bound in (
        (coverage_data, "MOST_BYTES"),
        (coverage_tables, "MOST_BITMAPS"),
        (coverage_tables, "_MOST"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, bound, {"line_bits": 99} if bound == "_MOST" else 20)
            with pytest.raises(UnreadableError) as caught:
                read_coverage_data(file_source(path), lambda _: None)
        assert caught.value.remark.slug == "report-too-large"


@pytest.mark.parametrize("seed", range(120))
def test_damaged_data_gives_a_value_or_a_reason(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    rows = {f"t{n}|run": {f"f{n % 7}.py": [n, n + 3]} for n in range(1, 90)}
    path = Path(written(tmp_path / "data", rows, arcs=seed % 2 == 0))
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 12)):
        at = chance.choice([chance.randrange(len(content)), chance.randrange(16, 2000)])
        content[at : at + 2] = chance.randbytes(2)
    path.write_bytes(content[: chance.choice([None, None, chance.randrange(len(content))])])
    try:
        found, contexts, _ = read_coverage_data(file_source(path), lambda _: b"x = 1\n" * 9)
    except UnreadableError:
        return
    assert all(file.covered & ~file.coverable == 0 for file in found.files)
    assert all(lines for each in contexts for _, lines in each.lines)
