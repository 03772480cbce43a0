r"""How comments and strings are spelled: the pieces from which each language's lexer is made.

Every pattern starts with a literal byte and follows without a group, since only then does the `re`
engine skip to the next candidate at C speed (measured: 140 to 250 MB/s against 36 to 57). What is
checked before that byte stands behind it as a look-behind that includes it. A multi-line token
that is never closed runs to the end of the file, a single-line one to the end of its line, so
lexing is linear; and repeats are possessive, so nothing is tried twice.
"""

import re


def _until(close: str) -> str:
    """Everything up to and including `close`; everything to the end where there is none."""
    first, rest = re.escape(close[0]), re.escape(close[1:])
    return rf"[^{first}]*+(?>(?:{first}(?!{rest})[^{first}]*+)*)(?:{first}{rest})?"


def _nested(opens: str, closes: str) -> str:
    """A comment that may hold itself, eight deep; deeper or never closed, it runs to the end."""
    first = re.escape(opens[0]) + re.escape(closes[0])
    opens, closes = re.escape(opens), re.escape(closes)
    plain = rf"[^{first}]++|(?!{opens}|{closes})[{first}]"
    body = f"(?>(?:{plain})*)"
    for _ in range(8):
        body = f"(?>(?:{plain}|{opens}{body}{closes})*)"
    return f"{opens}(?:{body}{closes}|(?>(?s:.)*))"


def _quoted(quote: str, *, lines: bool = False, escapes: bool = True, close: str = "") -> str:
    """A string from `quote` to `close`, both one byte, over one line or several."""
    close = close or quote
    stop = re.escape(close) + ("" if lines else r"\n")
    quote = re.escape(quote)
    if not escapes:
        return rf"{quote}[^{stop}]*+{close}?"
    return rf"{quote}[^\\{stop}]*+(?>(?:\\(?s:.)[^\\{stop}]*+)*){close}?"


def _tripled(quote: str) -> str:
    """A long string: backslash escapes; one or two quotes inside are text."""
    return (
        rf"{quote * 3}[^{quote}\\]*+(?>(?:(?:\\(?s:.)|{quote}(?!{quote * 2}))[^{quote}\\]*+)*)"
        rf"(?:{quote * 3})?"
    )


def _fields(quote: str) -> str:
    """An f-string on one line whose fields may hold the same quotes (Python 3.12)."""
    return (
        rf"{quote}(?<=[fF]{quote})(?>(?:[^{quote}\\\n{{}}]++|\\(?s:.)|{{{{|}}}}"
        rf"|{{[^\n{{}}]*+(?>(?:{{[^\n{{}}]*+}}[^\n{{}}]*+)*)}})*){quote}"
    )


def _interpolated(quote: str, opens: str, *, lines: bool = False) -> str:
    """A string with code between `opens` and its closing bracket; that may hold strings, three deep.

    What is never closed ends where its string would, so nothing is read twice.
    """
    end = "" if lines else r"\n"
    sign, bracket = opens[:-1], opens[-1]
    close = {"{": "}", "(": ")"}[bracket]
    # Swift's sign is the escape itself.
    escape = r"\\(?!\()(?s:.)" if sign == "\\" else r"\\(?s:.)"
    others = rf"|{re.escape(sign)}(?!{re.escape(bracket)})" if sign not in {"", "\\"} else ""
    plain = rf"[^{quote}\\{re.escape(opens[0])}{end}]++|{escape}{others}"
    if not sign:
        plain = rf"{{{{|{plain}"
    nested = _quoted(quote, lines=lines)
    for _ in range(3):
        code = rf"[^{quote}{re.escape(bracket + close)}{end}]++|{nested}"
        for _ in range(3):
            inside = rf"{re.escape(bracket)}(?>(?:{code})*){re.escape(close)}?"
            code = rf"[^{quote}{re.escape(bracket + close)}{end}]++|{nested}|{inside}"
        nested = (
            rf"{quote}(?>(?:{plain}|{re.escape(opens)}(?>(?:{code})*){re.escape(close)}?)*){quote}?"
        )
    return nested


