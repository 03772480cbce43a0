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

_NOT_FIRST = (
    "if|for|while|switch|catch|return|else|do|try|new|throw|goto|finally"
    "|assert|namespace|co_return|co_await|co_yield"
)
# Java has methods named `delete` and methods that are `synchronized`.
CONTROL = re.compile(rb"\s*+(?:(?:%s|delete)(?!\w)|synchronized\s*+\()" % _NOT_FIRST.encode())
# Heads are found from their brace backwards, in reversed code: `{` is rare and one literal byte.
_HEAD_REVERSED = re.compile(rb"\{[^;{}]*+")
# Nine heads of ten: words of a type, a name, parameters without parentheses.
_PLAIN = re.compile(
    rb"\s*+(?>(?:@[\w.]++\s++)*)()(?!template\b)(?=[\w<\x80-\xff])(?>(?:[\w$.<>\[\],?&*\x80-\xff]++\s++)+)[*&]*+"
    rb"(?<!\Wnew\s)(?<!\Wrecord\s)([A-Za-z_$\x80-\xff][\w$\x80-\xff]*+)\([^()]*+\)\s*+(?:\Z|(?!default\b)[A-Za-z])"
)
_COMPACT = re.compile(
    rb"\s*+(?>(?:@(?!interface\b)[\w.]++\s++)*)((?>(?:(?:public|protected|private)\s++)?)([A-Z]\w*+))\s*+\Z"
)
_OLD_STYLE = re.compile(
    rb"\n(\w[\w \t*\n]*?(\w+)[ \t]*+\([\w \t\n,]++\))\s*+(?>(?:\w[\w\s*,\[\]]*+;\s*+)+)\Z"
)
_OLD_STYLE_WINDOW = 600
_NO_NAME = frozenset(
    (_NOT_FIRST + "|synchronized|case|sizeof|defined|decltype|foreach").encode().split(b"|")
)
_ATTRIBUTE = frozenset(b"__attribute__ __attribute __declspec alignas _Alignas __asm__ asm".split())
_CALLS_IN_FRONT = 64
_PARAMETERS = re.compile(
    rb"[^()]*+(?>(?:\((?>(?:[^()]++|\((?>(?:[^()]++|\((?>(?:[^()]++|\([^()]*+\))*)\))*)\))*)\)[^()]*+)*)\)\s*+"
)
# Read backwards from the parenthesis: the name, then the byte before it.
_NAME = re.compile(rb"\s*+([\w$\x80-\xff]++)\s*+([^\s]?+)")
_ACCESS = re.compile(rb"(?:public|protected|private)\s*+:(?!:)\s*+")
_LEAD = re.compile(
    rb"(?>(?:\s++|\[\[[^\]()]*+\]\]|@(?!interface)[\w.]++(?!\s*+\Z)|[^<(:@]*+:(?!:))*)"
)
# Behind a call at the start of a line: a declaration, or a call on a line of its own.
_DECLARES = re.compile(
    rb"(?!noexcept\b)[\w$\x80-\xff][\w$\x80-\xff:]*+[\s*&]++(?:[\w$\x80-\xff:<>*&]++\s*+)+\("
    rb"|(?<=\n)(?!noexcept|throw|__attribute__|requires|alignas)[\w$]++\s*+\("
)
_POINTER = re.compile(rb"\s*+\*\s*+(\w++)\s*+\(")
_BRACKET = re.compile(rb"[<>()]")
# `default {}` is the value of an annotation's element.
_AFTER = re.compile(rb"(?!default\b)[\w:&\[(\x80-\xff]|->|\Z")
_OPERATOR = re.compile(rb"(?:^|[\s*&>:])operator(?!\w)\s*+[^=;]*")
_ENDS_TYPE = frozenset(
    b"*&>]:~'\"_$0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
) | frozenset(range(128, 256))


def brace_definitions(code: bytes, kind: str) -> Definitions:
    """Functions and classes of code without directives; `kind` is `c` or `java`."""
    functions, classes = [], []
    names: set[bytes] = set()
    size = len(code)
    bare = _old_style if kind == "c" else _compact if b"record" in code else _nothing
    for match in _HEAD_REVERSED.finditer(code[::-1]):
        start, body = size - match.end(), size - match.start() - 1
        head = code[start:body]
        if CONTROL.match(head):
            continue
        function = (function_of_head if b")" in head else bare)(head, start, code)
        if function is not None:
            functions.append((*function, body))
            continue
        opened = class_of(head)
        if opened is not None:
            classes.append(start + opened[0])
            names.update(opened[1])
    if kind == "c" and b"@" in code:
        classes += [match.start() for match in OBJECTIVE_C.finditer(code)]
    found = Definitions(classes=sorted(classes))
    for at, name, alone, body in reversed(functions):
        if not alone or name in names or (kind == "c" and _is_declared(code, at, name)):
            found.functions.append(at)
            found.names.append(name)
            found.bodies.append(body)
    return found


