"""C-like languages and Java: functions by the head before each opening brace.

A head is the text between the last `;`, `{` or `}` and a `{`. Heads need no matching of braces, so
a file whose `#if` and `#else` both open one loses nothing, and each byte is looked at a bounded
number of times. Nesting is not known; what is a function follows from the head's own words:

- its first parenthesis closes inside the head, and a name that is no keyword stands before it;
- before the name stands a type or modifier, or it is a constructor (named as a class of this
  file), qualified (`A::f`), a destructor, or, in C, starts its line: an indented `for_each(x) {`
  is a loop by a macro.
"""

import re

from variant_budget.measure.classes import brace_classes
from variant_budget.measure.definitions import Definitions

_NOT_FIRST = (
    "if|for|while|switch|catch|return|else|do|try|new|throw|delete|goto|synchronized|finally"
    "|assert|namespace|co_return|co_await|co_yield"
)
_CONTROL = re.compile(rb"\s*+(?:%s)(?!\w)" % _NOT_FIRST.encode())
# Heads are found from their brace backwards, in reversed code: `{` is rare and one literal byte.
_HEAD_REVERSED = re.compile(rb"\{[^;{}()]*+\)[^;{}]*+")
# Nine heads of ten: words of a type, a name, parameters without parentheses.
_PLAIN = re.compile(
    rb"\s*+(?:@[\w.]++\s++)*+()(?:[\w$.<>\[\],?&*\x80-\xff]++\s++)++[*&]*+"
    rb"(?<!\Wnew\s)(?<!\Wrecord\s)([A-Za-z_$\x80-\xff][\w$\x80-\xff]*+)\([^()]*+\)\s*+(?:\Z|[A-Za-z])"
)
_NO_NAME = frozenset((_NOT_FIRST + "|case|sizeof|defined|decltype|foreach").encode().split(b"|"))
_ATTRIBUTE = frozenset(
    b"__attribute__ __attribute __declspec alignas _Alignas __asm__ asm".split()
)
_ATTRIBUTES_IN_FRONT = 8
_PARAMETERS = re.compile(
    rb"[^()]*+(?:\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\)[^()]*+)*+\)\s*+"
)
# Read backwards from the parenthesis: the name, then the byte before it.
_NAME = re.compile(rb"\s*+([\w$\x80-\xff]++)\s*+([^\s]?+)")
_LEAD = re.compile(rb"(?:\s++|@(?!interface)[\w.]++(?!\s*+\Z)|[^<(:@]*+:(?!:))*+")
_DECLARES = re.compile(rb"[\w$\x80-\xff:]++[\s*&]++(?:[\w$\x80-\xff:<>*&]++\s*+)+\(")
_POINTER = re.compile(rb"\s*+\*\s*+(\w++)\s*+\(")
_AFTER = re.compile(rb"[\w:&\[(\x80-\xff]|->|\Z")
_OPERATOR = re.compile(rb"(?:^|[\s*&>:])operator(?!\w)\s*+[^=;]*")
_ENDS_TYPE = frozenset(
    b"*&>]:~'\"_$0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
) | frozenset(range(128, 256))


def brace_definitions(code: bytes, kind: str) -> Definitions:
    """Functions and classes of code without directives; `kind` is `c` or `java`."""
    classes, names = brace_classes(code, kind)
    found = Definitions(classes=classes)
    size = len(code)
    for match in _HEAD_REVERSED.finditer(code[::-1]):
        start, body = size - match.end(), size - match.start() - 1
        head = code[start:body]
        if _CONTROL.match(head):
            continue
        plain = _PLAIN.match(head)
        if plain and plain[2] not in _NO_NAME:
            at, name = start + plain.start(1), plain[2]
        else:
            function = _function(head, start)
            if function is None:
                continue
            at, name, alone = function
            if alone and name not in names and not (kind == "c" and code[at - 1] == 10):
                continue
        found.functions.append(at)
        found.names.append(name)
        found.bodies.append(body)
    found.functions.reverse()
    found.names.reverse()
    found.bodies.reverse()
    return found


def _function(head: bytes, at: int) -> tuple[int, bytes, bool] | None:
    """Offset and name of the function that a head defines, and whether its name stands alone.

    `at` is the head's offset. `before` ends at the first parenthesis; `rest` is what follows.
    """
    # A leading `)` closes an annotation whose value held braces: `@A({B, C}) void f() {`.
    text = head.lstrip().removeprefix(b")")
    at += len(head) - len(text)
    before, _, rest = text.partition(b"(")
    for _ in range(_ATTRIBUTES_IN_FRONT):
        lead = _LEAD.match(before)
        skipped = lead.end() if lead else 0
        before, at = before[skipped:], at + skipped
        closed = _PARAMETERS.match(rest)
        if closed is None:
            return None
        after = rest[closed.end() :]
        named = _NAME.match(before[::-1])
        name, last = (named[1][::-1], named[2]) if named else (b"", b"")
        attribute = name in _ATTRIBUTE or last == b"@" or before.startswith(b"[[")
        if not attribute and (last or not _DECLARES.match(after)):
            return _judged(before, at, name, last, rest, after)
        opens = after.find(b"(")
        if opens < 0:
            return None
        at += len(before) + 1 + closed.end()
        before, rest = after[:opens], after[opens + 1 :]
    return None


def _judged(
    before: bytes, at: int, name: bytes, last: bytes, rest: bytes, after: bytes
) -> tuple[int, bytes, bool] | None:
    if b"operator" in before and _OPERATOR.search(before):
        return at, before[before.index(b"operator") :].rstrip(), False
    if not name or name in _NO_NAME or b"=" in before or not _AFTER.match(after):
        return None
    if not last:
        return at, name, True
    if last[0] not in _ENDS_TYPE or (last == b":" and not before.count(b"::")):
        return None
    words = before.split(None, 1)
    if words[0] == b"case" or b"record" in before.split()[-2:-1]:
        return None
    pointer = _POINTER.match(rest) if after.startswith(b"(") else None
    if pointer:
        name = pointer[1]
    return at, b"~" + name if last == b"~" else name, False
