"""Text -> code without comments and strings, line for line.

A comment becomes white space. A string becomes one `'` and then `"` wherever it held something;
its line ends and spaces stay, so that a blank line in a string is blank, and a `'` always starts a
string. `code_of` shortens both, which halves the work of everything after it; `blank` keeps every
offset, for readers that go back to the text.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.spellings import COMMENTS, STRINGS
from variant_budget.measure.text import LINE_END

SPACE = b" \t\f\v"

NOTHING = bytes(10 if byte == 10 else 32 for byte in range(256))
"""For bytes.translate: everything to spaces but line ends."""

_JOINED = bytes(11 if byte == 10 else 32 for byte in range(256))
_QUOTES = bytes(byte if byte == 10 else 32 if byte in SPACE else 34 for byte in range(256))
_SHORT_STRING = b"'\""
_DIGITS = bytes(49 - (byte & 1) for byte in range(256))

_LINE_END_IN_C = b"\v\n"
"""A line end inside a comment of C, which ends no directive: still white space, but no `\\n` alone."""

HEREDOC_WORK = 100_000_000
"""Bytes that the search for ends of heredocs may cost; beyond it they are read as code.

A `<<` without its end costs a search to the end of the file, which would be quadratic in a file
made of them.
"""

LARGE = 4_000_000
"""Bytes from which on memory counts more than speed: tokens are replaced one by one."""

_SLICE = 1_000_000


class Lexer(NamedTuple):
    """The pattern of a language's comments and strings, and how to tell them apart.

    `short` has, by the first byte of a token on one line, what is left of it; it is empty where
    comments and strings start with the same byte. `line_end` is what is left of a comment's.
    """

    pattern: re.Pattern[bytes]
    is_comment: Callable[[bytes], bool]
    short: list[bytes]
    line_end: bytes


def code_of(text: bytes, language: str) -> bytes:
    """`text` without what its comments and strings held: the same lines, fewer bytes."""
    lexer = lexer_of(text, language)
    short, is_comment, end = lexer.short, lexer.is_comment, lexer.line_end
    if len(text) > LARGE:
        return _woven_slowly(lexer, text, lambda token: _shortened(token, is_comment(token), end))

    def replace(tokens: list[bytes]) -> list[bytes]:
        if not short:
            return [_shortened(token, is_comment(token), end) for token in tokens]
        return [
            short[token[0]] if LINE_END not in token else _shortened(token, is_comment(token), end)
            for token in tokens
        ]

    return _woven(lexer, text, replace)


def uncommented(text: bytes, language: str) -> bytes:
    """`text` with white space for its comments, and its strings as written: the same lines."""
    lexer = lexer_of(text, language)

    def replace(token: bytes) -> bytes:
        return _shortened(token, True, lexer.line_end) if lexer.is_comment(token) else token

    if len(text) > LARGE:
        return _woven_slowly(lexer, text, replace)
    return _woven(lexer, text, lambda tokens: [*map(replace, tokens)])


def blank(text: bytes, language: str) -> bytes:
    """`text` with its comments and the contents of its strings blanked; all offsets stay."""
    return _blanked(text, language, NOTHING)


def joined(text: bytes, language: str) -> bytes:
    """As `blank`, with a vertical tab for each line end in a comment: it ends no directive of C."""
    return _blanked(text, language, _JOINED)


def _blanked(text: bytes, language: str, comment: bytes) -> bytes:
    lexer = lexer_of(text, language)
    is_comment = lexer.is_comment

    def replaced(token: bytes) -> bytes:
        return token.translate(comment) if is_comment(token) else _filled(token)

    if len(text) > LARGE:
        return _woven_slowly(lexer, text, replaced)
    return _woven(lexer, text, lambda tokens: [*map(replaced, tokens)])


def _woven_slowly(lexer: Lexer, text: bytes, replace: Callable[[bytes], bytes]) -> bytes:
    """As `_woven`, token by token, so that millions of them are never held at once."""
    code = bytearray()
    at = 0
    for match in lexer.pattern.finditer(text):
        code += text[at : match.start()]
        code += replace(match[0])
        at = match.end()
    code += text[at:]
    return bytes(code)


def _shortened(token: bytes, comment: bool, line_end: bytes) -> bytes:
    if comment:
        return line_end * token.count(b"\n") or b" "
    return _filled(token) if LINE_END in token else _SHORT_STRING


def _filled(token: bytes) -> bytes:
    # PHP's page before the first `<?` starts with the newline that was added in front.
    first = token[:1] if token[0] == 10 else b"'"
    return first + token[1:].translate(_QUOTES)


def filled(code: bytes) -> bytes:
    """Code as the inside of a string: the same lines, nothing in it that a finder knows."""
    return code.translate(_QUOTES)


def _woven(lexer: Lexer, text: bytes, replace: Callable[[list[bytes]], list[bytes]]) -> bytes:
    """The text with its comments and strings replaced."""
    # Split, not substitute: no match object for every token.
    parts = lexer.pattern.split(text)
    step = lexer.pattern.groups + 1
    replaced = replace(parts[1::step])
    if step > 2:
        parts = [part for code in parts[::step] for part in (code, b"")][:-1]
    parts[1::2] = replaced
    return b"".join(parts)


def lexer_of(text: bytes, language: str) -> Lexer:
    """The lexer of a language; with its heredocs where the text is sure to stay cheap."""
    heredocs = LANGUAGE[language].heredocs and text.count(b"<<")
    return _lexer(language, bool(heredocs and heredocs * len(text) <= HEREDOC_WORK))


@cache
def _lexer(language: str, heredocs: bool) -> Lexer:
    row = LANGUAGE[language]
    names = (*(row.heredocs if heredocs else ()), *row.tokens)
    patterns = [COMMENTS[name][1] if name in COMMENTS else STRINGS[name] for name in names]
    openers = tuple(COMMENTS[name][0].encode() for name in names if name in COMMENTS)
    strings = {STRINGS[name].lstrip("\\")[0].encode() for name in names if name in STRINGS}
    comments = {opener[:1] for opener in openers}
    firsts = (bytes((byte,)) for byte in range(256))
    short = [b" " if first in comments else _SHORT_STRING for first in firsts]
    return Lexer(
        re.compile(f"({'|'.join(patterns)})".encode()),
        lambda token: token.startswith(openers),
        short if strings.isdisjoint(comments) else [],
        _LINE_END_IN_C if row.definitions == "c" else b"\n",
    )


def blank_lines(code: bytes) -> bytes:
    """One byte for each line of blanked text: 1 where it holds no token, else 0."""
    # With their line ends, an empty line is white space too (25 ns a line; deleting all white
    # space first took 35).
    return b"".join([bytes(map(bytes.isspace, lines)) for lines in lines_of(code)])


def lines_of(text: bytes) -> Iterator[list[bytes]]:
    """The lines with their line ends, some at a time: all those of 20 MB would take 400."""
    start, end = 1, len(text)
    while start < end:
        stop = text.find(b"\n", start + _SLICE)
        stop = end if stop < 0 else stop + 1
        yield text[start:stop].splitlines(True)
        start = stop


def code_bits(blank: bytes) -> bytes:
    """Which lines are not blank: one bit a line, bit 0 of byte 0 is line 1; no zero bytes last."""
    if not blank:
        return b""
    number = int(blank[::-1].translate(_DIGITS), 2)
    return number.to_bytes((len(blank) + 7) // 8, "little").rstrip(b"\0")
