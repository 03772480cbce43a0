"""C-like languages and Java: the function that a head, the text before a brace, defines.

`QUICK` answers for control words and for nine functions of ten. `_MORE` gives what `_function` would
for annotations with arguments, qualified names, nested parameters and names that stand alone; and
`_function` reads the rest call by call. Measured: 0.6, 1.5 and 8 microseconds a head.
"""

import re

from variant_budget.measure.text import EQUALS, OPEN

_NOT_FIRST = (
    "if|for|while|switch|catch|return|else|do|try|new|throw|goto|finally"
    "|assert|namespace|co_return|co_await|co_yield"
)
# Java has methods named `delete` and methods that are `synchronized`.
_CONTROL = rb"(?:%s|delete)(?!\w)|synchronized\s*+\(" % _NOT_FIRST.encode()
CONTROL = re.compile(rb"\s*+(?:%s)" % _CONTROL)
# Annotations without arguments, then group 1; words of a type; group 2, a name; parameters without
# parentheses: nine functions of ten.
PLAIN = (
    rb"(?>(?:@[\w.]++\s++)*)()(?!template\b)(?=[\w<\x80-\xff])(?>(?:[\w$.<>\[\],?&*\x80-\xff]++\s++)+)[*&]*+"
    rb"(?<!\Wnew\s)(?<!\Wrecord\s)([A-Za-z_$\x80-\xff][\w$\x80-\xff]*+)\([^()]*+\)\s*+(?:\Z|(?!default\b)[A-Za-z])"
)
QUICK = re.compile(rb"\s*+(?:(?=[acdefginrstw])(?:%s)|%s)" % (_CONTROL, PLAIN))
"""A word of `CONTROL`, without groups; or `PLAIN`."""

_CALL = rb"\((?>(?:[^()]++|\((?>(?:[^()]++|\([^()]*+\))*)\))*)\)"
# Group 1: where the type starts; 2: the name; 3: nothing stands behind the parameters. Without
# groups: all parentheses are those of annotations.
_MORE = re.compile(
    rb"\s*+\)?+\s*+(?>(?:@(?!interface)[\w.]++"
    rb"(?:(?<!asm)(?<!asm__)(?<!attribute)(?<!attribute__)(?<!lignas)(?<!declspec)\s*+%s)?\s*+){0,60})"
    rb"(?:()(?!template)(?=[\w<\x80-\xff])"
    rb"(?>(?:(?>(?:[\w$.<>\[\],?&*@\x80-\xff]++|::)+)\s++(?!\())*)[*&]*+(?>(?:[\w$<>]++::)*)"
    rb"([A-Za-z_$\x80-\xff][\w$\x80-\xff]*+)\s*+%s\s*+(?:\Z()|(?!default\b)[\w:&\[\x80-\xff]|->)"
    rb"|[^()]*+\Z)" % (_CALL, _CALL)
)
NO_NAME = frozenset(
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
# Behind a call that is a macro's: a declaration, or a call on a line of its own.
_DECLARES = re.compile(
    rb"(?!noexcept\b)[\w$\x80-\xff][\w$\x80-\xff:]*+[\s*&]++(?:[\w$\x80-\xff:<>*&]++\s*+)+\("
    rb"|(?<=\n)(?!noexcept|throw|__attribute__|requires|alignas)[\w$]++\s*+\("
    rb"|(?:class|struct|union|enum|namespace|template)\b"
)
_MACRO = re.compile(rb"[A-Z][A-Z0-9_]++\(")
# `int f<A>(`, a specialisation, without the `<A>`.
_SPECIALISED = re.compile(
    rb"([\w\x80-\xff])(?<!operator)<(?>(?:[^<>]++|<(?>(?:[^<>]++|<[^<>]*+>)*)>)*)>\Z"
)
_POINTER = re.compile(rb"\s*+\*\s*+(\w++)\s*+\(")
_BRACKET = re.compile(rb"[<()]|>\s*+")
# `default {}` is the value of an annotation's element.
_AFTER = re.compile(rb"(?!default\b)[\w:&\[(\x80-\xff]|->|\Z")
_OPERATOR = re.compile(rb"(?:^|[\s*&>:])operator(?!\w)\s*+[^=;]*")
_ENDS_TYPE = frozenset(
    b"*&>]:~'\"_$0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
) | frozenset(range(128, 256))
_SLOW_NAMES = NO_NAME | _ATTRIBUTE | {b"operator"}


def function_of_head(head: bytes, start: int, _: bytes = b"") -> tuple[int, bytes, bool] | None:
    """Offset and name of the function that a head defines, and whether its name stands alone.

    `start` is the offset of the head, which starts with no word of `CONTROL`.
    """
    # What closes behind the semicolons of a `for` opens nothing.
    if OPEN not in head:
        return None
    found = _MORE.match(head)
    if found is None:
        return _function(head, start)
    if found.lastindex is None:
        return None
    types, name = head[found.start(1) : found.start(2)], found[2]
    last = types.rstrip()[-1:]
    if (
        name not in _SLOW_NAMES
        and (last[0] in _ENDS_TYPE if last else found.lastindex == 3)
        and types.find(b"operator") < 0 > types.find(b"record")
        and not types.startswith(b"case")
    ):
        return start + found.start(1), name, not last
    return _function(head, start)


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
        if before.startswith(b"template"):
            skipped = _template_end(before)
            before, at = before[skipped:], at + skipped
        closed = _PARAMETERS.match(rest)
        if closed is None:
            return None
        after = rest[closed.end() :]
        if before.endswith(b">") and b"new " not in before:
            before = _SPECIALISED.sub(rb"\1", before)
        named = _NAME.match(before[::-1])
        name, last = (named[1][::-1], named[2]) if named else (b"", b"")
        if name in _ATTRIBUTE:
            # `void __attribute__((noinline)) f(int a) {`: the type stands before it.
            start = start if start is not None or not last else at
        elif not before.startswith((b"@", b"[[")) and (
            last or not _follows_macro(name, rest, closed.end())
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


def _follows_macro(name: bytes, rest: bytes, at: int) -> bool:
    """Whether a call that stands alone is a macro's, since what follows at `at` declares."""
    return bool(_DECLARES.match(rest, at) or (name.isupper() and _MACRO.match(rest, at)))


def _template_end(text: bytes) -> int:
    """Where the `<...>` behind `template` ends; comparisons in parentheses do not count."""
    end = angles = parentheses = 0
    for match in _BRACKET.finditer(text):
        bracket = match[0]
        if bracket == b"(":
            parentheses += 1
        elif bracket == b")":
            parentheses -= 1
        elif parentheses == 0:
            angles += 1 if bracket == b"<" else -1
            if angles == 0:
                end = match.end()
                # A member of a class template has two headers, hostile code any number.
                if not text.startswith(b"template", end):
                    return end
    return end


def _judged(
    before: bytes, at: int, name: bytes, last: bytes, rest: bytes, after: bytes
) -> tuple[int, bytes, bool] | None:
    if b"operator" in before and _OPERATOR.search(before):
        return at, before[before.index(b"operator") :].rstrip(), False
    if (
        not name
        or before[:1] == b","
        or name in NO_NAME
        or EQUALS in before
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
