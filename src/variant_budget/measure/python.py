"""Python: docstrings, definitions, and the decision points that take more than one token."""

import re

from variant_budget.measure.decisions import decision_offsets
from variant_budget.measure.definitions import Definitions
from variant_budget.measure.lexing import NOTHING

# A string that starts a line; an f-string is no docstring. `'` starts a blanked string and `"` fills it; what follows up to the
# next token is looked at, not taken: the line end in it may start the next match.
_FIRST = re.compile(rb"""\n[ \t]*+(?:'|[rRuUbB](?>[rRuUbB]?)')(?=(["\s]*+)(?![,:)\]}%.+*]))""")
_DEF = re.compile(rb"def[ \t]++([^\W\d][\w\x80-\xff]*+|[\x80-\xff][\w\x80-\xff]*+)")
_CLASS = re.compile(rb"class[ \t]++[\w\x80-\xff]")
_ELSE = re.compile(rb"else[ \t]*+:")
_BLOCK = re.compile(rb"\n([ \t]*+)(if|elif|else|for|while|try|except|async[ \t]++for)(?!\w)")
_COUNTS_ELSE = (b"for", b"while", b"try", b"except")
_MATCH = re.compile(rb"match[ \t(\[{]")
_CASE = re.compile(rb"case(?!\w)(?=([^\n]*+))")
_BARE_NAME = re.compile(rb"[ \t]*+[^\W\d]\w*+[ \t]*+(?::|if(?!\w))")
_ROUND = bytes.maketrans(b"[]{}", b"()()")
_NO_BRACKETS = bytes(set(range(256)).difference(b"()[]{}"))
_ASSERT = re.compile(rb"assert(?!\w)(?<![\w.]assert)")


def without_docstrings(code: bytes) -> bytes:
    """Blanked code with its bare string statements (docstrings) blanked as well."""
    parts: list[bytes] = []
    depth = at = done = 0
    for match in _FIRST.finditer(code):
        start, tail = match.start(), match[1]
        # Brackets in strings are blanked, so the balance so far tells whether a bracket is open.
        depth += balance(code, at, start)
        at = start
        # Not the white space behind it: its line end may start the next match.
        after = len(tail) - tail.rfind(b'"') - 1
        end = match.end() + len(tail) - after
        ended = b"\n" in tail[len(tail) - after :] or match.end() + len(tail) == len(code)
        if ended and depth <= 0 and code[start - 1] != 92:
            parts += code[done:start], code[start:end].translate(NOTHING)
            done = end
    if not parts:
        return code
    parts.append(code[done:])
    return b"".join(parts)


def balance(code: bytes, start: int, end: int) -> int:
    """Opening less closing brackets between two offsets."""
    brackets = code[start:end].translate(_ROUND, _NO_BRACKETS)
    return len(brackets) - 2 * brackets.count(b")")


def python_decisions(code: bytes) -> list[int]:
    """Offsets of decision points by radon's rule, ascending.

    `else` of a loop or a `try` counts one. An `assert` counts one and nothing inside it. A `case`
    counts unless it is a bare name, which takes everything.
    """
    offsets = decision_offsets(code, "python")
    extra = _loop_elses(code) if _ELSE.search(code) else []
    if code.find(b"match") >= 0 and _MATCH.search(code):
        extra += _cases(code)
    asserts = set[int]()
    if code.find(b"assert") >= 0:
        asserts.update(match.start() for match in _ASSERT.finditer(code))
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


def _loop_elses(code: bytes) -> list[int]:
    """Each `else` that belongs to a loop or a `try`: the last statement at its own indentation."""
    last: dict[bytes, bytes] = {}
    found = []
    for match in _BLOCK.finditer(code):
        indent, word = match.groups()
        if word == b"else" and last.get(indent, b"").endswith(_COUNTS_ELSE):
            found.append(match.start(2))
        last[indent] = word
    return found


def _starts_line(code: bytes, offset: int) -> bool:
    """Whether only white space, or `async`, stands before it on its line.

    Looks back a bounded way, for files of one long line; no one indents by 400.
    """
    before = code[max(0, offset - 400) : offset].rpartition(b"\n")
    return bool(before[1]) and before[2].strip() in {b"", b"async"}


def _cases(code: bytes) -> list[int]:
    return [
        match.start()
        for match in _CASE.finditer(code)
        if _is_counted_case(match[1].strip(b" \t")) and _starts_line(code, match.start())
    ]


def _is_counted_case(pattern: bytes) -> bool:
    """Whether what follows `case` is a pattern, and not a bare name; `case` is also a name."""
    if pattern[:1] in {b"", b"=", b":", b".", b",", b")", b"]"} or _BARE_NAME.match(pattern):
        return False
    return b":" in pattern or pattern.endswith((b"(", b"[", b"{"))


def _statement_end(code: bytes, start: int) -> int:
    """The end of the logical line from `start`: brackets closed, no backslash before the end."""
    depth = 0
    at = start
    while True:
        end = code.find(b"\n", at)
        if end < 0:
            return len(code)
        depth += balance(code, at, end)
        if depth <= 0 and not code[at:end].rstrip(b" \t").endswith(b"\\"):
            return end
        at = end + 1


def python_definitions(code: bytes) -> Definitions:
    """Every `def` and `class` statement, on the line of that word."""
    found = Definitions()
    for match in _DEF.finditer(code):
        if _starts_line(code, match.start()):
            found.functions.append(match.start())
            found.names.append(match[1])
            found.bodies.append(match.end())
    found.classes = [
        match.start() for match in _CLASS.finditer(code) if _starts_line(code, match.start())
    ]
    return found
