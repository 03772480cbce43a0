"""What kind of file a blob is, and how its bytes become lines."""

import pytest

from variant_budget.domain.facts import Facts, Kind
from variant_budget.measure.facts import FULL_LIMIT, measure_blob, measure_blobs

POINTER = (
    b"version https://git-lfs.github.com/spec/v1\n"
    b"oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n"
    b"size 12345\n"
)
CLASS = "class P\r\n{\r\n  int a;\r\n\r\n  int b;\r\n}\r\n"


def lines_and_code(data: bytes, language: str = "Python") -> tuple[int, int]:
    facts = measure_blob(data, language)
    return facts.lines, facts.counts[0]


def test_a_nul_byte_in_the_first_8000_makes_a_file_binary() -> None:
    assert measure_blob(b"a = 1\n" + b"\0", "Python") == Facts(Kind.BINARY)
    assert measure_blob(b"#" * 8000 + b"\0", "Python").kind == Kind.FULL


def test_a_pointer_costs_no_lines_and_knows_the_size_of_its_file() -> None:
    assert measure_blob(POINTER, "C") == Facts(Kind.LFS, lfs_bytes=12345)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(POINTER.replace(b"size", b"sise"), id="no size"),
        pytest.param(POINTER.replace(b"oid", b"id"), id="no object"),
        pytest.param(b"\n" + POINTER, id="version not first"),
        pytest.param(POINTER + b"x" * 1024, id="too long"),
    ],
)
def test_what_only_looks_like_a_pointer_is_measured(data: bytes) -> None:
    assert measure_blob(data, "C").kind == Kind.FULL


@pytest.mark.parametrize(
    ("data", "lines", "code"),
    [
        pytest.param(b"", 0, 0, id="empty"),
        pytest.param(b"\n", 1, 0, id="one blank line"),
        pytest.param(b"a", 1, 1, id="no newline at the end"),
        pytest.param(b"a\n", 1, 1, id="newline at the end"),
        pytest.param(b"a\n\n\nb", 4, 2, id="blank lines"),
        pytest.param(b"a\r\n\r\nb\r\n", 3, 2, id="CR LF"),
        pytest.param(b"a\rb\rc", 3, 3, id="lone CR"),
        pytest.param(b"\xef\xbb\xbf# mark\n", 1, 0, id="UTF-8 mark before a comment"),
        pytest.param(b"# caf\xe9 \xa0\na = 1\nb = 2\n", 3, 2, id="latin-1"),
        pytest.param(b" \t\f\n\v\n", 2, 0, id="white space only"),
        pytest.param(
            b"# coding: shift_jis\nx = '\x83\x5c'\n# y\n", 3, 1, id="a backslash inside a character"
        ),
    ],
)
def test_physical_lines_and_lines_of_code(data: bytes, lines: int, code: int) -> None:
    assert lines_and_code(data) == (lines, code)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marked_utf16_and_utf32_are_text(encoding: str) -> None:
    text = CLASS if encoding in {"utf-16", "utf-32"} else "\ufeff" + CLASS
    assert lines_and_code(text.encode(encoding), "C#") == (6, 5)


def test_a_language_without_finders_is_measured_by_lines_only() -> None:
    assert measure_blob(b"a { color: red }\n", "CSS") == Facts(Kind.LINES_ONLY, 1, b"\x01")


def test_beyond_the_limit_a_file_is_measured_by_lines_only() -> None:
    line = b"int f(int a) { return a ? 1 : 2; }\n"
    count = FULL_LIMIT // len(line) + 1
    facts = measure_blob(line * count, "C")
    assert (facts.kind, facts.counts) == (Kind.CAPPED, (count, 0, 0, 0))


def test_blobs_of_all_kinds_together_give_the_facts_of_each_in_their_order() -> None:
    c, css = b"int f(int a) { return a ? 1 : 2; }\n", b"a { color: red }\n"
    blobs = [(POINTER, "C"), (c, "C"), (b"\0", "C"), (css, "CSS"), (b"def f(): pass", "Python")]
    assert measure_blobs(blobs) == [
        Facts(Kind.LFS, lfs_bytes=12345),
        Facts(Kind.FULL, 1, b"\x01", (1,), (1,)),
        Facts(Kind.BINARY),
        Facts(Kind.LINES_ONLY, 1, b"\x01"),
        Facts(Kind.FULL, 1, b"\x01", (), (1,)),
    ]
    assert measure_blobs([]) == []
