"""JavaScript and TypeScript: functions and classes by what stands before each opening brace.

A function is a `function`, a method or accessor with a body, or an arrow function whose body is in
braces; an arrow function that is one expression is free, as a lambda is in Python.
"""

import re

from variant_budget.measure.definitions import Definitions

# The code is read backwards from each brace, so every pattern below is written in reverse.


def _group() -> str:
    """Balanced parentheses, six deep, backwards. Deeper or unbalanced fails after six closers."""
    inside = r"[^()]++"
    for _ in range(5):
        inside = rf"[^()]++|\)(?>(?:{inside})*)\("
    return rf"\)(?>(?:{inside})*)\("


# A return type: words, generics, and an object type `{...}` without parentheses; bounded, since the
# way back from each brace may be the whole file.
_TYPE = r"(?>(?:[\w\s<>\[\],.|&'\"?$]|\}[^{}()]*+\{(?=\s*+[:|&<,=])){1,400})"
_BODY = re.compile(
    (
        # Looked at, not taken: parameters hold braces that open bodies themselves.
        rf"\{{(?=\s*+(?P<arrow>>=\s*+)?(?:(?>(?:(?=\S){_TYPE}:\s*+(?=\)))?){_group()}"
        r"\s*+(?:>[^(){};]*?<\s*+(?=[\w$]))?(?P<name>[\w$#]++|\][^\[\]\n]*+\[|\"'|)|(?P<bare>[\w$]++)))"
    ).encode()
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


def script_definitions(code: bytes) -> Definitions:
    """Functions with a body in braces; classes, interfaces and enums."""
    found = Definitions()
    size = len(code)
    backwards = code[::-1]
    for match in _BODY.finditer(backwards):
        name = match["name"]
        end = match.end("name" if name is not None else "bare")
        if match["arrow"] is None:
            if name is None:
                continue
            name = name[::-1]
            keyword = _KEYWORD.match(backwards, end)
            if keyword:
                end = keyword.end()
            elif name == b"function":
                name = b""
            elif not name or name in _CONTROL:
                continue
        else:
            name = b""
            if match["name"]:
                end = match.start("name")
        spaces = _SPACES.match(code, size - end)
        found.functions.append(spaces.end() if spaces else size - end)
        found.names.append(name)
        found.bodies.append(size - match.start() - 1)
    order = sorted(range(len(found.functions)), key=found.functions.__getitem__)
    found.functions = [found.functions[index] for index in order]
    found.names = [found.names[index] for index in order]
    found.bodies = [found.bodies[index] for index in order]
    for pattern in (_CLASS, _INTERFACE, _ENUM):
        found.classes += [match.start() for match in pattern.finditer(code)]
    found.classes.sort()
    return found