def _ruby_percent() -> str:
    """`%w[a b]`, `%q(it's)`, `%r{a/b}x`: brackets pair, any other sign ends at itself."""
    pairs = []
    for opens, closes in ("()", "[]", "{}", "<>"):
        first, last = re.escape(opens), re.escape(closes)
        body = rf"(?>(?:[^{first}{last}\\]++|\\(?s:.))*)"
        for _ in range(3):
            body = rf"(?>(?:[^{first}{last}\\]++|\\(?s:.)|{first}{body}{last})*)"
        pairs.append(f"{first}{body}{last}?")
    same = "|".join((r"\|[^|]*+\|", *(rf"{sign}[^{sign}]*+{sign}" for sign in "!/,")))
    return rf"%(?<=[\s(,=\[{{|!]%)(?:(?>[wWiIqQrsx]?)(?:{'|'.join(pairs)})|[wWiIqQrsx](?:{same}))"


def _ruby_regex() -> str:
    """A regular expression: behind an operator, a word that wants a value, or `name /x`."""
    before = [rf"(?<=[(,=\[!&|?{{}};~\n]\s{{{width}}}/)" for width in range(17)]
    before += [
        rf"(?<=\b{word} /)" for word in ("if", "unless", "when", "and", "or", "not", "then", "in")
    ]
    before.append(r"(?<=\w /)(?![\s=])")
    # Behind a key, and in `a ? b : /c/`; `:/` is a symbol.
    before.append(r"(?<=: /)")
    body = r"(?>(?:[^/\\\n#]++|\\(?s:.)|#{[^\n{}]*+}|#)*)/|(?<=/)\n(?>(?:[^/\\]++|\\(?s:.))*)/"
    return rf"/(?:{'|'.join(before)})(?:{body})"


def _js_regex() -> str:
    """A regular expression literal: it stands where a value has not just ended.

    Look-behinds have a fixed width, so there is one for each run of white space up to 24 bytes;
    after `)` a slash is read as a division.
    """
    punctuation = r"[(,=:\[!&|?{};+*~^<>%\n-]"
    before = [rf"(?<={punctuation}\s{{{width}}}/)" for width in range(25)]
    words = ("return", "typeof", "case", "in", "of", "await", "yield")
    before += [rf"(?<=\b{word} /)" for word in words]
    # A class may start with `[` but holds no other: `=/[` again and again would cost the square.
    body = r"(?>(?:[^/\\\[\n]|\\[^\n]|\[\^?+\[?+(?>(?:[^\[\]\\\n]|\\[^\n])*)\])+)/[a-z]*+"
    return rf"/(?![*/])(?:{'|'.join(before)}){body}"


def _template() -> str:
    """A JavaScript template literal; a `${}` may hold templates, three deep."""
    plain = r"[^`\\$]++|\\(?s:.)|\$(?!{)"
    strings = r"\"(?>(?:[^\"\\\n]|\\(?s:.))*)\"|'(?>(?:[^'\\\n]|\\(?s:.))*)'"
    # `a.replace(/'/g, "")`: a regular expression may hold the quotes of a string.
    regex = r"/(?<=[(,=]/)(?>(?:[^/\\\n]|\\[^\n])+)/|/"
    nested = r"`(?>(?:[^`\\]|\\(?s:.))*)`"
    for _ in range(3):
        code = rf"[^`\"'{{}}/]++|{regex}|{strings}|{nested}"
        for _ in range(3):
            code = rf"[^`\"'{{}}/]++|{regex}|{strings}|{nested}|{{(?>(?:{code})*)}}"
        nested = rf"`(?>(?:{plain}|\${{(?>(?:{code})*)}})*)`"
    return f"{nested}|{_quoted('`', lines=True)}"


