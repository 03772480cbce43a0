"""An edited copy against its base: what counts as copied, and what changes nothing."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.drawn_lines import code_lines
from tests.measure.test_laws import NAMES, SOURCES
from tests.measure.test_subsequence import expected
from tests.repositories import lines
from variant_budget.domain.pair import Pair
from variant_budget.measure import lexing, pairs
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.pairs import added, matched, pair
from variant_budget.measure.source import written
from variant_budget.measure.text import text_of

TEXT = "".join(f"{word}\n" for word in "abcdefghij")
CORE = lines("core_", 40)
CHANGED = CORE.replace("core_5 = 5\n", "core_5 = 50\n")
LETTERS = st.lists(st.sampled_from("abc"), max_size=30)


def figures(copy: str, base: str, language: str = "Python") -> tuple[int, int, int]:
    """Lines copied, added and deleted."""
    found = pair(copy.encode(), base.encode(), language)
    return found.copied_lines, found.added, found.deleted


def file_of(words: list[str]) -> bytes:
    return "".join(f"{word}\n" for word in words).encode()


def test_a_copy_with_a_line_changed_one_deleted_and_one_appended_has_two_more_and_two_less() -> (
    None
):
    copy = CHANGED.replace("core_20 = 20\n", "") + "truck_only = 1\n"
    found = pair(copy.encode(), CORE.encode(), "Python")
    assert (found.copied_lines, found.added, found.deleted) == (38, 2, 2)
    assert set(range(1, 41)) - set(code_lines(found.copied)) == {5, 40}


def test_a_copy_that_did_not_follow_its_base_lacks_what_the_base_gained() -> None:
    assert figures(CHANGED, CORE + lines("fix_", 10)) == (39, 1, 11)


def test_a_copy_that_followed_its_base_has_nothing_of_its_own() -> None:
    base = CORE + lines("fix_", 10)
    assert figures(base, base) == (50, 0, 0)


@pytest.mark.parametrize(
    ("copy", "base", "expected"),
    [
        pytest.param("", CORE, (0, 0, 40), id="an empty copy"),
        pytest.param(CORE, "", (0, 40, 0), id="no base"),
        pytest.param(CORE, "\0" + CORE, (0, 40, 0), id="a binary base"),
        pytest.param("\0" + CORE, CORE, (0, 0, 40), id="a binary copy"),
        pytest.param("a = 1", "a = 1\n", (1, 0, 0), id="no line end at the end"),
        pytest.param("a = 1\n", "aa = 1\n", (0, 1, 1), id="a line that ends like one of the base"),
        pytest.param("aa\n", "a\n", (0, 1, 1), id="a line that starts like one of the base"),
        pytest.param("a\n", "aa\n", (0, 1, 1), id="the start of a line of the base"),
        pytest.param("a\n", "ba\n", (0, 1, 1), id="the end of a line of the base"),
        pytest.param("x = 'a'\n", "x = 'b'\n", (0, 1, 1), id="another string"),
        pytest.param("x = 'a # b'\n", "x = 'a # c'\n", (0, 1, 1), id="no comment but a string"),
        pytest.param("x = 1  # a\n", "# c\nx = 1 # b\n", (1, 0, 0), id="another comment"),
        pytest.param("if a:\n    b\n", "if a:\n\tb  \n", (2, 0, 0), id="another indentation"),
        pytest.param("x  =  1\n", "x = 1\n", (1, 0, 0), id="more white space"),
        pytest.param("x=1\n", "x = 1\n", (0, 1, 1), id="white space where there was none"),
        pytest.param('"""A\n\nB"""\nx = 1\n', '"""C"""\nx = 1\n', (1, 0, 0), id="docstrings"),
    ],
)
def test_lines_are_compared_as_written_without_comments_white_space_collapsed(
    copy: str, base: str, expected: tuple[int, int, int]
) -> None:
    assert figures(copy, base) == expected


def test_a_pointer_to_a_large_file_has_no_lines() -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 5\n"
    assert figures(pointer, CORE) == (0, 0, 40)
    assert figures(CORE, pointer) == (0, 40, 0)


@pytest.mark.parametrize(
    ("language", "copy", "base", "expected"),
    [
        pytest.param("C", 'a("//x"); /* b\nc */ d();', 'a("//y");\n d();', (1, 1, 1), id="C"),
        pytest.param("C", "/* a */ b();", "b(); // c", (1, 0, 0), id="comment at either end"),
        pytest.param(
            "HTML",
            "<p>a</p><!-- b -->\n<script>\nf('x') // c\n</script>\n<style>\nb {} /* d */\n</style>",
            "<p>a</p>\n<script>\nf('y') // c\n</script>\n<style>\nb {}\n</style>",
            (6, 1, 1),
            id="page",
        ),
        pytest.param("Shell", "cat <<E\n# a\nE\n", "cat <<E\n# b\nE\n", (2, 1, 1), id="heredoc"),
    ],
)
def test_comments_and_strings_are_those_of_the_language(
    language: str, copy: str, base: str, expected: tuple[int, int, int]
) -> None:
    assert figures(copy, base, language) == expected


@given(NAMES, SOURCES, SOURCES)
def test_copied_and_added_are_the_lines_of_code(language: str, copy: str, base: str) -> None:
    found = pair(copy.encode(), base.encode(), language)
    code = measure_blob(copy.encode(), language).code
    assert found.copied_lines + found.added == len(code_lines(code))
    assert set(code_lines(found.copied)) <= set(code_lines(code))
    theirs = len(code_lines(measure_blob(base.encode(), language).code))
    assert found.copied_lines + found.deleted == theirs


@given(NAMES, SOURCES)
def test_of_the_same_file_every_line_of_code_is_copied(language: str, text: str) -> None:
    data = text.encode()
    assert pair(data, data, language) == Pair(measure_blob(data, language).code)


@given(NAMES, SOURCES)
def test_a_large_text_has_the_lines_of_a_small_one(language: str, text: str) -> None:
    source = text_of(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexing, "LARGE", 0)
        large = written(source, language)
    assert large == written(source, language)


@given(NAMES, SOURCES, SOURCES, st.sampled_from(["\r\n", "\r"]))
def test_the_kind_of_line_end_changes_nothing(
    language: str, copy: str, base: str, end: str
) -> None:
    data = copy.encode()
    assert pair(data, base.replace("\n", end).encode(), language) == pair(
        data, base.encode(), language
    )


@given(LETTERS, LETTERS, st.data())
def test_blanks_comments_and_empty_lines_change_nothing(
    copy: list[str], base: list[str], data: st.DataObject
) -> None:
    around = st.tuples(st.sampled_from(["", "# x\n", "\n"]), st.sampled_from(["", "  ", "\t# y"]))
    dressed = []
    for word in base:
        before, after = data.draw(around)
        dressed.append(f"{before}{word}{after}")
    ours = file_of(copy)
    assert pair(ours, file_of(dressed), "Python") == pair(ours, file_of(base), "Python")


def by_textbook(copy: list[str], base: list[str]) -> tuple[tuple[int, int], ...]:
    ours, theirs = ([word.encode() for word in words] for words in (copy, base))
    return tuple((row + 1, bit + 1) for row, bit in expected(ours, theirs))


@given(LETTERS, LETTERS)
def test_the_walk_is_that_of_the_whole_files_though_head_and_tail_are_cut_off(
    copy: list[str], base: list[str]
) -> None:
    assert matched(file_of(copy), file_of(base), "Python") == by_textbook(copy, base)


def test_cutting_off_head_and_tail_changes_nothing_in_any_short_file() -> None:
    texts = [[*text] for size in range(6) for text in product("ab", repeat=size)]
    for copy in texts:
        for base in texts:
            found = matched(file_of(copy), file_of(base), "Python")
            assert found == by_textbook(copy, base), (copy, base)


@given(LETTERS, LETTERS)
def test_the_lines_that_match_are_those_copied(copy: list[str], base: list[str]) -> None:
    ours, theirs = file_of(copy), file_of(base)
    found = pair(ours, theirs, "Python")
    assert [row for row, _ in matched(ours, theirs, "Python")] == code_lines(found.copied)


def test_lines_that_match_are_numbered_as_in_the_files() -> None:
    copy, base = b"# a\n\nx = 1\ny = 2\n", b"x = 1\n# b\ny = 2\nz = 3\n"
    assert matched(copy, base, "Python") == ((3, 1), (4, 3))


def test_of_lines_that_could_be_copied_twice_the_later_ones_are() -> None:
    base = "f() {\na\n}\ng() {\nb\n}\n"
    copy = "f() {\na\n}\nn() {\nc\n}\ng() {\nb\n}\n"
    assert set(range(1, 10)) - set(code_lines(pair(copy.encode(), base.encode(), "C").copied)) == {
        3,
        4,
        5,
    }


def test_files_too_long_to_be_compared_are_of_the_variant_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairs, "LINES_LIMIT", 4)
    copy, base = (f"{TEXT}{middle}{TEXT}".encode() for middle in ("1\n2\n3\n4\n5\n", "6\n"))
    assert pair(copy, base, "Python") == Pair(b"", 25, 21, too_long=True)
    assert pair(base, copy, "Python") == Pair(b"", 21, 25, too_long=True)
    assert matched(copy, base, "Python") == ()
    monkeypatch.setattr(pairs, "LINES_LIMIT", 5)
    assert figures(copy.decode(), base.decode()) == (20, 5, 1)


@given(LETTERS, LETTERS)
def test_what_was_added_is_all_code_that_is_not_matched(copy: list[str], base: list[str]) -> None:
    ours, theirs = file_of(copy), file_of(base)
    common = {row for row, _ in matched(ours, theirs, "Python")}
    alone = added(ours, b"", "Python")
    assert added(ours, theirs, "Python") == tuple(row for row in alone if row not in common)


def test_blank_lines_and_comments_are_never_added() -> None:
    assert added(b"a = 1\n\n# b\nb = 2\n", b"a = 1\n", "Python") == (4,)
    assert added(b"a = 1\n", b"a = 1\n", "Python") == ()
