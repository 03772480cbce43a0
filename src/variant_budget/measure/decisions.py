"""Decision points of blanked code: offsets of the tokens where a path forks.

C-like languages count lizard's tokens: `if for while case catch && || ?`, and `#if #ifdef #elif`
(`preprocessor.py`). Python counts radon's rule, `python.py`. A pattern for each word, since one
that starts with a literal is searched fastest (412 to 485 MB/s for all of them together, against
249 to 284 for one alternation). The frequent ones share the letter that they are searched by: its
offset is that of the decision.
"""

import re
from functools import cache
from itertools import chain


def word(name: str, before: str = r"\w.$") -> str:
    """A whole word: what may not stand before it is looked at behind its literal."""
    return rf"{name}(?![\w$])(?<![{before}]{name})"


_BRANCHES = (
    r"f(?:or(?![\w$])(?<![\w.$]for)|(?<=if)(?![\w$])(?<![\w.$]if))",
    word("while"),
    r"ca(?:se(?<![\w.$]case)|tch(?<![\w.$]catch))(?![\w$])",
)
_OR = r"\|\|"

_SPACED_QUESTION = r"\?(?<=\s\?)(?![?.\[])"
_PAIRS = r"[(\[](?>(?:[^()\[\]]++|[(\[](?>(?:[^()\[\]]++|[(\[][^()\[\]]*+[)\]])*)[)\]])*)[)\]]"


def _words(words: str, before: str = r"\w.$") -> tuple[str, ...]:
    return tuple(word(name, before) for name in words.split())


