"""Names of source files have one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variant_budget.domain.evidence import bits
from variant_budget.domain.source_names import is_absolute, joined, plain


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/b.py", "a/b.py"),
        ("./a//b.py", "a/b.py"),
        ("a\\b.py", "a/b.py"),
        ("D:\\a\\b.cs", "D:/a/b.cs"),
        ("/a/../b.py", "/b.py"),
        ("../../a.py", "../../a.py"),
        ("a/../../b.py", "../b.py"),
        ("/a/b/", "/a/b"),
        (" a b", " a b"),
        ("//a", "/a"),
        ("/..", "/.."),
        ("", ""),
        (".", ""),
    ],
)
def test_a_path_has_slashes_and_no_detours(name: str, path: str) -> None:
    assert plain(name) == path


@given(st.text("ab./\\: ", max_size=20))
def test_a_plain_path_is_plain(name: str) -> None:
    assert plain(plain(name)) == plain(name)


@pytest.mark.parametrize("path", ["/a", "c:/a", "C:/a"])
def test_an_absolute_path_stands_in_no_folder(path: str) -> None:
    assert is_absolute(path)
    assert joined("/b", path) == ""


@pytest.mark.parametrize(
    ("folder", "path", "place"),
    [
        ("/b", "a.py", "/b/a.py"),
        (".", "a.py", "a.py"),
        ("", "a.py", "a.py"),
        ("/", "a.py", "/a.py"),
    ],
)
def test_a_relative_path_stands_in_the_folder(folder: str, path: str, place: str) -> None:
    assert joined(folder, path) == place


@given(st.sets(st.integers(0, 5000)))
def test_a_line_is_the_bit_of_its_number(lines: set[int]) -> None:
    assert bits(lines) == sum(1 << line for line in lines)
