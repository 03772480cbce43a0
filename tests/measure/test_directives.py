"""Conditional directives: where branches open, what they say, and which lines stand in them."""

import pytest

from tests.measure.told import innermost, lexicon, rows
from variant_budget.measure.directives import directive_layer
from variant_budget.measure.layer import Layer
from variant_budget.measure.text import text_of

SYMBOLS = lexicon("VAN", "BUS", "TRUCK", "linux")


def layer(source: str, language: str = "C") -> Layer:
    return directive_layer(text_of(source.encode()), language, SYMBOLS)


FORMS = [
    ("#if VAN", "1 VAN"),
    ("#ifdef VAN", "1 VAN"),
    ("#ifndef VAN", "1 !VAN"),
    ("#if defined VAN && !BUS", "1 (VAN & !BUS)"),
    ("  #  if VAN", "1 VAN"),
    ("\t#\tifdef\tVAN", "1 VAN"),
    ("%:if VAN", "1 VAN"),
    ("%: ifndef VAN", "1 !VAN"),
    ("#if(VAN)", "1 VAN"),
    ("#if!VAN", "1 !VAN"),
    ("/* a */ # /* b */ if /* c */ VAN // d", "1 VAN"),
    ("#if VAN /* a\n b */ && BUS", "1 (VAN & BUS)"),
    ("/* a\n b */ #if VAN", "2 VAN"),
    ("#if VAN \\\n || \\\n BUS", "1 (VAN | BUS)"),
    ("#if VAN \\\r\n || BUS\r\n", "1 (VAN | BUS)"),
    ("#if VAN \\  \n || BUS", "1 (VAN | BUS)"),
    ("#\\\nif \\\nVAN", "1 VAN"),
    ("#if VAN // a \\\n b", "1 VAN"),
    ("#ifdef VAN BUS", "1 VAN"),
    ("#ifdef", "1 ?defined"),
    ("#if", "1 ?"),
    ("#if 0", "1 0"),
    ("#ifdef linux", "1 linux"),
    ("#if __has_include(<linux/if.h>)", "1 ?__has_include ( < linux / if . h > )"),
    ("#if VAN > 1", "1 [VAN > 1]"),
    ("#if KIND == VAN", "1 VAN"),
    ('#if "//" VAN', "1 VAN"),
]


@pytest.mark.parametrize(("source", "row"), FORMS)
@pytest.mark.parametrize("language", ["C", "C header", "C++", "Objective-C", "CUDA", "Arduino"])
def test_every_spelling_of_a_directive_opens_a_branch(language: str, source: str, row: str) -> None:
    found = layer(source + "\n#elif VAN\n#endif\n", language)
    assert rows(found.branches)[0] == row
    assert len(found.branches) == 2


NONE = [
    'a = "#if VAN";',
    "/*\n#if VAN\n*/",
    "// a \\\n#if VAN",
    'a = "b \\\n#if VAN \\\n";',
    "#define A \\\n#if VAN",
    "#define A \\ \n#if VAN",
    'auto a = R"x(\n#if VAN\n)x";',
    "a #if VAN",
    "#iff VAN",
    "#ifdefVAN",
    "#if_VAN",
    "#include VAN",
    "#define if VAN",
    '# 1 "if"',
    "//#if VAN",
    "??=if VAN",
]


@pytest.mark.parametrize("source", NONE)
def test_what_only_looks_like_a_directive_opens_none(source: str) -> None:
    assert layer(source + "\n", "C++") == Layer([], [], [])


CHAIN = """\
a
#if VAN
b
#elif BUS
c
# if TRUCK
d
# else
e
# endif
f
#elifdef TRUCK
#elifndef VAN
g
#else
h
#endif
i
"""


def test_a_chain_knows_the_branch_before_and_the_one_around() -> None:
    assert rows(layer(CHAIN).branches) == [
        "2 VAN",
        "4 BUS after 0",
        "6 TRUCK in 1",
        "8 1 in 1 after 2",
        "12 TRUCK after 1",
        "13 !VAN after 4",
        "15 1 after 5",
    ]


