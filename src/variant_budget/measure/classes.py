"""C-like languages and Java: classes, structs, unions, enums, interfaces and records with a body."""

import re
from functools import cache

_ATTRIBUTES = (
    r"(?:(?:__attribute__|__declspec|alignas|_Alignas|[A-Z_]++)\s*+"
    r"\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)\s*+)*+"
)
# The name, words around it, template arguments, then the bases; a `class T>` is a template's.
_C_TAIL = (
    r"(?!\w)(?<!\w{word})\s*+(?:\[\[[^\]]*+\]\]\s*+)?" + _ATTRIBUTES +
    r"((?:[\w\x80-\xff:]++\s*+)*+)(?:<[^;{}()]*+>\s*+)?(?:final\s*+)?(?::(?!:)[^;{}()=]*+)?\{"
)
_JAVA_TAIL = r"(?!\w)(?<![\w.]{word})\s++([\w$\x80-\xff]++)[^;{}()=]*+\{"
_RECORD = r"record(?!\w)(?<![\w.]record)\s++([\w$\x80-\xff]++)\s*+(?:<[^;{}()]*+>)?\s*+\([^{};]*+\{"
# An Objective-C class or protocol; `@protocol A;` and `@class B;` only announce one.
_OBJC = r"@(?:interface|protocol)\s++(\w++)(?![^\n]*[;,])(?<!\w@)"


@cache
def _patterns(kind: str) -> tuple[tuple[bytes, re.Pattern[bytes]], ...]:
    if kind == "java":
        words, tail, other = ("class", "interface", "enum"), _JAVA_TAIL, ("record", _RECORD)
    else:
        words, tail, other = ("class", "struct", "union", "enum"), _C_TAIL, ("@", _OBJC)
    rows = [(word, word + tail.replace("{word}", word)) for word in words] + [other]
    return tuple((word.encode(), re.compile(pattern.encode())) for word, pattern in rows)


def brace_classes(code: bytes, kind: str) -> tuple[list[int], set[bytes]]:
    """Offsets of the words that open a class, ascending, and the names of the classes."""
    starts: dict[int, int] = {}
    names = set()
    for word, pattern in _patterns(kind):
        if word not in code:
            continue
        for match in pattern.finditer(code):
            # `enum class A {` is found twice; its brace is one.
            starts.setdefault(match.end(), match.start())
            names.update(match[1].replace(b":", b" ").split())
    return sorted(starts.values()), names
