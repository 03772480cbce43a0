"""JavaScript and TypeScript: functions and classes by what stands before each opening brace.

A function is a `function`, a method or accessor with a body, or an arrow function whose body is in
braces; an arrow function that is one expression is free, as a lambda is in Python.
"""

import re
from collections.abc import Iterator

from variant_budget.measure.definitions import Definitions

# The code is read backwards from each brace, so every pattern below is written in reverse.


def _group() -> str:
    """Balanced parentheses, six deep, backwards. Deeper or unbalanced fails after six closers."""
    inside = r"[^()]++"
    for _ in range(5):
        inside = rf"[^()]++|\)(?>(?:{inside})*)\("
    return rf"\)(?>(?:{inside})*)\("


_SHORT_GROUP = r"\)(?>(?:[^(){};]{1,400}+|\)[^(){};]{0,400}+\()*)\("
# A return type: words, generics, an object type `{...}` without parentheses, and types in
# parentheses that `=> T`, `[]`, `|` or `&` follows; bounded, since the way back from each brace may
# be the whole file.
_TYPE = (
    rf"(?>(?:[\w\s<\[,.'\"?$]|(?:>=|\]\[|[|&])\s*+{_SHORT_GROUP}|[>\]|&]"
    r"|\}(?>(?:[^{}()]++|\}[^{}()]*+\{)*)\{(?=\s*+[:|&<,=])){1,400})"
)
# Type parameters: `<A>`, `<A extends {}>`, `<A extends (b: C) => D<E<F>>>`; none of an arrow function
# has a name in front.
_PART = rf"[^(){{}};<>]|\}}[^(){{}};]{{0,200}}+\{{|>=\s*+{_SHORT_GROUP}"
_GENERICS = rf">(?>(?:{_PART}|>(?>(?:{_PART}|>(?>(?:{_PART})*)<)*)<)*)<\s*+(?=[\w$=(,:?])"
_BODY = re.compile(
    (
        # Looked at, not taken: parameters hold braces that open bodies themselves.
        # A blank line in front of the brace: a block, not a body.
        rf"\{{(?![ \t]*+\n[ \t]*+\n)(?=\s*+(?>(?P<arrow>>=\s*+)?)(?:(?>(?:(?=\S){_TYPE}:\s*+(?=\)))?){_group()}"
        rf"\s*+(?:{_GENERICS})?(?P<name>[\w$#]++|\][^\[\]\n]*+\[|\"'|)|(?P<bare>[\w$]++)))"
    ).encode()
)
# `(a) => { b: c }` is a type; a label in front of a loop would start a body.
_OBJECT_TYPE = re.compile(
    rb"\s*+(?:readonly\s++)?(?:[\w$]++|\[[^\]\n]*+\]|'\"*+)\s*+\??:(?!\s*+(?:for|while|do|switch)\b)"
)
_SPACES = re.compile(rb"\s*+")
_KEYWORD = re.compile(rb"\s*+(?:\*\s*+)?noitcnuf(?![\w$])")
_CONTROL = frozenset(b"if for while switch catch with await return typeof do else".split())

_CLASS = re.compile(
    rb"class(?![\w$])(?<![\w$.]class)(?:\s++(?!extends\b)[\w$]++(?=[\s<{])[^;{}]{0,500}+"
    rb"|\s*+(?:extends(?!\w)[^;{}]{0,500}+)?)\{"
)
_INTERFACE = re.compile(rb"interface(?<![\w$.]interface)\s++[\w$]++[^;{}()]{0,500}+\{")
_ENUM = re.compile(rb"enum(?<![\w$.]enum)\s++[\w$]++\s*+\{")


def script_definitions(code: bytes, _kind: str) -> Definitions:
    """Functions with a body in braces; classes, interfaces and enums."""
    found = Definitions()
    for start, name, body in sorted(_functions(code, code[::-1])):
        found.functions.append(start)
        found.names.append(name)
        found.bodies.append(body)
    for pattern in (_CLASS, _INTERFACE, _ENUM):
        found.classes += [match.start() for match in pattern.finditer(code)]
    found.classes.sort()
    return found


def _functions(code: bytes, backwards: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Offset, name and offset of the body of each function, the last first."""
    size = len(code)
    for match in _BODY.finditer(backwards):
        name = match["name"]
        end = match.end("name" if name is not None else "bare")
        if match["arrow"] is not None:
            if _OBJECT_TYPE.match(code, size - match.start()):
                continue
            if name:
                end = match.start("name")
            name = b""
        elif name is None:
            continue
        else:
            name = name[::-1]
            keyword = _KEYWORD.match(backwards, end)
            if keyword:
                end = keyword.end()
            elif name == b"function":
                name = b""
            elif not name or name in _CONTROL or backwards[end : end + 1] == b".":
                continue
        spaces = _SPACES.match(code, size - end)
        yield (spaces.end() if spaces else size - end), name, size - match.start() - 1