_LISTS: dict[str, tuple[str, ...]] = {
    # `T&& x`, `T &&x`, `auto &&x`, `vector<T> &&x` and `&&...` are references, no operators;
    # `f() && {` is a function's, and `operator &&` defines one.
    "c": (
        *_BRANCHES,
        r"\|\|(?<!operator\|\|)(?<!operator \|\|)",
        (
            r"&&(?!\s*[,).{>;=])(?<!operator&&)(?<!operator &&)"
            r"(?!(?<=[\w>]&&)\s)(?<!auto &&)(?<!> &&)(?!(?<=\b[A-Z] &&)\w)"
        ),
        r"\?",
    ),
    # `<?>`, `<? extends T>` and `Map<?, ?>` are wildcards.
    "java": (*_BRANCHES, _OR, "&&", r"\?(?!\s*(?:[>,&)]|extends\b|super\b))"),
    "go": (word("if"), word("for"), word("case"), _OR, "&&"),
    # `a?.b`, `a ?? b` and TypeScript's `a?: T`, `f?()` are no conditions; `a ?.5 : b` is one.
    # A word before `:` or `?:` is a key.
    "script": (
        *(branch + r"(?!\s*\??:)" for branch in _BRANCHES),
        _OR,
        "&&",
        r"\?(?![?:,);=\]]|\.(?!\d))(?<!\?\?)",
    ),
    # A nullable type has no space before its `?`; `a?.b` and `a ?? b` are no conditions.
    "csharp": (*_BRANCHES, word("foreach"), _OR, "&&", _SPACED_QUESTION),
    "dart": (*_BRANCHES, _OR, "&&", _SPACED_QUESTION),
    # An arm of `when` but `else`: an arrow on a line that opens no lambda and names no type.
    "kotlin": (
        *_words("if for while catch"),
        _OR,
        "&&",
        r"\n[ \t]*+(?!else\b|[{}])(?>(?:[^\n{}=:\->!<]++|[=!]==?+|[<>]=?+|::|-(?!>))*)(->)",
    ),
    # `case` with a colon: those of an `enum` and of `if case` have none.
    "swift": (
        *_words("if for while catch guard"),
        rf"case(?![\w$])(?<![\w.$`]case)(?=(?>(?:[^\n(){{}}\[\]:]{{1,300}}+|(?<=,)\n|{_PAIRS}){{0,50}}):)",
        _OR,
        "&&",
        r"\?(?<=\s\?)(?=\s)",
    ),
    # The handlers of `catch` are cases. `case class`, an enum's `case` and `case _` are none.
    "scala": (
        *_words("if for while"),
        (
            r"case(?![\w$])(?<![\w.$]case)(?!\s++(?:class|object)\b)(?!\s++_\s*+=>)"
            r"(?=[^\n]{0,300}?=>|[^\n]{0,300}\n[ \t]*+(?:\||if\b)[^\n]{0,300}?=>)"
        ),
        _OR,
        "&&",
    ),
    # `for` of a loop, not of `impl A for B`; `?` returns early; an arm of `match` but `_`. `&&x` is
    # a reference and `|| x` behind `(`, `,`, `=` or `move` a closure.
    "rust": (
        *_words("if while"),
        r"for(?![\w$<])(?<![\w.$]for)(?=[^;{}]{1,300}?\sin\b)",
        r"\|\|(?<![(,={|]\|\|)(?<![(,={]\s\|\|)(?<!move \|\|)(?<!return \|\|)(?=\s)",
        r"&&(?=\s)",
        r"\?(?!Sized)(?<![(,+:]\?)",
        r"=>(?<!\b_ =>)(?<!\b_=>)",
    ),
    # `?int` is a type, `??` and `?->` are no conditions.
    "php": (
        *_words("if elseif for foreach while case catch", r"\w$>:"),
        *_words("and or xor", r"\w$>:\\"),
        _OR,
        "&&",
        r"\?(?<!\?\?)(?=[\s:])",
    ),
    "ruby": (
        *(
            branch + r"(?![?!=]|:(?!:))"
            for branch in _words("if unless elsif while until for when rescue and or", r"\w.$@:")
        ),
        _OR,
        "&&",
        r"\?(?<=\s\?)(?=\s)",
    ),
    "lua": _words("if elseif for while until and or", r"\w.:"),
    # Each arm of `case` but `*)`.
    "shell": (
        *_words("if elif for while until select", r"\w.$-"),
        r"\|\|",
        "&&",
        r"\n[ \t]*+\(?+(?!\*\))([^\s()#$`;&<>=|]++(?>(?:[ \t]*+\|[ \t]*+[^\s()#$`;&<>=|]++)*)\))",
    ),
    "perl": (
        *_words("if elsif unless for foreach while until and or", r"\w$@%>:-"),
        _OR,
        "&&",
        r"\?(?<=\s\?)(?=\s)",
    ),
    "powershell": (
        *(
            rf"(?i:{name})(?![\w-])(?<![\w.$-]\w{{{len(name)}}})"
            for name in ("if", "elseif", "for", "foreach", "while", "until", "catch")
        ),
        r"-(?i:and|or|xor)(?!\w)",
    ),
    "r": (*_words("if for while repeat", r"\w."), _OR, "&&"),
    # Each prong of `switch` but `else`.
    "zig": (
        *_words("if for while catch orelse and or", r"\w.@"),
        r"=>(?<!else =>)",
    ),
    "python": (
        r"f(?:or(?![\w$])(?<![\w.]for)|(?<=if)(?![\w$])(?:(?<![\w.]if)|(?<=elif)(?<![\w.]elif)))",
        r"x(?<=ex)cept(?![\w$])(?<![\w.]except)",
        *_words("while and or", r"\w."),
    ),
}


_START = re.Match[bytes].start
_SIGN = re.compile(r"\\?([?|&])")


@cache
def _patterns(decisions: str) -> tuple[tuple[int, re.Pattern[bytes]], ...]:
    """Each pattern, and the sign without which there is nothing to search for: 0 for a word."""
    signs = ((_SIGN.match(pattern), pattern) for pattern in _LISTS[decisions])
    return tuple((ord(sign[1]) if sign else 0, re.compile(p.encode())) for sign, p in signs)


def decision_offsets(code: bytes, decisions: str) -> list[int]:
    """Offsets of the decision tokens of one list, ascending."""
    offsets: list[int] = []
    for sign, pattern in _patterns(decisions):
        if pattern.groups:
            # It looks at a whole line; its token is the group.
            offsets += [match.start(1) for match in pattern.finditer(code)]
        elif not sign or sign in code:
            offsets += map(_START, pattern.finditer(code))
    offsets.sort()
    return offsets


def rows_of(code: bytes, *kinds: list[int]) -> list[tuple[int, ...]]:
    """The line of each offset of these lists. Counts newlines from one offset to the next, once."""
    rows: dict[int, int] = {}
    row = previous = 0
    count = code.count
    for offset in sorted(chain(*kinds)):
        row += count(b"\n", previous, offset)
        previous = offset
        rows[offset] = row
    return [tuple(map(rows.__getitem__, offsets)) for offsets in kinds]