_PAGE = r"[^<]*+(?>(?:<(?!\?)[^<]*+)*)(?:<\?(?:php|=)?)?"
_CHAR_BODY = r"[^'\\\n]*+(?>(?:\\(?s:.)[^'\\\n]*+)*)'?"

COMMENTS: dict[str, tuple[str, str]] = {
    "//": ("//", r"//[^\n]*+"),
    # C's line splice: a backslash before the line end continues the comment.
    "//\\": ("//", r"//[^\n\\]*+(?>(?:\\(?s:.)[^\n\\]*+)*)"),
    # By the slash, not the star: each line of a Javadoc comment starts with one (6 of 50 ms).
    "/**/": ("/*", r"/\*/?+[^/]*+(?>(?:/(?<!\*/)[^/]*+)*)/?"),
    "/*/**/*/": ("/*", _nested("/*", "*/")),
    "#": ("#", r"#[^\n]*+"),
    # Only where a word starts: `$#`, `${#a}` and `a#b` are no comments.
    "sh#": ("#", r"#(?<=[\s;&|()`]#)[^\n]*+"),
    "\n#": ("\n", r"\n[ \t]*+#[^\n]*+"),
    # No line splice: in a recipe `'s/#.*//' \` is a string of the shell, not a comment.
    "make#": ("#", r"#(?<!\\#)[^\n]*+"),
    # ARM's assemblers; `@@` is a label, and `foo, @function` no comment elsewhere.
    "\n@": ("\n", r"\n[ \t]*+@(?!@)[^\n]*+"),
    "php#": ("#", r"#(?!\[)[^\n]*+"),
    "--": ("--", r"--[^\n]*+"),
    ";": (";", r";[^\n]*+"),
    "!": ("!", r"![^\n]*+"),
    "%": ("%", r"%[^\n]*+"),
    "'vb": ("'", r"'[^\n]*+"),
    "<!---->": ("<!--", r"<!--" + _until("-->")),
    "{{----}}": ("{{--", r"\{\{--" + _until("--}}")),
    "<##>": ("<#", r"<#" + _until("#>")),
    "{--}": ("{-", _nested("{-", "-}")),
    "#==#": ("#=", _nested("#=", "=#")),
    "#[]#": ("#[", _nested("#[", "]#")),
    "(**)": ("(*", r"\(\*" + _until("*)")),
    "{}": ("{", r"\{[^}]*+\}?"),
    "--[[]]": ("--[", r"--\[(?P<lua>=*+)\[(?s:.*?)(?:\](?P=lua)\]|\Z)"),
    "#[[]]": ("#[", r"#\[(?P<cmake>=*+)\[(?s:.*?)(?:\](?P=cmake)\]|\Z)"),
    "=begin": ("\n=", r"\n=begin\b(?s:.*?)(?:\n=end\b[^\n]*+|\Z)"),
    "=pod": ("\n=", r"\n=[a-zA-Z](?s:.*?)(?:\n=cut\b[^\n]*+|\Z)"),
    "__END__": ("\n_", r"\n__END__\n(?>(?s:.)*)"),
    "rem": ("\n", r"\n[ \t]*+@?(?i:rem(?![^\s])|::)[^\n]*+"),
}
"""Name in a language's row -> what such a token starts with, and its pattern."""

