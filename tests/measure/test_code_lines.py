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
        "Rust",
        """
        . /* a /* nested */ still */
        x fn f<'a>(x: &'a str) -> char { '"' } // '
        . // "
        x let r = r#"a " // b
        x "#;
        . // comment
        """,
        id="nested comments, lifetimes and raw strings",
    ),
    pytest.param(
        "Kotlin",
        """
        . /* a /* b */
        . */
        x val t = \"\"\"
        x  // text " \\
        x  \"\"\"
        . // comment
        """,
        id="nested comments and raw strings in Kotlin",
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
        "C#",
        """
        x var a = @"c:\\"; // x
        . // "
        x var b = @"two ""
        x lines // text";
        . /* done */
        """,
        id="verbatim strings",
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
    pytest.param(
        "Lua",
        """
        . --[==[ a
        . ]] b ]==]
        x s = [[ -- text
        x ]]
        . -- comment
        """,
        id="long brackets",
    ),
    pytest.param(
        "CMake",
        """
        . #[[ a
        . ]]
        x set(A "# text
        x ")
        . # comment
        """,
        id="bracket comments",
    ),
    pytest.param(
        "Ruby",
        """
        x puts <<~TEXT
        x   # text
        x TEXT
        .
        . =begin
        . a
        . =end
        x x = 1 # y
        """,
        id="heredocs and =begin",
    ),
    pytest.param(
        "Ruby",
        r"""
        x a = %w[# b
        .
        x   'c'] + %q(it's (nested) #)
        . # comment
        x d = e / f # g / h "
        . # "
        x i = /"#/ =~ j && %r!/"! # '
        . # '
        x k = "#{l["m"]} # n" + `#{o}` # p
        . # `
        x class << self
        x   q << 1 # r
        . # s
        x end
        x $' + ?" # t
        . # "
        """,
        id="percent literals, regular expressions and interpolation in Ruby",
    ),
    pytest.param(
        "Kotlin",
        """
        x val a = "${b("}") + "//"}" // c
        . /* " */
        x val d = '"' // e
        . // "
        """,
        id="interpolation in Kotlin",
    ),
    pytest.param(
        "Swift",
        r"""
        x let a = "\(b("//")) \\" // c
        . /* "
        . /* nested */ */
        x let d = #"a " \" b"# // e
        . // "
        """,
        id="interpolation and raw strings in Swift",
    ),
    pytest.param(
        "C#",
        r'''
        x var a = $"{b["//"]} {{" + @"\" + @""" // c" // d
        . // "
        x var e = $@"two ""
        x // lines";
        x var f = $"""
        x   // "" text
        x   """; // g
        . /* h */
        x #region it's a region
        . // i
        x #endregion
        ''',
        id="interpolated and raw strings of C#",
    ),
    pytest.param(
        "Scala",
        """
        . /* a /* b */
        . */
        x val c = s\"\"\"
        x   // text ${d}
        x \"\"\" + '"' // e
        . // "
        """,
        id="long strings and nested comments in Scala",
    ),
    pytest.param(
        "Dart",
        """
        x var a = '${b['//']}' "it's"; // c
        . // '
        """,
        id="interpolation in Dart",
    ),
    pytest.param(
        "Svelte",
        """
        . <!-- a
        . <script> -->
        x <p>// it's text `</p>
        x <script>
        .   // b </p>
        x   const c = "<!--"
        .   /* d */
        x </script>
        x <style lang="scss">
        .   // e
        x   f { }
        x </style>
        x <style>
        x   // is no comment of CSS
        .   /* g */
        x </style>
        """,
        id="scripts and styles in a page",
    ),
    pytest.param(
        "Batch",
        """
        . @REM about
        . :: about
        . rem about
        x set remote=1
        """,
        id="rem",
    ),
    pytest.param(
        "SQL",
        """
        . -- about
        x select 'it''s -- text
        x more' /* a
        . b */
        """,
        id="strings over two lines",
    ),
    pytest.param(
        "HTML",
        """
        . <!-- a
        . b -->
        x <p>// text</p>
        """,
        id="markup",
    ),
    pytest.param(
        "PHP",
        """
        x <p>it's # html</p>
        x <?php
        . # comment
        . // comment
        x #[Attribute]
        x $a = <<<TEXT
        x # text
        x TEXT;
        . /* c */
        """,
        id="the page around the code",
    ),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_code_is_every_line_with_a_token_that_is_no_comment(language: str, text: str) -> None:
    source, expected = drawn(text)
    assert code_lines(measure_blob(source, language).code) == expected
