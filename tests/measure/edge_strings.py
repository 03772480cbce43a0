r"""Edge cases of long strings, heredocs and comments in comments, drawn as in `edge_marks`."""

CASES = (
    (
        "a heredoc with comments and quotes",
        "Ruby",
        """
        x a = <<~B
        x # c
        x it's "
        x B
        . # d
        x e << F # g
        . # h
        """,
    ),
    (
        "a heredoc with comments and quotes",
        "Perl",
        """
        x print <<"A";
        x # b
        x it's
        x A
        . # c
        """,
    ),
    (
        "a heredoc with comments and quotes",
        "PHP",
        """
        x <?php
        x $a = <<<'B'
        x # c
        x /* it's
        x B;
        . # d
        x #[Attribute]
        x function e() {}
        """,
    ),
    (
        "a heredoc with comments and quotes",
        "Terraform",
        """
        x a = <<-EOT
        x # b
        x "
        x EOT
        . # c
        . // d
        """,
    ),
    (
        "a heredoc with comments and quotes",
        "PowerShell",
        """
        x $a = @"
        x # b "c"
        x <# d
        x "@
        . # e
        """,
    ),
    (
        "a comment in a comment",
        "Rust,Kotlin,Scala,Swift,Dart",
        """
        . /* a /* b */
        . c = 1 */
        x d = 2
        . /* /* e */ */ // f
        """,
    ),
    (
        "a comment's start in a comment that does not nest",
        "C,C header,C++,Objective-C,CUDA,Arduino,Java,JavaScript,TypeScript,Go,C#,Groovy",
        """
        . /* a /* b */
        x c = 1;
        . // */ /*
        x d = 2;
        """,
    ),
    (
        "a comment's start in a comment that does not nest",
        "PHP",
        """
        x <?php
        . /* a /* b */
        x $c = 1;
        . // */ /*
        x $d = 2;
        """,
    ),
    (
        "a comment in a comment",
        "Haskell",
        """
        . {- a {- b -}
        . c = 1 -}
        x d = 2
        """,
    ),
    (
        "a comment in a comment",
        "Julia",
        """
        . #= a #= b =#
        . c = 1 =#
        x d = 2
        """,
    ),
    (
        "a comment in a comment",
        "Nim",
        """
        . #[ a #[ b ]#
        . c = 1 ]#
        x let d = 2
        """,
    ),
    (
        "lifetimes and raw strings",
        "Rust",
        """
        x fn a<'b>(c: &'b str) -> char { '"' } // '
        . // d "
        x let e = r#"f " // g
        .
        x "#;
        . // h
        """,
    ),
    (
        "a long string with comments, quotes and a blank line",
        "Java,Kotlin,Scala,Groovy,Swift,C#,Dart",
        '''
        x a = """
        x // b "c"
        .
        x /* d
        x """;
        . // e
        ''',
    ),
    (
        "a long string with comments, quotes and a blank line",
        "Elixir,Julia,Nim",
        '''
        x a = """
        x # b "c"
        .
        x """
        . # d
        ''',
    ),
    (
        "a long string with comments, quotes and a blank line",
        "Go,JavaScript,TypeScript",
        """
        x a := `
        x // b "c'
        .
        x /* d
        x `
        . // e
        """,
    ),
    (
        "a long string with comments, quotes and a blank line",
        "Lua",
        """
        x a = [[
        x -- b "c'
        .
        x ]]
        . --[==[ d
        . ]] e ]==]
        """,
    ),
    (
        "verbatim strings",
        "C#",
        r"""
        x a = @"b\"; // c
        . // d
        x e = $@"f ""{g}\" + @"h ""
        x // i";
        . /* j */
        """,
    ),
)
