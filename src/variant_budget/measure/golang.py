"""Go: functions and methods with a body, and named struct and interface types."""

import re

from variant_budget.measure.definitions import Definitions

# gofmt puts every declaration at the start of a line. A function literal is no definition.
_FUNC = re.compile(
    rb"\nfunc[ \t]++(?:\([^()\n]*+\)[ \t]*+)?([\w\x80-\xff]++)"
    rb"(?=(?:\[[^\n()]*\])?\((?>(?:[^()]++|\((?>(?:[^()]++|\([^()]*+\))*)\))*)\)[ ]?"
    rb"(?>(?:\((?>(?:[^()]++|\([^()]*+\))*)\)|(?:interface|struct)[ ]?\{[^{}\n]*+\}|[^\n{(])*)(\{))"
)
_TYPE = re.compile(
    rb"\n[ \t]*+type[ \t]++[\w\x80-\xff]++(?:\[[^\n]*\])?[ \t]++(?:struct|interface)\b"
)
_GROUP = re.compile(rb"\ntype[ \t]*+\([^\n]*+(?>(?:\n(?!\))[^\n]*+)*)")
_MEMBER = re.compile(rb"\n\t[\w\x80-\xff]++(?:\[[^\n]*\])?[ \t]++(?:struct|interface)\b")


def go_definitions(code: bytes, _kind: str) -> Definitions:
    """Functions and types, on the line of `func` or of the type's name."""
    found = Definitions()
    for match in _FUNC.finditer(code):
        found.functions.append(match.start() + 1)
        found.names.append(match[1])
        found.bodies.append(match.start(2))
    found.classes = [match.start() + 1 for match in _TYPE.finditer(code)]
    groups = [match.span() for match in _GROUP.finditer(code)]
    for start, end in groups:
        found.classes += [match.start() + 1 for match in _MEMBER.finditer(code, start, end)]
    if groups:
        found.classes.sort()
    return found
