"""Languages whose definitions start with a word: `fn`, `func`, `fun`, `def`, `function`, `sub`.

One row of patterns a language (`KEYWORDS`), one finder for all. A definition stands on the line of
its word. The search for a body ends where the next definition starts, so the whole is linear: a
header that never opens its body costs its own length.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from variant_budget.measure.definitions import Definitions


class Keywords(NamedTuple):
    """The patterns of one language; each starts with a literal, group 1 holds the name.

    `header` leads from behind a name to the byte that opens the body. Where it does not match, the
    definition has no body and does not count. What group 1 of `besides` finds is no function.
    """

    functions: tuple[str, ...]
    classes: tuple[str, ...] = ()
    header: str = ""
    besides: str = ""


def _words(words: str, name: str, before: str = "") -> tuple[str, ...]:
    """`word name`, where no `a.word`, `$word`, `@word`, `:word` or `'before' word` stands."""
    behind = f"(?<!{before} {{0}})" if before else ""
    return tuple(
        rf"{word}(?<![\w.$@:]{word}){behind.format(word)}\s++({name})" for word in words.split()
    )


def _group(depth: int) -> str:
    """Balanced parentheses and brackets; deeper ones fail, and so does the header."""
    inside = r"[^()\[\]]*+"
    for _ in range(depth):
        inside = rf"(?>(?:[^()\[\]]++|[(\[]{inside}[)\]])*)"
    return rf"[(\[]{inside}[)\]]"


_GROUP = _group(6)
_NAME = r"[\w\x80-\xff]++"
_TICKED = rf"(?:`[^`\n]++`|{_NAME})"
# What stands between the word and the parameters, with receivers and type parameters.
_UP_TO_PARAMETERS = r"[^\s(){};][^\n(){};]{0,500}+(?=\()"

_TO_BRACE = rf"(?>(?:[^(){{}}\[\];]++|{_GROUP})*)(?={{)"
# Without semicolons a declaration ends with its line, unless the next line goes on with it.
_LINE = rf"(?>(?:[^\n(){{}}\[\]]++|{_GROUP})*)"
_LINE_TO_EQUALS = rf"(?>(?:[^\n(){{}}\[\]=]++|{_GROUP})*)"
_SCALA_LINE = rf"(?>(?:[^\n(){{}}\[\]=]++|=>|{_GROUP})*)"
# Names of tests are sentences: fun `an object of this class`().
_NOT_IN_TICKS = r"(?![^`\n(){}]{0,200}+`\s*+\()"
_KOTLIN_ACCESS = r"@[\w.]++(?:\([^()]*+\))?|private|internal|protected|public|actual|expect"
_SIGNS = r"[^\w\s(){}\[\]:;,.=`'\"]++"

KEYWORDS = {
    "rust": Keywords(
        _words("fn", rf"(?>(?:r#)?){_NAME}"),
        (*_words("struct enum trait", _NAME), rf"union(?<![\w.$]union)\s++({_NAME})(?=\s*+[<{{])"),
        _TO_BRACE,
    ),
    "kotlin": Keywords(
        (
            *_words("fun", _UP_TO_PARAMETERS),
            rf"fun(?=<)(?<![\w.$@:]fun)({_UP_TO_PARAMETERS})",
            r"(constructor)(?<![\w.]constructor)\s*+(?=\()",
            # `= get()` and `f(get())` call it.
            r"(get)(?<![\w.(]get)(?<![=(,] get)(?=\(\))",
            rf"(set)(?<![\w.]set)(?=\((?:{_NAME})?\))",
        ),
        (
            *_words("class interface", _TICKED + _NOT_IN_TICKS),
            *_words("object", _TICKED + _NOT_IN_TICKS, "companion"),
        ),
        # A line may end with the colon before its result.
        rf"{_LINE_TO_EQUALS}(?>(?:(?:\n\s*+(?:where\b|:)|(?<=:)\n){_LINE_TO_EQUALS})*)\s*+(?=[={{])",
        # A primary constructor is part of its class.
        rf"class\s++{_NAME}(?:<(?>(?:[^(){{}}<>]{{1,200}}+|<[^(){{}}<>]{{0,200}}+>){{0,20}})>)?\s*+(?>(?:(?:{_KOTLIN_ACCESS})\s++)*)(constructor)",
    ),
    "swift": Keywords(
        (
            *_words("func", _UP_TO_PARAMETERS),
            r"(init)(?<![\w.`]init)[?!]?(?:<[^(){}]{0,500}+)?(?=\()",
            r"(deinit)(?<![\w.`]deinit)(?=\s*+\{)",
        ),
        # `import struct A.B` defines none.
        _words(
            "class struct enum actor protocol",
            rf"(?!func\b|var\b|let\b|override\b){_TICKED}",
            "import",
        ),
        rf"{_LINE}(?>(?:\n\s*+(?:->|where\b|throws\b|rethrows\b|async\b){_LINE})*)\s*+(?={{)",
    ),
    "scala": Keywords(
        _words("def", rf"(?:{_TICKED}(?:(?<=_)[^\w\s(\[{{:,;`]++)?|[^\w\s(\[{{,;`]++)"),
        (
            *_words("class trait enum", _TICKED),
            *_words("object", rf"(?:{_TICKED}|{_SIGNS})", "package"),
        ),
        rf"{_SCALA_LINE}(?>(?:\n\s*+(?=[(\[:]){_SCALA_LINE})*)(?:\s*+(?==)|(?={{))",
    ),
    "php": Keywords(
        _words("function", rf"&?\s*+{_NAME}"),
        tuple(
            rf"{word}(?<![\w$>:\\]{word})\s++((?!extends\b|implements\b){_NAME})(?=\s*+(?:[{{:]|extends\b|implements\b))"
            for word in ("class", "interface", "trait", "enum")
        ),
        _TO_BRACE,
    ),
    "ruby": Keywords(
        _words("def", rf"(?>(?:{_NAME}\.)*)(?:{_NAME}[?!=]?+|[^\w\s(;]++)"),
        (rf"class(?<![\w.$@:]class)[ \t]++((?>(?:::)?){_NAME}(?>(?:::{_NAME})*))",),
    ),
    "lua": Keywords((*_words("function", r"[\w.:]++"), r"=\s*+function(?=\s*+\()")),
    "r": Keywords((r"<-\s*+function(?=\s*+\()",)),
    "perl": Keywords(_words("sub", r"[\w:']++"), (), r"[^;{]*+(?={)"),
    "shell": Keywords(
        (
            r"\n[ \t]*+(?:function[ \t]++)?([\w.:+@-]++)[ \t]*+\([ \t]*+\)\s*+(?=[{(])",
            r"\n[ \t]*+function[ \t]++([\w.:+@-]++)\s*+(?={)",
        )
    ),
    "powershell": Keywords(
        (
            r"(?i:function)(?<![\w.$@:-]\w{8})\s++([\w:-]++)",
            r"(?i:filter)(?<![\w.$@:-]\w{6})\s++([\w:-]++)",
        ),
        (r"(?i:class)(?<![\w.$@:-]\w{5})\s++(\w++)", r"(?i:enum)(?<![\w.$@:-]\w{4})\s++(\w++)"),
        r"\s*+(?:\([^{}]*+\)\s*+)?(?={)",
    ),
    "zig": Keywords(
        _words("fn", rf"(?:@'\"*+|{_NAME})"),
        (
            r"=\s*+(?:(?:packed|extern)\s++)?(?:struct|enum|union|opaque)\s*+(?:\([^(){}]*+\)\s*+)?(?={)",
        ),
        _TO_BRACE,
    ),
}
"""A language's `definitions` -> its patterns."""

