"""What holds for every text in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.drawn_lines import code_lines
from variant_budget.domain.facts import Facts, Kind
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.functions import functions_of
from variant_budget.measure.languages import LANGUAGES
from variant_budget.measure.lexing import blank, code_of
from variant_budget.measure.text import text_of

NAMES = st.sampled_from([row.name for row in LANGUAGES])
FULL = st.sampled_from([row.name for row in LANGUAGES if row.definitions])

PIECES = [
    *("a", " ", "\t", "\n", "\n", "\n", "(", ")", "{", "}", "[", "]", "<", ">", ";", ",", ":", "="),
    *('"', "'", "`", '"""', "'''", 'f"', 'R"x(', ')x"', "//", "/*", "*/", "#", "--", "<!--", "\\"),
    *("${", "=>", "/", "?", "&&", "||", "@", "<<EOF", "\nEOF\n", "\n#if A", "\n#else", "\n#endif"),
    *(
        "if ",
        "else:",
        "for ",
        "while ",
        "case ",
        "assert ",
        "def f",
        "class A",
        "struct A",
        "func ",
    ),
    *("function ", "operator", "template <", "__attribute__((", "record R(", "type T struct {"),
]
SOURCES = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(NAMES, st.binary(max_size=200) | SOURCES.map(str.encode))
def test_facts_of_any_bytes_are_in_their_lines(language: str, data: bytes) -> None:
    facts = measure_blob(data, language)
    rows = (*facts.decisions, *facts.functions, *facts.classes, *code_lines(facts.code))
    assert all(1 <= row <= facts.lines for row in rows)
    for each in (facts.decisions, facts.functions, facts.classes):
        assert list(each) == sorted(each)


@given(NAMES, SOURCES)
def test_lines_are_the_physical_ones_and_blank_ones_hold_no_code(language: str, text: str) -> None:
    lines = text.removesuffix("\n").split("\n") if text else []
    facts = measure_blob(text.encode(), language)
    assert facts.lines == len(lines)
    assert all(lines[row - 1].strip() for row in code_lines(facts.code))


@given(NAMES, SOURCES, st.sampled_from(["\r\n", "\r"]))
def test_the_kind_of_line_end_changes_nothing(language: str, text: str, end: str) -> None:
    assert measure_blob(text.replace("\n", end).encode(), language) == measure_blob(
        text.encode(), language
    )


@given(NAMES, SOURCES, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_the_encoding_changes_nothing(language: str, text: str, encoding: str) -> None:
    if text:
        assert measure_blob(text.encode(encoding), language) == measure_blob(
            text.encode(), language
        )


@given(NAMES, SOURCES)
def test_blank_keeps_every_offset_and_line(language: str, text: str) -> None:
    source = text_of(text.encode())
    blanked = blank(source, language)
    assert len(blanked) == len(source)
    ends = [at for at, byte in enumerate(source) if byte == 10]
    assert [at for at, byte in enumerate(blanked) if byte == 10] == ends
    assert code_of(source, language).count(b"\n") == len(ends)


@given(FULL, SOURCES)
def test_functions_are_those_of_the_facts_and_share_out_no_decision_twice(
    language: str, text: str
) -> None:
    data = text.encode()
    facts, functions = measure_blob(data, language), functions_of(data, language)
    assert tuple(each.first for each in functions) == facts.functions
    assert all(each.first <= each.last <= max(facts.lines, 1) for each in functions)
    assert sum(each.complexity - 1 for each in functions) <= len(facts.decisions)


CLOSED = {
    "Python": "def f(a):\n    return 1 if a else 2\n\n",
    "C++": "class A { int f(int a) { return a ? 1 : 2; } };\n",
    "Java": "class A { int f(int a) { return a > 0 ? 1 : 2; } }\n",
    "Go": "\nfunc f(a int) int {\n\tif a > 0 {\n\t}\n}\n",
    "TypeScript": "class A { f(a) { return a && 2 } }\n",
}


@pytest.mark.parametrize("language", CLOSED)
@given(st.integers(1, 5), st.integers(1, 5))
def test_facts_of_closed_texts_add_up(language: str, first: int, second: int) -> None:
    text = CLOSED[language].encode()
    one = measure_blob(text * first, language)
    two = measure_blob(text * second, language)
    both = measure_blob(text * (first + second), language)
    assert both == Facts(
        Kind.FULL,
        one.lines + two.lines,
        both.code,
        one.decisions + tuple(row + one.lines for row in two.decisions),
        one.functions + tuple(row + one.lines for row in two.functions),
        one.classes + tuple(row + one.lines for row in two.classes),
    )
    assert code_lines(both.code) == [
        *code_lines(one.code),
        *(row + one.lines for row in code_lines(two.code)),
    ]
