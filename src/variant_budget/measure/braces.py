"""C-like languages and Java: functions by the head before each opening brace.

A head is the text between the last `;`, `{` or `}` and a `{`. Heads need no matching of braces, so
a file whose `#if` and `#else` both open one loses nothing, and each byte is looked at a bounded
number of times. Nesting is not known; what is a function follows from the head's own words:

- its first parenthesis closes inside the head, and a name that is no keyword stands before it;
- before the name stands a type or modifier, or it is a constructor (named as a class of this
  file), qualified (`A::f`), a destructor, or, in C, starts its line or is a macro for tests: any
  other indented `for_each(x) {` is a loop by a macro.
"""

import re

from variant_budget.measure.classes import OBJECTIVE_C, class_of
from variant_budget.measure.definitions import Definitions
from variant_budget.measure.heads import NO_NAME, QUICK, function_of_head
from variant_budget.measure.text import CLOSE

_COMPACT = re.compile(
    rb"\s*+(?>(?:@(?!interface\b)[\w.]++\s++)*)((?>(?:(?:public|protected|private)\s++)?)([A-Z]\w*+))\s*+\Z"
)
# Indented, it has a type before its name: calls have none.
_OLD_STYLE = re.compile(
    rb"\n(?:(?=\w)|[ \t]++(?=\w++[ \t*\n]++\w))"
    rb"(\w[\w \t*\n]*?(\w+)[ \t]*+\([\w \t\n,]++\))\s*+(?>(?:\w[\w\s*,\[\]]*+;\s*+)+)\Z"
)
_OLD_STYLE_WINDOW = 600


def brace_definitions(code: bytes, kind: str) -> Definitions:
    """Functions and classes of code without directives; `kind` is `c` or `java`."""
    functions, others = _quick_functions(code)
    found = Definitions()
    alone: list[tuple[int, int, bytes]] = []
    names: set[bytes] = set()
    # Asked once: at each head it would be a search of the whole file.
    bare = _old_style if kind == "c" else _compact if b"record" in code else _no_function
    for body, head in others:
        start = body - len(head)
        function = (function_of_head if CLOSE in head else bare)(head, start, code)
        if function:
            (alone if function[2] else functions).append((body, function[0], function[1]))
        elif opened := class_of(head):
            found.classes.append(start + opened[0])
            names.update(opened[1])
    if kind == "c" and b"@" in code:
        found.classes += [match.start() for match in OBJECTIVE_C.finditer(code)]
        found.classes.sort()
    functions += [
        each
        for each in alone
        if each[2] in names or (kind == "c" and _is_declared(code, each[1], each[2]))
    ]
    if functions:
        functions.sort()
        found.bodies, found.functions, found.names = map(list, zip(*functions, strict=True))
    return found


def _quick_functions(code: bytes) -> tuple[list[tuple[int, int, bytes]], list[tuple[int, bytes]]]:
    """Body, offset and name of each head's function; body and head where more must be looked at."""
    # Split and mapped, not searched for: no match object for every brace.
    pieces = code.split(b"{")
    pieces.pop()
    heads = [
        piece[(end if (end := piece.rfind(b";")) > (shut := piece.rfind(b"}")) else shut) + 1 :]
        for piece in pieces
    ]
    functions, others = [], []
    body = 0
    for piece, head, quick in zip(pieces, heads, map(QUICK.match, heads), strict=True):
        body += len(piece)
        if quick is None:
            others.append((body, head))
        elif quick.lastindex:
            if quick[2] in NO_NAME:
                others.append((body, head))
            else:
                functions.append((body, body - len(head) + quick.start(1), quick[2]))
        body += 1
    return functions, others


def _compact(head: bytes, start: int, _code: bytes) -> tuple[int, bytes, bool] | None:
    """A record's constructor without parameters of its own: its name alone."""
    named = _COMPACT.match(head)
    return (start + named.start(1), named[2], True) if named else None


def _no_function(_head: bytes, _start: int, _code: bytes) -> None:
    """A head without parentheses, in Java without records."""


def _old_style(head: bytes, start: int, code: bytes) -> tuple[int, bytes, bool] | None:
    """C before 1989, `int f(a) int a; {`: declarations stand between parameters and body."""
    if code[start - 1 : start] != b";" or not head.isspace():
        return None
    found = _OLD_STYLE.search(code, max(0, start - _OLD_STYLE_WINDOW), start)
    if found is None or found[2] in NO_NAME:
        return None
    return found.start(1), found[2], False


def _is_declared(code: bytes, at: int, name: bytes) -> bool:
    """Whether a name without a type declares: at the start of a line, or a test's macro."""
    return code[at - 1] == 10 or (b"TEST" in name and name.isupper())
