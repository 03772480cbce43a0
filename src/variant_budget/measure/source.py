"""Text -> the code that everything else reads: comments gone, strings filled, docstrings blank.

A page (HTML, Vue, Svelte, Blade) is markup with scripts and styles in it. Its scripts are read by the
rules of JavaScript and TypeScript, its styles by those of CSS; to the finders all but its scripts is
one string.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.lexing import code_of, filled, uncommented
from variant_budget.measure.python import without_docstrings

# A start tag is bounded, since one that never ends would be looked for to the end of the file.
_BLOCK = re.compile(
    rb"<(?:!--[^-]*+(?>(?:-(?!->)[^-]*+)*)|(?i:(script|style))(?=[\s>])([^>]{0,2000}+)>)"
)
_END = {
    b"script": re.compile(rb"</(?i:script)(?=[\s>])"),
    b"style": re.compile(rb"</(?i:style)(?=[\s>])"),
}
_NO_SCRIPT = re.compile(
    rb"(?i:\btype\s*=\s*[\"']?(?!module|(?:text|application)/(?:java|ecma|type|babel)))"
)
SCRIPT = "TypeScript"
"""The language of a page's scripts."""
_PLAIN_STYLE = re.compile(rb"(?i:\blang\s*=)")


class Part(NamedTuple):
    """A part of a page, from `first` to `end` of its text, and the language it is written in."""

    first: int
    end: int
    language: str


def source_of(text: bytes, language: str) -> bytes:
    """The code of a text, line for line."""
    row = LANGUAGE[language]
    if row.is_page:
        return b"".join(_code(text, part) for part in parts_of(text, language))
    code = code_of(text, language)
    return without_docstrings(code) if row.definitions == "python" else code


def written(text: bytes, language: str) -> bytes:
    """The text without its comments, line for line; what `source_of` fills stands as written.

    The docstrings of Python stand too, in lines that `source_of` leaves blank.
    """
    parts = parts_of(text, language)
    return b"".join(uncommented(text[part.first : part.end], part.language) for part in parts)


def parts_of(text: bytes, language: str) -> Iterator[Part]:
    """A text in the order of its parts: a page's markup, scripts and styles; others are one."""
    if not LANGUAGE[language].is_page:
        yield Part(0, len(text), language)
        return
    markup = language if language == "Blade" else "HTML"
    at = done = 0
    while True:
        opened = _BLOCK.search(text, at)
        if opened is None:
            yield Part(done, len(text), markup)
            return
        at = opened.end()
        kind = opened[1]
        if kind is None or (kind.lower() == b"script" and _NO_SCRIPT.search(opened[2])):
            continue
        yield Part(done, at, markup)
        closed = _END[kind.lower()].search(text, at)
        done = closed.start() if closed else len(text)
        if kind.lower() == b"script":
            yield Part(at, done, SCRIPT)
        else:
            yield Part(at, done, "Sass" if _PLAIN_STYLE.search(opened[2]) else "CSS")
        at = done


def _code(text: bytes, part: Part) -> bytes:
    code = code_of(text[part.first : part.end], part.language)
    return code if part.language == SCRIPT else filled(code)