STRINGS: dict[str, str] = {
    '"': _quoted('"'),
    "'": _quoted("'"),
    # Most strings: closed on their line, without escapes; neither empty, nor tripled, nor with fields.
    '"plain': r'"(?!")(?<![fF]")[^\\"\n]*+"',
    "'plain": r"'(?!')(?<![fF]')[^\\'\n]*+'",
    '"raw': _quoted('"', escapes=False),
    "'raw": _quoted("'", escapes=False),
    '"lines': _quoted('"', lines=True),
    "'lines": _quoted("'", lines=True),
    '"rawlines': _quoted('"', lines=True, escapes=False),
    "'rawlines": _quoted("'", lines=True, escapes=False),
    "`rawlines": _quoted("`", lines=True, escapes=False),
    '"""': _tripled('"'),
    "'''": _tripled("'"),
    '"""raw': r'"""' + _until('"""') + '"*+',
    'f"': _fields('"'),
    "f'": _fields("'"),
    # An apostrophe between digits separates them (C++14, C23); `u8'a'`, `case'a'` open a literal.
    "c'": r"'(?:(?<![0-9a-fA-F]')|(?<=u8')|(?<=\bcase'))" + _CHAR_BODY,
    # Closed or no literal at all: a Rust lifetime, a Scala symbol, a label.
    "closed'": r"'(?:[^'\\\n]|\\[^\n][^'\n]{0,10}+)'",
    'R"': r'"(?<=R")(?P<cpp>[^ ()\\\s]{0,16}+)\((?s:.*?)(?:\)(?P=cpp)"|\Z)',
    'r"': r'"(?<=\Wr")[^"]*+"?',
    'br"': r'"(?<=\Wbr")[^"]*+"?',
    'r#"': r'"(?<=r#")' + _until('"#'),
    'r##"': r'"(?<=r##")' + _until('"##'),
    '#"': r'"(?<=#")' + _until('"#'),
    '@"': r'"(?<=@")[^"]*+(?>(?:""[^"]*+)*)"?',
    '@$"': r'"(?<=@\$")[^"]*+(?>(?:""[^"]*+)*)"?',
    '@"\n': r'@"\n' + _until('\n"@'),
    "@'\n": r"@'\n" + _until("\n'@"),
    "heredoc": (
        r"<<(?<!<<<)[-~]?+[ \t]*+(?P<quote>[\"']?)(?P<tag>[A-Za-z_]\w*+)(?P=quote)[^\n]*+\n"
        r"(?:[^\n]*+\n)*?[ \t]*+(?P=tag)(?!\w)"
    ),
    # `class << self` and `list << item` open none.
    "rubydoc": (
        r"<<(?<!<<<)(?=[-~]|[A-Z_\"'])[-~]?+(?P<quote>[\"'`]?)(?P<tag>[A-Za-z_]\w*+)(?P=quote)[^\n]*+\n"
        r"(?:[^\n]*+\n)*?[ \t]*+(?P=tag)(?!\w)"
    ),
    "<<<": (
        r"<<<[ \t]*+(?P<php>[\"']?)(?P<name>[A-Za-z_]\w*+)(?P=php)[^\n]*+\n"
        r"(?:[^\n]*+\n)*?[ \t]*+(?P=name)(?!\w)"
    ),
    # Between `?>` and `<?`, and before the first `<?`, stands the page, not PHP.
    "?>": rf"\?>{_PAGE}",
    "<?": rf"\n(?<=\A\n){_PAGE}",
    "[[]]": r"\[(?P<long>=*+)\[(?s:.*?)(?:\](?P=long)\]|\Z)",
    '"${}': _interpolated('"', "${"),
    "'${}": _interpolated("'", "${"),
    '"#{}': _interpolated('"', "#{", lines=True),
    "`#{}": _interpolated("`", "#{", lines=True),
    '"\\()': _interpolated('"', "\\("),
    '$"{}': '"(?<=[$]")' + _interpolated('"', "{")[1:],
    '"""cs': r'"""(?P<cs>"*+)(?s:.)*?(?:"""(?P=cs)|\Z)',
    "%w[]": _ruby_percent(),
    "/ruby/": _ruby_regex(),
    # Global variables and characters that look like an opening quote.
    "$'": r"\$[\"'`/]",
    "?'": r"\?(?<=[\s(,=\[]\?)[\"'`/#](?!\w)",
    # Erlang's characters.
    "$c": r"\$(?:[\"'%$]|\\[^\n])",
    # A quote behind a backslash opens nothing.
    "\\": r"\\[^\n]",
    "regex": _js_regex(),
    "`": _template(),
}
"""Name in a language's row -> pattern."""