_ASSIGNED = re.compile(rb"([\w.$]++)\s*+\Z")
_ASSIGNED_WINDOW = 100
_NAME_ENDS = re.compile(rb"[\s.:>]")


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[bytes], ...]:
    return tuple(re.compile(pattern.encode()) for pattern in patterns)


def keyword_definitions(code: bytes, kind: str) -> Definitions:
    """Functions with a body, and classes, of a language of `KEYWORDS`."""
    row = KEYWORDS[kind]
    found = Definitions()
    for at, name, body in _functions(code, row):
        found.functions.append(at)
        found.names.append(name)
        found.bodies.append(body)
    for pattern in _compiled(row.classes):
        found.classes += [match.start() for match in pattern.finditer(code)]
    found.classes.sort()
    return found


def _functions(code: bytes, row: Keywords) -> Iterator[tuple[int, bytes, int]]:
    matches = [match for each in _compiled(row.functions) for match in each.finditer(code)]
    if row.besides:
        (pattern,) = _compiled((row.besides,))
        none = {match.start(1) for match in pattern.finditer(code)}
        matches = [match for match in matches if match.start() not in none]
    matches.sort(key=re.Match[bytes].start)
    header = re.compile(row.header.encode())
    stops = [*(match.start() for match in matches[1:]), len(code)]
    for match, stop in zip(matches, stops, strict=False):
        # One byte more: the next definition may start at the brace that is looked for.
        opened = header.match(code, match.end(), min(stop + 1, len(code)))
        if opened:
            # A pattern that starts with a line end finds the line after it.
            at = match.start(1) if code[match.start()] == 10 else match.start()
            yield at, _name(code, match), opened.end()


def _name(code: bytes, match: re.Match[bytes]) -> bytes:
    """The last word of what stands between the keyword and the parameters."""
    if not match.re.groups:
        start = match.start()
        assigned = _ASSIGNED.search(code, max(0, start - _ASSIGNED_WINDOW), start)
        return assigned[1] if assigned else b""
    stretch = match[1].lstrip(b"& ") or match[1]
    if stretch.endswith(b"`"):
        return stretch[stretch.rfind(b"`", 0, -1) :]
    bare = stretch.split(b"<", 1)[0].strip() if b"<" in stretch[1:] else stretch
    return _NAME_ENDS.split(bare or stretch)[-1] or stretch.strip()
