"""coverage.py's own data, recorded here by coverage.py."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.adapters.recorded_data import file_source, written
from tests.evidence.told_coverage import Lines, lines_of, lines_read, numbers, slugs
from variant_budget.adapters import coverage_tables
from variant_budget.adapters.coverage_data import read_coverage_data
from variant_budget.domain.evidence import Coverage, Executed, bits

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
    found, contexts, remarks = read_coverage_data(file_source(data), on_disk(tmp_path))
    xml, as_json, lcov = (
        lines_read((tmp_path / f"coverage.{ending}").read_bytes())
        for ending in ("xml", "json", "lcov")
    )

    expected = {"van/doors.py": DOORS_LINES, "van/unrun.py": {1: False}, "van/__init__.py": {}}
    assert lines_in(found) == expected
    assert as_json == expected
    # Its names are relative to its <source>.
    assert {f"van/{name}": lines for name, lines in xml.items()} == expected
    assert lcov == expected
    assert (contexts, remarks) == ((), ())


@pytest.mark.parametrize("branch", [False, True])
def test_what_a_test_ran_is_told_by_its_dotted_name(tmp_path: Path, branch: bool) -> None:
    data = recorded(tmp_path, branch, "dynamic_context = test_function\n")
    _, contexts, _ = read_coverage_data(file_source(data), on_disk(tmp_path))

    ran = {each.context: {name: numbers(lines) for name, lines in each.lines} for each in contexts}
    assert list(ran) == ["test_doors.TestDoors.test_narrow", "test_doors.TestDoors.test_wide"]
    wide, narrow = (
        set(ran[f"test_doors.TestDoors.{name}"]["van/doors.py"])
        for name in ("test_wide", "test_narrow")
    )
    # Which lines of a statement run differs between Pythons.
    assert {6, 7} <= wide <= {6, 7, 8, 9, 10}
    assert {6, 11} <= narrow <= {6, 11, 12, 13, 14}


@pytest.mark.parametrize("arcs", [False, True])
def test_phases_of_a_test_are_one_and_what_no_test_ran_is_none(tmp_path: Path, arcs: bool) -> None:
    test = "tests/van/test_doors.py::TestDoors::test_slide[a|run]"
    rows = {
        "": {"van/a.py": [1]},
        f"{test}|setup": {"van/a.py": [2], "van/b.py": [7]},
        f"{test}|run": {"van/a.py": [3]},
        f"{test}|teardown": {"van/a.py": [2, 4]},
    }
    _, contexts, _ = read_coverage_data(
        file_source(written(tmp_path / "data", rows, arcs)), lambda _: b""
    )

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
    found, _, remarks = read_coverage_data(file_source(path), sources.get)

    assert lines_in(found) == {"a.py": {1: True}}
    assert slugs(remarks) == ["coverage-source-unknown", "coverage-source-unparsed"]
    assert [remark.message.rpartition("left out")[2] for remark in remarks] == [
        ', their source is not known: 1 (first: "c.py")',
        ', their source is no Python: 3 (first: "b.py")',
    ]


def test_windows_names_have_slashes(tmp_path: Path) -> None:
    path = written(tmp_path / "data", {"t": {"van\\a.py": [1]}})
    found, contexts, _ = read_coverage_data(file_source(path), {"van/a.py": b"x = 1\n"}.get)

    assert lines_in(found) == {"van/a.py": {1: True}}
    assert contexts == (Executed("t", (("van/a.py", 2),)),)


def test_nothing_is_written_beside_the_data(tmp_path: Path) -> None:
    path = written(tmp_path / "data", {"": {"a.py": [1]}})
    (tmp_path / "data-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    read_coverage_data(file_source(path), lambda _: b"x = 1\n")

    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_data_with_nothing_in_it_holds_no_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "data", {"": {}})

    assert slugs(read_coverage_data(file_source(path), lambda _: b"")[2]) == [
        "coverage-holds-no-lines"
    ]
