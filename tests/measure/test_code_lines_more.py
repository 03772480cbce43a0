r"""Which lines are code in the languages beyond C, C++, Java, Python, Go and JavaScript."""

import pytest

from tests.measure.drawn_lines import code_lines, drawn
from variant_budget.measure.facts import measure_blob

CASES = [
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
    pytest.param(
        "Ruby",
        r"""
        x a = b ? /'/ : /\A\s*"/
        . # c
        x d = { e: /"/ }
        . # f
        x g = :/
        . # h
        """,
        id="a regular expression behind a colon",
    ),
    pytest.param(
        "Blade",
        """
        . {{-- a
        . --}}
        . <!-- b -->
        x <p>@if ($a) it's // text</p> {{-- c --}}
        x <script>
        . // d
        x f()
        x </script>
        """,
        id="comments of a template",
    ),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_code_is_every_line_with_a_token_in_these_too(language: str, text: str) -> None:
    source, expected = drawn(text)
    assert code_lines(measure_blob(source, language).code) == expected