def test_a_line_that_opens_belongs_to_its_branch_and_an_endif_to_the_first() -> None:
    assert innermost(layer(CHAIN), 18) == [
        *(-1, 0, 0, 1, 1),
        *(2, 2, 3, 3, 2),
        *(1, 4, 5, 5, 6, 6, 0),
        -1,
    ]


def test_what_can_say_nothing_of_a_symbol_is_not_read() -> None:
    source = "#if X\n#endif\n#ifdef Y\n#elif Z\n# if VAN\n# endif\n#else\n#endif\n"
    assert rows(layer(source).branches) == [
        "1 ?",
        "3 ?defined Y",
        "4 ?Z after 1",
        "5 VAN in 2",
        "7 ? after 2",
    ]


def test_all_lines_of_a_directive_belong_to_it() -> None:
    source = "#if VAN && \\\n BUS\na\n#endif /* b\n c */\nd\n"
    assert innermost(layer(source), 6) == [0, 0, 0, 0, 0, -1]


def test_the_text_of_a_branch_is_the_directive_in_one_line_without_comments() -> None:
    source = "# if  VAN /* a */ && \\\n BUS\n#else // b\n#endif\n#ifdef VAN\n#endif\n"
    assert [branch.text for branch in layer(source).branches] == [
        "#if VAN && BUS",
        "#else",
        "#ifdef VAN",
    ]
    long = layer(f"#if {'VAN || ' * 100} BUS\n#endif\n").branches[0].text
    assert len(long) <= 200
    assert long.startswith("#if VAN || VAN")


TROUBLES = [
    ("#if VAN\na\n", [("conditional-unclosed", 1)]),
    ("a\n#ifdef VAN\n#if BUS\n#endif\n", [("conditional-unclosed", 2)]),
    ("#endif\n#if VAN\n#endif\n", [("conditional-not-open", 1)]),
    ("#if VAN\n#endif\n#else\n", [("conditional-not-open", 3)]),
    ("#if VAN\n#else\n#elif BUS\n#else\n#endif\n", [("conditional-not-open", n) for n in (3, 4)]),
    ("#if VAN\n#endif\n#elif BUS\n#endif\n", [("conditional-not-open", n) for n in (3, 4)]),
]


@pytest.mark.parametrize(("source", "slugs"), TROUBLES)
def test_what_is_not_closed_or_not_open_is_told_with_its_line(
    source: str, slugs: list[tuple[str, int]]
) -> None:
    assert [each[:2] for each in layer(source).troubles] == slugs


def test_what_is_not_closed_runs_to_the_end_and_what_is_not_open_changes_nothing() -> None:
    assert innermost(layer("#endif\n#if VAN\na\n#else\n#elif BUS\nb\n"), 6) == [-1, 0, 0, 1, 1, 1]


def test_csharp_has_its_own_directives() -> None:
    source = "#if VAN && !BUS // a\na\n#elif VAN == true\n#else\n# endif\n#ifdef VAN\n"
    found = layer(source, "C#")
    assert rows(found.branches) == ["1 (VAN & !BUS)", "3 VAN after 0", "4 1 after 1"]
    assert innermost(found, 6) == [0, 0, 1, 2, 0, -1]


def test_a_directive_in_a_string_of_csharp_is_none() -> None:
    assert not layer('a = @"\n#if VAN\n";\nb = """\n#if VAN\n""";\n', "C#").branches


def test_swift_has_its_own_directives() -> None:
    source = "#if os(linux) ||\n  VAN // a\na\n#elseif !canImport(BUS)\n#else\n#endif\n"
    found = layer(source, "Swift")
    assert rows(found.branches) == ["1 (linux | VAN)", "4 !BUS after 0", "5 1 after 1"]
    assert innermost(found, 7) == [0, 0, 0, 1, 2, 0, -1]


def test_in_assembly_a_word_behind_a_sign_and_a_space_is_a_comment() -> None:
    found = layer("# if this\n#if VAN\n  mov\n# else where\n#endif\n", "Assembly")
    assert rows(found.branches) == ["2 VAN"]


@pytest.mark.parametrize("language", ["Python", "Java", "Shell", "Go", "PHP", "YAML"])
def test_other_languages_have_no_directives(language: str) -> None:
    assert layer("#if VAN\n#endif\n", language) == Layer([], [], [])