def function_of_head(head: bytes, start: int, _: bytes = b"") -> tuple[int, bytes, bool] | None:
    """As `_function`, with the quick answer first; `head` starts with no word of `CONTROL`."""
    plain = _PLAIN.match(head)
    if plain and plain[2] not in _NO_NAME:
        return start + plain.start(1), plain[2], False
    return _function(head, start)


def _nothing(_head: bytes, _start: int, _code: bytes) -> None:
    """Without parentheses and records, no head of Java is a function."""


def _compact(head: bytes, start: int, _: bytes) -> tuple[int, bytes, bool] | None:
    """A record's constructor without parameters of its own: its name alone."""
    named = _COMPACT.match(head)
    return (start + named.start(1), named[2], True) if named else None


def _old_style(head: bytes, start: int, code: bytes) -> tuple[int, bytes, bool] | None:
    """C before 1989, `int f(a) int a; {`: declarations stand between parameters and body."""
    if code[start - 1 : start] != b";" or not head.isspace():
        return None
    found = _OLD_STYLE.search(code, max(0, start - _OLD_STYLE_WINDOW), start)
    if found is None or found[2] in _NO_NAME:
        return None
    return found.start(1), found[2], False


def _is_declared(code: bytes, at: int, name: bytes) -> bool:
    """Whether a name without a type declares: at the start of a line, or a test's macro."""
    return code[at - 1] == 10 or (b"TEST" in name and name.isupper())


def _function(head: bytes, at: int) -> tuple[int, bytes, bool] | None:
    """Offset and name of the function that a head defines, and whether its name stands alone.

    `at` is the head's offset. `before` ends at the first parenthesis; `rest` is what follows.
    """
    # A leading `)` closes an annotation whose value held braces: `@A({B, C}) void f() {`.
    text = head.lstrip().removeprefix(b")")
    label = _ACCESS.match(text)
    text = text[label.end() :] if label else text
    if text.startswith(b"template"):
        text = text[_template_end(text) :]
    at += len(head) - len(text)
    before, _, rest = text.partition(b"(")
    start = None
    for _ in range(_CALLS_IN_FRONT):
        lead = _LEAD.match(before)
        skipped = lead.end() if lead else 0
        before, at = before[skipped:], at + skipped
        closed = _PARAMETERS.match(rest)
        if closed is None:
            return None
        after = rest[closed.end() :]
        named = _NAME.match(before[::-1])
        name, last = (named[1][::-1], named[2]) if named else (b"", b"")
        if name in _ATTRIBUTE:
            # `void __attribute__((noinline)) f(int a) {`: the type stands before it.
            start = start if start is not None or not last else at
        elif not before.startswith((b"@", b"[[")) and (
            last or not _DECLARES.match(rest, closed.end())
        ):
            if start is not None:
                at, last = start, last or b"_"
            return _judged(before, at, name, last, rest, after)
        opens = after.find(b"(")
        if opens < 0:
            return None
        at += len(before) + 1 + closed.end()
        before, rest = after[:opens], after[opens + 1 :]
    return None


def _template_end(text: bytes) -> int:
    """Where the `<...>` behind `template` ends; comparisons in parentheses do not count."""
    angles = parentheses = 0
    for match in _BRACKET.finditer(text):
        bracket = match[0]
        if bracket == b"(":
            parentheses += 1
        elif bracket == b")":
            parentheses -= 1
        elif parentheses == 0:
            angles += 1 if bracket == b"<" else -1
            if angles == 0:
                # A member of a class template has two headers.
                rest = text[match.end() :].lstrip()
                end = len(text) - len(rest)
                return end + _template_end(rest) if rest.startswith(b"template") else end
    return 0


def _judged(
    before: bytes, at: int, name: bytes, last: bytes, rest: bytes, after: bytes
) -> tuple[int, bytes, bool] | None:
    if b"operator" in before and _OPERATOR.search(before):
        return at, before[before.index(b"operator") :].rstrip(), False
    if (
        not name
        or before[:1] == b","
        or name in _NO_NAME
        or b"=" in before
        or not _AFTER.match(after)
    ):
        return None
    pointer = _POINTER.match(rest) if after.startswith(b"(") else None
    if pointer:
        name = pointer[1]
    if not last:
        return at, name, True
    if last[0] not in _ENDS_TYPE or (last == b":" and not before.count(b"::")):
        return None
    words = before.split(None, 1)
    if words[0] == b"case" or b"record" in before.split()[-2:-1]:
        return None
    return at, b"~" + name if last == b"~" else name, False
