"""Which language a path has."""

import pytest

from variant_budget.measure.languages import LANGUAGES, language_of


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a/b.py", "Python"),
        ("B.PY", "Python"),
        ("a/b.c", "C"),
        ("a/b.C", "C++"),
        ("a/b.H", "C++"),
        ("a/b.h", "C header"),
        ("a.b/c.cpp", "C++"),
        ("a/b.d.ts", "TypeScript"),
        ("a/b.m", "Objective-C"),
        ("sketch.ino", "Arduino"),
        ("Makefile", "Make"),
        ("a/CMakeLists.txt", "CMake"),
        ("Dockerfile", "Dockerfile"),
        ("Jenkinsfile", "Groovy"),
        ("b.gradle.kts", "Kotlin"),
        ("rule.bzl", "Starlark"),
        ("a.sv", "Verilog"),
    ],
)
def test_a_path_has_the_language_of_its_name_or_longest_suffix(path: str, language: str) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize(
    "path",
    [
        *("a.json", "a.yaml", "a.yml", "a.toml", "a.xml", "a.ini", "a.csv", "a.md", "a.rst"),
        *("a.txt", "LICENSE", "a.png", ".c", "c", "a.py/b", "a.", ""),
    ],
)
def test_prose_data_and_unknown_files_are_no_code(path: str) -> None:
    assert language_of(path) is None


def test_no_suffix_or_file_name_stands_in_two_rows() -> None:
    words = [word for row in LANGUAGES for word in (row.suffixes + " " + row.files).split()]
    assert len(words) == len(set(words))


def test_a_row_has_decisions_exactly_where_it_has_definitions() -> None:
    assert all(bool(row.decisions) == bool(row.definitions) for row in LANGUAGES)
