"""C# and Dart: functions by the head before each `{` or `=>`, as `braces.py`; classes by their word.

What C# adds to a head of Java is taken out first: attributes, type parameters behind the name, the
interface of an explicit implementation, a tuple as result. What stands before a definition's first
token keeps its length, so that its offset stays.
"""

import re

from variant_budget.measure.definitions import Definitions
from variant_budget.measure.heads import CONTROL, NO_NAME, PLAIN, function_of_head
from variant_budget.measure.text import CLOSE

# In reversed code, as in `braces.py`. A head ends at the `=>` before it as well, so that a chain of
# them is looked at once.
_HEADS = re.compile(rb"(?:\{|>=)((?>(?:[^;{}>]++|>(?!=))*))")
_PLAIN = re.compile(rb"\s*+" + PLAIN)
_ATTRIBUTES = re.compile(rb"\s*+(?>(?:\[(?>(?:[^\[\]]++|\[[^\[\]]*+\])*)\]\s*+)+)")
_TYPES = rb"<(?>(?:[^<>()]++|<(?>(?:[^<>()]++|<[^<>()]*+>)*)>)*)>"
_BEFORE_PARAMETERS = re.compile(
    # `Name<T, U>(`, the `IFace<T>.` before a name, the mark of a nullable result.
    rb"(?<=[\w\x80-\xff])%s(?=\s*+\()"
    rb"|(?<=\s)(?>(?:[A-Za-z_]\w*+(?>(?:%s)?)\.)+)(?=[A-Za-z_]\w*+\s*+[(<])|\?(?=\s++\w++\s*+[.(<])"
    % (_TYPES, _TYPES)
)
_TUPLE = re.compile(rb"\((?=[^()]*+\)[?\[\]]*+\s++[A-Za-z_][\w.]*+\s*+[<(])[^()]*+\)[?\[\]]*+")
# A class with parameters; not the `where T : class` of a method.
_OPENS_CLASS = re.compile(
    rb"(?:class|struct|record|interface)(?<!\wclass)(?<!\wstruct)(?<!\wrecord)(?<!\winterface)"
    rb"\s++(?!where\b)[A-Za-z_]"
)
# Arguments in braces, `f({int a})`, would end a head of Dart.
_NAMED = re.compile(rb"\{([^{}]*+)\}(?=\s*+\))")

_TYPED = frozenset(b"<.?")
_CLASS = {
    "csharp": tuple(
        re.compile(pattern)
        for pattern in (
            rb"class(?<![\w.@]class)(?<!record class)\s++(?!where\b)([A-Za-z_\x80-\xff][\w\x80-\xff]*+)",
            rb"struct(?<![\w.@]struct)(?<!record struct)\s++(?!where\b)([A-Za-z_\x80-\xff][\w\x80-\xff]*+)",
            rb"interface(?<![\w.@]interface)\s++([A-Za-z_\x80-\xff][\w\x80-\xff]*+)",
            rb"enum(?<![\w.@]enum)\s++([A-Za-z_\x80-\xff][\w\x80-\xff]*+)(?=\s*+[{:])",
            rb"record(?<![\w.@]record)\s++(?:(?:class|struct)\s++)?([A-Za-z_]\w*+)(?=\s*+[<({:;])",
        )
    ),
    "dart": tuple(
        re.compile(rb"%s(?<![\w.$]%s)\s++([A-Za-z_$][\w$]*+)(?=[\s<{;])" % (word, word))
        for word in (b"class", b"mixin", b"enum")
    ),
}
_NO_FUNCTION = {
    "csharp": frozenset(b"when using lock fixed foreach await and or not is".split()),
    "dart": frozenset(b"await when is".split()),
}


def arrow_definitions(code: bytes, kind: str) -> Definitions:
    """Functions with a body in braces or behind an arrow; classes, interfaces, enums, records."""
    found = Definitions()
    classes = [match for each in _CLASS[kind] for match in each.finditer(code)]
    found.classes = sorted(match.start() for match in classes)
    names = {match[1] for match in classes}
    if kind == "dart":
        code = _NAMED.sub(rb"[\1]", code)
    functions = []
    size = len(code)
    for match in _HEADS.finditer(code[::-1]):
        start, body = size - match.end(), size - match.start() - 1
        head = code[start : size - match.start(1)]
        function = _function(head, start, kind) if CLOSE in head else None
        if function is not None and (not function[2] or kind == "dart" or function[1] in names):
            functions.append((function[0], function[1], body))
    for at, name, body in reversed(functions):
        found.functions.append(at)
        found.names.append(name)
        found.bodies.append(body)
    return found


def _function(head: bytes, start: int, kind: str) -> tuple[int, bytes, bool] | None:
    attributes = _ATTRIBUTES.match(head)
    if attributes:
        head = b" " * attributes.end() + head[attributes.end() :]
    if (
        CONTROL.match(head)
        or head.split(None, 1)[0] in _NO_FUNCTION[kind]
        or _OPENS_CLASS.search(head)
    ):
        return None
    if head.count(b"(") > 1:
        head = _TUPLE.sub(lambda found: b"_" * len(found[0]), head, count=1)
    if not _TYPED.isdisjoint(head):
        head = _BEFORE_PARAMETERS.sub(b"", head)
    plain = _PLAIN.match(head)
    if plain and plain[2] not in NO_NAME:
        return start + plain.start(1), plain[2], False
    return function_of_head(head, start)
