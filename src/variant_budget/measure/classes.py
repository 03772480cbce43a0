"""C-like languages and Java: the class, struct, union, enum, interface or record of a head."""

import re

from variant_budget.measure.text import CLOSE, EQUALS, OPEN

# A `class` of a template's parameters is cut off with its header before.
_WORD = re.compile(
    rb"(?:class|struct|union|enum|interface|record)(?!\w)"
    rb"(?<![\w.$]class)(?<![\w.$]struct)(?<![\w.$]union)(?<![\w.$]enum)(?<![\w.$]interface)"
    rb"(?<![\w.$]record)\s*+"
)
# `struct __attribute__((packed)) A`, `class alignas(16) A`, `class EXPORT(x) A`, `[[final]]`.
_ATTRIBUTES = re.compile(
    rb"(?>(?:(?:__attribute__|__declspec|alignas|_Alignas|[A-Z_]++)\s*+"
    rb"\((?>(?:[^()]++|\((?>(?:[^()]++|\([^()]*+\))*)\))*)\)\s*+|\[\[[^\]]*+\]\]\s*+)*)"
)
_NAME = re.compile(rb"(?:(?:class|struct)(?!\w)\s*+)?((?>(?:[\w$\x80-\xff]++(?>(?:::)?)\s*+)*))")
# Names up to the brace: no more questions.
_WHOLE = re.compile(rb"(?!(?:class|struct)(?!\w))(?>(?:[\w$\x80-\xff]++(?>(?:::)?)\s*+)*)\Z")
_NO_BODY = frozenset({b"*", b"&", b",", b">", b"."})
_BASES = frozenset({b"extends", b"implements", b"permits"})
_COMPONENTS = re.compile(rb"(?:<[^()]*>)?\s*+\(")

# An Objective-C class or protocol; `@protocol A;` and `@class B;` only announce one.
OBJECTIVE_C = re.compile(rb"@(?:interface|protocol)\s++(\w++)(?<!\w@)(?![ \t]*[;,])")


def class_of(head: bytes) -> tuple[int, list[bytes]] | None:
    """Offset in the head of the word that opens a class, and its names; None for other heads."""
    for match in _WORD.finditer(head):
        at = match.end()
        whole = _WHOLE.match(head, at)
        if whole and match[0][:1] != b"r":
            return match.start(), whole[0].replace(b"::", b" ").split()
        attributes = _ATTRIBUTES.match(head, at)
        at = attributes.end() if attributes and match[0][:6] != b"record" else at
        named = _NAME.match(head, at)
        names = named[1].replace(b"::", b" ").split() if named else []
        rest = head[named.end() :] if named else b""
        if match[0].startswith(b"record"):
            if len(names) != 1 or not _COMPONENTS.match(rest):
                continue
        elif (
            not rest.startswith((b":", b"<")) and (OPEN in rest or EQUALS in rest or CLOSE in rest)
        ) or (rest[:1] in _NO_BODY and _BASES.isdisjoint(names)):
            continue
        return match.start(), names
    return None
