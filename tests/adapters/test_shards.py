"""Facts files that the user names: what is in them is sound, or it is an error that says why."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from variant_budget.adapters.shards import read_facts, write_facts
from variant_budget.domain.facts import Facts, Kind
from variant_budget.domain.requests import Request
from variant_budget.errors import MeasureError
from variant_budget.measure import ENGINE

BLOB = "1" * 40
FACTS = Facts(Kind.FULL, lines=3, code=b"\x07").pack()


def refused(path: Path, *others: str) -> tuple[str, str]:
    with pytest.raises(MeasureError) as caught:
        read_facts([*others, str(path)], ENGINE)
    (problem,) = caught.value.problems
    return problem.slug, problem.message


def test_what_is_no_facts_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    assert refused(tmp_path)[0] == "facts-unreadable"
    for content in (b"", b"no database at all" * 100):
        path.write_bytes(content)
        assert refused(path)[0] == "facts-unreadable"
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (a)")
    connection.close()
    assert "not a facts cache" in refused(path)[1]


def change(path: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute(statement, values).rowcount > 0
    connection.close()


def test_one_wrong_byte_of_a_row_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    write_facts(str(path), {(BLOB, "c"): FACTS}, ENGINE)
    assert read_facts([str(path)], ENGINE).read([(BLOB, "c")]) == {(BLOB, "c"): FACTS}
    change(path, "UPDATE facts SET sealed = ?", FACTS + b"0000")
    assert "checksum" in refused(path)[1]
    change(path, "UPDATE facts SET sealed = 7")
    assert "than bytes" in refused(path)[1]


def test_no_file_that_is_cut_short_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    write_facts(str(path), {(f"{n:040x}", "c"): FACTS for n in range(500)}, ENGINE)
    whole = path.read_bytes()
    for size in range(0, len(whole), 4096):
        path.write_bytes(whole[:size])
        assert refused(path)[0] == "facts-unreadable"


def test_facts_of_another_engine_are_an_error_that_names_both(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    write_facts(str(path), {(BLOB, "c"): FACTS}, ENGINE + 1)
    slug, message = refused(path)
    assert slug == "facts-of-another-engine"
    assert f"engine {ENGINE + 1}, and this is engine {ENGINE}" in message


def test_two_files_that_disagree_are_an_error_and_two_that_agree_are_none(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_facts(str(one), {(BLOB, "c"): FACTS}, ENGINE)
    shutil.copy(one, other)
    assert read_facts([str(one), str(other)], ENGINE).read([(BLOB, "c")])
    write_facts(str(other), {(BLOB, "c"): Facts(Kind.FULL).pack()}, ENGINE)
    slug, message = refused(other, str(one))
    assert slug == "facts-disagree"
    assert BLOB in message


def test_requests_in_two_languages_are_two(tmp_path: Path) -> None:
    path = tmp_path / "facts"
    facts: dict[Request, bytes] = {
        (BLOB, "c"): FACTS,
        (BLOB, "python"): b"x",
        ("ab" * 32, "c"): b"y",
    }
    write_facts(str(path), facts, ENGINE)
    assert read_facts([str(path)], ENGINE).read(list(facts)) == facts
