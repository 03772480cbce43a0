"""Decision points of blanked code: offsets of the tokens where a path forks.

C-like languages count lizard's tokens: `if for while case catch && || ?`, and `#if #ifdef #elif`
(`preprocessor.py`). Python counts radon's rule, `python.py`. One pattern for each word, since a
pattern that is one literal prefix is searched fastest (412 to 485 MB/s for all of them together,
against 249 to 284 for one alternation).
"""

import re
from functools import cache


def word(name: str, before: str = r"\w.$") -> str:
    """A whole word: what may not stand before it is looked at behind its literal."""
    return rf"{name}(?![\w$])(?<![{before}]{name})"


_BRANCHES = (word("if"), word("for"), word("while"), word("case"), word("catch"))
_OR = r"\|\|"

_LISTS: dict[str, tuple[str, ...]] = {
    # `T&& x`, `auto &&x`, `vector<T> &&` and `&&...` are references, no operators.
    "c": (*_BRANCHES, _OR, r"&&(?!\s*[,).])(?!(?<=[\w>]&&)\s)(?<!auto &&)", r"\?"),
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
    "python": tuple(
        word(name, r"\w.") for name in ("if", "elif", "for", "while", "except", "and", "or")
    ),
}


@cache
def _patterns(decisions: str) -> tuple[re.Pattern[bytes], ...]:
    return tuple(re.compile(pattern.encode()) for pattern in _LISTS[decisions])


def decision_offsets(code: bytes, decisions: str) -> list[int]:
    """Offsets of the decision tokens of one list, ascending."""
    offsets = [
        match.start() for pattern in _patterns(decisions) for match in pattern.finditer(code)
    ]
    offsets.sort()
    return offsets


def rows_of(code: bytes, offsets: list[int]) -> tuple[int, ...]:
    """The line of each offset, ascending. Counts newlines from one offset to the next."""
    rows = []
    row = previous = 0
    count = code.count
    for offset in offsets:
        row += count(b"\n", previous, offset)
        previous = offset
        rows.append(row)
    return tuple(rows)
