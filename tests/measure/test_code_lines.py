r"""Which lines are code where comments and strings are spelled in an unusual way."""

import pytest

from tests.measure.drawn_lines import code_lines, drawn
from variant_budget.measure.facts import measure_blob

CASES = [
    pytest.param(
        "C",
        r"""
        x char *a = "/*";
        . // a comment that goes on \
        . int hidden;
        x int shown;
        . /* one
        . two */
        x int b; /* opened
        . closed */ // both
        x /* a */ int c; /* b */
        """,
        id="a comment's start in a string, and a spliced comment",
    ),
    pytest.param(
        "C++",
        """
        x auto a = R"x(
        x   // text "
        .
        x   /* more */ )"
        x )x";
        . // comment
        """,
        id="raw string",
    ),
    pytest.param(
        "C++",
        """
        x int a = 1'000'000; // '
        . // a comment
        x char q = '"'; char r = u8'x';
        . // "
        x int h = 0xAB'CD;
        . /* ' */
        """,
        id="digit separators and a quote as a character",
    ),
    pytest.param(
        "C",
        """
        x #if A /* why
        .    so */
        x # define B \\
        x   2
        x #error don't
        . /* after */
        x #endif
        """,
        id="preprocessor lines are code",
    ),
    pytest.param(
        "Python",
        '''
        . """Docstring
        .
        .   # of a module."""
        . # comment
        x import os
        x def f():
        .     r"""One line."""
        x     x = """
        x   # text, not a comment
        .
        x     """
        .     "bare"
        x     return "a" \\
        x         "b"
        ''',
        id="docstrings are comments, other strings are code, blank lines in them are blank",
    ),
    pytest.param(
        "Python",
        """
        x x = f"{d["#"]}" + f'{a}' # "
        . # '
        x y = [
        x     "a"
        x     "b",
        x     '''c'''
        x ]
        x z = f"{{#}}"
        . # "
        """,
        id="quotes in f-strings, and strings in brackets",
    ),
    pytest.param(
        "Python",
        """
        . 'one'
        . "two"
        .
        . '''three'''
        x print("four")
        . # five
        """,
        id="bare strings one after another",
    ),
    pytest.param(
        "CMake",
        r"""
        x set(A B=\"${C}/d.h\")
        . # a comment
        """,
        id="an escaped quote outside a string",
    ),
    pytest.param(
        "Make",
        r"""
        x a: b
        x 	sed -e 's/#.*$$//' < $@ \
        x 	  > c
        . # comment
        """,
        id="a number sign in a recipe",
    ),
    pytest.param(
        "Python",
        """
        x class A:
        .     'one quote'
        x     b = 1
        .     'about b'  # noqa
        x     print >>f, "Python 2"
        x     c = 'it''s' "#"
        """,
        id="docstrings between single quotes",
    ),
    pytest.param(
        "JavaScript",
        r"""
        x const r = /["'`/*]/g
        . // comment
        x const t = `a // b
        .
        x   ${f(`c ${"`"} d`)} /* text
        x   `
        . /* comment */
        x const d = a / b / c // `
        . // "
        x s.replace(
        x   /[/*"]/g, "")
        """,
        id="regular expressions and template literals",
    ),
    pytest.param(
        "JavaScript",
        r"""
        x const quoted = a => `'${a.replace(/'/g, `'\\\\''`)}'`;
        . // it's a comment
        x let y = 1;
        """,
        id="a template in a template, behind a regular expression with a quote",
    ),
    pytest.param(
        "Shell",
        """
        . #!/bin/sh
        x cat <<EOF
        x # text
        .
        x it's
        x EOF
        . # comment
        x echo "$#" ${a#b} '#' # note
        x echo "two
        x # lines"
        x x=$((1 << 2)) # not a heredoc
        . # comment
        """,
        id="heredoc",
    ),
    pytest.param(
        "Java",
        """
        x String t = \"\"\"
        x   // text " /*
        .
        x   \\\"\"\" more
        x   \"\"\";
        . // comment
        x char q = '"'; char b = '\\\\'; // x
        . // '
        """,
        id="text blocks and characters",
    ),
    pytest.param(
        "Go",
        """
        x s := `a " // b
        x \\`
        . // `
        x r := '`'
        . /* ` */
        """,
        id="raw strings and runes",
    ),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_code_is_every_line_with_a_token_that_is_no_comment(language: str, text: str) -> None:
    source, expected = drawn(text)
    assert code_lines(measure_blob(source, language).code) == expected
