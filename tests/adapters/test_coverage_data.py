"""coverage.py's own data, recorded here by coverage.py; and what a hostile hand makes of it."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.evidence.told_coverage import Lines, lines_of, lines_read, numbers, slugs
from variant_budget.adapters import coverage_data, coverage_tables
from variant_budget.adapters.coverage_data import read_coverage_data
from variant_budget.domain.evidence import Coverage, Executed, UnreadableError, bits

DOORS = '''\
"""Doors of a van."""


def slide(width):
    """Open by sliding."""
    if width > 2:
        return (
            width -
            1
        )
    return [
        each
        for each in range(width)
    ]


def swing():
    return 1


def never():  # pragma: no cover
    return 2
'''
TESTS = """\
import unittest
from van.doors import slide

class TestDoors(unittest.TestCase):
    def test_wide(self):
        self.assertEqual(slide(5), 4)

    def test_narrow(self):
        self.assertEqual(slide(1), [0])
"""
CONFIG = "[run]\nrelative_files = true\nsource = van\nbranch = {branch}\n{more}"
DOORS_LINES = {4: True, 6: True, 7: True, 11: True, 17: True, 18: False}


def recorded(folder: Path, branch: bool = False, more: str = "") -> Path:
    """A project whose tests ran under coverage.py, and its data file."""
    for name, text in (
        ("van/__init__.py", ""),
        ("van/doors.py", DOORS),
        ("van/unrun.py", "a = 1\n"),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "test_doors.py").write_text(TESTS)
    (folder / "rc").write_text(CONFIG.format(branch=branch, more=more))
    coverage(folder, "run", "-m", "unittest", "-q", "test_doors")
    return folder / ".coverage"


def coverage(folder: Path, *arguments: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("COVERAGE", "COV_"))}
    command = (sys.executable, "-m", "coverage", arguments[0], "--rcfile=rc", *arguments[1:])
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def on_disk(folder: Path) -> Callable[[str], bytes | None]:
    def source_of(name: str) -> bytes | None:
        return (folder / name).read_bytes() if (folder / name).is_file() else None

    return source_of


def lines_in(coverage: Coverage) -> dict[str, Lines]:
    return {file.name: lines_of(file) for file in coverage.files}


@pytest.mark.parametrize("branch", [False, True])
def test_four_reports_of_one_run_say_the_same_lines(tmp_path: Path, branch: bool) -> None:
    data = recorded(tmp_path, branch)
    coverage(tmp_path, "xml", "-q", "-o", "coverage.xml")
    coverage(tmp_path, "json", "-q", "-o", "coverage.json")
    coverage(tmp_path, "lcov", "-q", "-o", "coverage.lcov")
    found, contexts, remarks = read_coverage_data(str(data), on_disk(tmp_path))
    xml, as_json, lcov = (
        lines_read((tmp_path / f"coverage.{ending}").read_bytes())
        for ending in ("xml", "json", "lcov")
    )

    expected = {"van/doors.py": DOORS_LINES, "van/unrun.py": {1: False}, "van/__init__.py": {}}
    assert lines_in(found) == expected
    assert as_json == expected
    # Its own names are relative to its <source>, and LCOV has no record of a file without lines.
    assert {f"van/{name}": lines for name, lines in xml.items()} == expected
    assert lcov == {name: lines for name, lines in expected.items() if lines}
    assert (contexts, remarks) == ((), ())


@pytest.mark.parametrize("branch", [False, True])
def test_what_a_test_ran_is_told_by_its_dotted_name(tmp_path: Path, branch: bool) -> None:
    data = recorded(tmp_path, branch, "dynamic_context = test_function\n")
    _, contexts, _ = read_coverage_data(str(data), on_disk(tmp_path))

    ran = {each.context: {name: numbers(lines) for name, lines in each.lines} for each in contexts}
    assert list(ran) == ["test_doors.TestDoors.test_narrow", "test_doors.TestDoors.test_wide"]
    assert ran["test_doors.TestDoors.test_wide"] == {"van/doors.py": [6, 7, 8]}
    narrow = ran["test_doors.TestDoors.test_narrow"]["van/doors.py"]
    assert {6, 11} <= set(narrow) <= set(range(6, 15)) - {7, 8, 9}


def written(path: Path, rows: dict[str, dict[str, list[int]]], arcs: bool = False) -> str:
    """Data as coverage.py writes it: context -> file -> lines."""
    data = CoverageData(str(path))
    for context, files in rows.items():
        data.set_context(context)
        if arcs:
            data.add_arcs({name: [(-1, n) for n in lines] for name, lines in files.items()})
        else:
            data.add_lines(files)
    data.write()
    data.close(force=True)
    return str(path)


@pytest.mark.parametrize("arcs", [False, True])
def test_phases_of_a_test_are_one_and_what_no_test_ran_is_none(tmp_path: Path, arcs: bool) -> None:
    test = "tests/van/test_doors.py::TestDoors::test_slide[a|run]"
    rows = {
        "": {"van/a.py": [1]},
        f"{test}|setup": {"van/a.py": [2], "van/b.py": [7]},
        f"{test}|run": {"van/a.py": [3]},
        f"{test}|teardown": {"van/a.py": [2, 4]},
    }
    _, contexts, _ = read_coverage_data(written(tmp_path / "data", rows, arcs), lambda _: b"")

    assert contexts == (Executed(test, (("van/a.py", bits([2, 3, 4])), ("van/b.py", bits([7])))),)


@pytest.mark.parametrize("arcs", [False, True])
def test_lines_and_contexts_are_those_that_coverage_py_reads(tmp_path: Path, arcs: bool) -> None:
    chance = random.Random(5)  # noqa: S311
    rows = {
        f"t{n}": {
            f"f{m}.py": chance.sample(range(1, 3000), 30) for m in range(chance.randint(1, 9))
        }
        for n in range(20)
    }
    path = written(tmp_path / "data", rows, arcs)
    with coverage_tables.opened(path) as connection:
        found = coverage_tables.recorded(connection)

    data = CoverageData(path)
    data.read()
    ran = {name: sorted(data.lines(name) or []) for name in data.measured_files()}
    assert {name: numbers(lines) for name, lines in found.ran.items()} == ran
    for context, lines in found.contexts:
        data.set_query_context(context)
        assert {name: numbers(each) for name, each in lines} == {
            name: sorted(each) for name in ran if (each := data.lines(name))
        }
    assert [each.context for each in found.contexts] == sorted(rows)
    data.close(force=True)


def test_files_without_a_source_that_can_be_read_are_told_and_not_counted(tmp_path: Path) -> None:
    names = ["a.py", "b.py", "/ci/site-packages/c.py", "d.py", "e.html"]
    sources = {"a.py": b"x = 1\n", "b.py": b"def (", "d.py": b"#" * 5_000_000, "e.html": b"\0<p>"}
    path = written(tmp_path / "data", {"": {name: [1] for name in names}})
    found, _, remarks = read_coverage_data(path, sources.get)

    assert lines_in(found) == {"a.py": {1: True}}
    assert slugs(remarks) == ["coverage-source-unknown", "coverage-source-unparsed"]
    assert [remark.message.rpartition("left out")[2] for remark in remarks] == [
        ', their source is not known: 1 (first: "c.py")',
        ', their source is no Python: 3 (first: "b.py")',
    ]


@pytest.mark.parametrize("source", ["(" * 3000, "x = " + "-" * 200_000 + "1", "if 1:\n" * 90 + "  x\n",
                                    "x = '\\d'\n" + "y = " + "[" * 150 + "]" * 150, "\f\0"])  # fmt: skip
def test_a_hostile_source_is_no_python_or_has_lines(tmp_path: Path, source: str) -> None:
    path = written(tmp_path / "data", {"": {"a.py": [1]}})
    found, _, remarks = read_coverage_data(path, lambda _: source.encode())

    assert found.files or "coverage-source-unparsed" in slugs(remarks)


def test_windows_names_have_slashes(tmp_path: Path) -> None:
    path = written(tmp_path / "data", {"t": {"van\\a.py": [1]}})
    found, contexts, _ = read_coverage_data(path, {"van/a.py": b"x = 1\n"}.get)

    assert lines_in(found) == {"van/a.py": {1: True}}
    assert contexts == (Executed("t", (("van/a.py", 2),)),)


def test_nothing_is_written_beside_the_data(tmp_path: Path) -> None:
    path = written(tmp_path / "data", {"": {"a.py": [1]}})
    (tmp_path / "data-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    read_coverage_data(path, lambda _: b"x = 1\n")

    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_data_with_nothing_in_it_holds_no_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "data", {"": {}})

    assert slugs(read_coverage_data(path, lambda _: b"")[2]) == ["coverage-holds-no-lines"]


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
    ],
)  # fmt: skip
def test_data_that_coverage_py_never_writes_is_refused(
    tmp_path: Path, statements: str, slug: str
) -> None:
    path = written(tmp_path / "data", {"t": {"a.py": [1]}})
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)

    with pytest.raises(UnreadableError) as caught:
        read_coverage_data(path, lambda _: b"x = 1\n")
    assert caught.value.remark.slug == slug
    assert str(tmp_path) not in caught.value.remark.message


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        pytest.param(b"", "report-empty", id="empty"),
        pytest.param(b"<coverage/>", "report-not-coverage", id="XML"),
        pytest.param(coverage_data.MAGIC, "report-broken", id="only its first words"),
    ],
)
def test_what_is_no_data_is_refused_by_what_it_is(
    tmp_path: Path, content: bytes, slug: str
) -> None:
    (tmp_path / "data").write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        read_coverage_data(str(tmp_path / "data"), lambda _: None)
    assert caught.value.remark.slug == slug


def test_a_missing_file_and_a_fifo_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for name in ("none", "fifo", "."):
        with pytest.raises(UnreadableError) as caught:
            read_coverage_data(str(tmp_path / name), lambda _: None)
        assert caught.value.remark.slug == "report-unreadable"


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
                read_coverage_data(path, lambda _: None)
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
        found, contexts, _ = read_coverage_data(str(path), lambda _: b"x = 1\n" * 9)
    except UnreadableError:
        return
    assert all(file.covered & ~file.coverable == 0 for file in found.files)
    assert all(lines for each in contexts for _, lines in each.lines)
