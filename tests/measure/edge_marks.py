r"""Edge cases of characters, comments and plain strings.

Name, the languages each is tried in, and the source: `x` before a line of code, `.` before another.
"""

CASES = (
    (
        "a comment's start in a string",
        "C,C header,C++,Objective-C,CUDA,Arduino,Java,JavaScript,TypeScript,Go,C#,Kotlin,Scala,Groovy,Rust,Swift,Dart",
        """
        x a = "/*";
        x b = "*/ //";
        x c = "http://d";
        . // e
        """,
    ),
    (
        "a comment's start in a string",
        "Python,Ruby,Perl,Shell,PowerShell,R,Elixir,Julia,Nim,Starlark",
        """
        x a = "#"
        x b = '# c'
        . # d
        """,
    ),
    (
        "a comment's start in a string",
        "PHP",
        """
        x <?php $a = "/*"; $b = '#';
        x $c = "//";
        . # d
        . // e
        """,
    ),
    (
        "a comment's start in a string",
        "Lua,SQL,Ada,VHDL,Haskell",
        """
        x a = "--"
        . -- b
        """,
    ),
    (
        "a line splice that continues a // comment",
        "C,C header,C++,Objective-C,CUDA,Arduino,OpenCL",
        r"""
        x int a;
        . // a comment \
        . int hidden;
        x int b;
        """,
    ),
    (
        "a backslash at the end of a // comment that continues nothing",
        "Java,JavaScript,TypeScript,Go,C#,Kotlin,Scala,Groovy,Rust,Swift,Dart,Zig",
        r"""
        . // a comment \
        x a = b;
        """,
    ),
    (
        "a raw string with comments, quotes and a blank line",
        "C++,C header,Objective-C,CUDA,Arduino",
        """
        x auto a = R"x(
        x // b " )"
        .
        x /* c )x";
        . // d
        """,
    ),
    (
        "digit separators",
        "C,C header,C++,CUDA,Arduino",
        """
        x int a = 1'000'000; // b '
        . // c
        x int d = 0xAB'CD;
        . /* ' */
        """,
    ),
    (
        "a quote as a character",
        "C,C header,C++,Objective-C,CUDA,Arduino,Java,C#,Kotlin,Scala,Go,Rust,Zig",
        """
        x a('"');
        . // b "
        x c('"', '/');
        . // d
        x e('\\\\', '\\'');
        . // '
        """,
    ),
    (
        "a quote as a string of one character",
        "JavaScript,TypeScript,Dart,Groovy",
        """
        x a('"');
        . // b
        x c("'", '/');
        . // d
        """,
    ),
    (
        "a quote as a character",
        "Haskell",
        """
        x a = '"' : b'
        . -- c "
        """,
    ),
    (
        "a quote as a character",
        "Erlang",
        """
        x a() -> $".
        . % b
        """,
    ),
    (
        "a quote as a character",
        "Clojure",
        r"""
        x (a \")
        . ; b
        x (c \;)
        . ; d "
        """,
    ),
    (
        "a quote as a character",
        "Lisp",
        r"""
        x (a #\")
        . ; b
        x (c ?\")
        . ; d "
        """,
    ),
    (
        "a quote as a character",
        "Elixir",
        """
        x a = ?"
        . # b
        """,
    ),
    (
        "quotes in the fields of an f-string",
        "Python",
        """
        x a = f"{b["#"]}" + f'{c['#']}'
        . # d "
        x e = f"{{#}}" # f
        . # g
        """,
    ),
    (
        "a number sign in a long string, and docstrings",
        "Python",
        '''
        . """a
        .
        . # b"""
        x c = """
        x # d
        .
        x """
        x def e():
        .     'f'
        x     return g("""h
        x # i""")
        ''',
    ),
    (
        "regular expressions and template literals",
        "JavaScript,TypeScript",
        r"""
        x const a = /["'`/*]/g;
        . // b
        x const c = `d // e
        x ${f(`g ${"`"}`)} /* h`;
        . // i
        x const j = k / l / m; // `
        . // n "
        """,
    ),
    (
        "regular expressions and template literals",
        "HTML,Vue,Svelte,Blade",
        r"""
        . <!-- a -->
        x <script>
        x const a = /["'`/*]/g;
        . // b
        x const c = `d // e`;
        . /* f */
        x </script>
        """,
    ),
    (
        "a heredoc with comments and quotes",
        "Shell",
        """
        x cat <<EOF
        x # a
        x it's "
        x EOF
        . # b
        x cat <<-'E' | d
        x # e
        x E
        x f=$((1 << 2))
        . # g
        """,
    ),
)
