"""Python: docstrings, definitions, and the decision points that take more than one token."""

import re

from variant_budget.measure.decisions import decision_offsets
from variant_budget.measure.definitions import Definitions
from variant_budget.measure.lexing import NOTHING

# A string that starts a line. `'` starts a blanked string and `"` fills it; what follows up to the
# next token is looked at, not taken: the line end in it may start the next match.
_FIRST = re.compile(
    rb"""\n[ \t]*+(?:[rRuUbBfF]{1,2}(?='))?'(?=(["\s]*+)(?![,:)\]}%.+*]))"""
)
_DEF = re.compile(rb"def[ \t]++([^\W\d][\w\x80-\xff]*+|[\x80-\xff][\w\x80-\xff]*+)")
_CLASS = re.compile(rb"class[ \t]++[\w\x80-\xff]")
_ELSE = re.compile(rb"else[ \t]*+:")
_COUNTS_ELSE = re.compile(rb"(?:async[ \t]++)?(?:for|while|try|except)(?!\w)")
_MATCH = re.compile(rb"match[ \t(\[{]")
_CASE = re.compile(rb"case(?!\w)(?=([^\n]*+))")
_CASE_OPENS = re.compile(rb"[ \t]*+[^=:.,)\]\s][^\n]*+(?:(?<=[(\[{])|(?<=:)|(?<=: ))|[^\n=]*+:[ \t]")
_BARE_NAME = re.compile(rb"[ \t]*+[^\W\d]\w*+[ \t]*+(?::|if(?!\w))")
_ASSERT = re.compile(rb"assert(?!\w)(?<![\w.]assert)")


def without_docstrings(code: bytes) -> bytes:
    """Blanked code with its bare string statements (docstrings) blanked as well."""
    parts = []
    depth = at = done = 0
    for match in _FIRST.finditer(code):
        start, tail = match.start(), match[1]
        # Brackets in strings are blanked, so the balance so far tells whether a bracket is open.
        depth += _balance(code, at, start)
        at = start
        end = match.end() + len(tail)
        ended = b"\n" in tail.rpartition(b'"')[2] or end == len(code)
        if ended and depth <= 0 and code[start - 1] != 92:
            parts += code[done:start], code[start:end].translate(NOTHING)
            done = end
    if not parts:
        return code
    parts.append(code[done:])
    return b"".join(parts)


def _balance(code: bytes, start: int, end: int) -> int:
    """Opening less closing brackets between two offsets."""
    count = code.count
    return (
        count(b"(", start, end)
        - count(b")", start, end)
        + count(b"[", start, end)
        - count(b"]", start, end)
        + count(b"{", start, end)
        - count(b"}", start, end)
    )


def python_decisions(code: bytes) -> list[int]:
    """Offsets of decision points by radon's rule, ascending.

    `else` of a loop or a `try` counts one. An `assert` counts one and nothing inside it. A `case`
    counts unless it is a bare name, which takes everything.
    """
    offsets = decision_offsets(code, "python")
    extra = [match.start() for match in _ELSE.finditer(code) if _counts_else(code, match.start())]
    if b"match" in code and _MATCH.search(code):
        extra += _cases(code)
    asserts = {match.start() for match in _ASSERT.finditer(code)}
    if not extra and not asserts:
        return offsets
    kept = []
    end = 0
    for offset in sorted((*offsets, *extra, *asserts)):
        if offset < end:
            continue
        kept.append(offset)
        if offset in asserts:
            end = _statement_end(code, offset)
    return kept


def _counts_else(code: bytes, offset: int) -> bool:
    """Whether the `else` there belongs to a loop or a `try`.

    It belongs to the last statement before it that is indented no deeper. Every line walked over
    is at least as long as the number of such blocks around it, so this is linear in the file.
    """
    end = code.rfind(b"\n", 0, offset)
    indent = code[end + 1 : offset]
    if indent.strip():
        return False
    while end > 0:
        start = code.rfind(b"\n", 0, end)
        line = code[start + 1 : end]
        text = line.lstrip(b" \t\f")
        if text and text[0] != 34 and len(line) - len(text) <= len(indent):
            return _COUNTS_ELSE.match(text) is not None
        end = start
    return False


def _starts_line(code: bytes, offset: int) -> bool:
    return not code[code.rfind(b"\n", 0, offset) : offset].strip()


def _cases(code: bytes) -> list[int]:
    return [
        match.start()
        for match in _CASE.finditer(code)
        if _CASE_OPENS.match(match[1])
        and not _BARE_NAME.match(match[1])
        and _starts_line(code, match.start())
    ]


def _statement_end(code: bytes, start: int) -> int:
    """The end of the logical line from `start`: brackets closed, no backslash before the end."""
    depth = 0
    at = start
    while True:
        end = code.find(b"\n", at)
        if end < 0:
            return len(code)
        depth += _balance(code, at, end)
        if depth <= 0 and not code[at:end].rstrip(b" \t").endswith(b"\\"):
            return end
        at = end + 1


def python_definitions(code: bytes) -> Definitions:
    """Every `def` and `class` statement, on the line of that word."""
    found = Definitions()
    for match in _DEF.finditer(code):
        start = match.start()
        line = code.rfind(b"\n", 0, start)
        if code[line:start].strip() in {b"", b"async"}:
            found.functions.append(line + 1)
            found.names.append(match[1])
            found.bodies.append(match.end())
    for match in _CLASS.finditer(code):
        if _starts_line(code, match.start()):
            found.classes.append(match.start())
    return found
