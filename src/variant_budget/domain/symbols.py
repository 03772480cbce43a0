"""Symbols of a policy: token sequences that stand for a variant in conditions.

Whole tokens count; quotes and spaces do not matter (docs/design.md, "Owner by region").
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

_TOKEN = re.compile(
    r"\"[^\"\\]*+(?>(?:\\.[^\"\\]*+)*)\"?|'[^'\\]*+(?>(?:\\.[^'\\]*+)*)'?|`[^`]*+`?|\w+|::|\S",
    re.DOTALL,
)
_QUOTES = "\"'`"


class Token(NamedTuple):
    """One token. The text of a string is what it holds, its tokens joined with single spaces."""

    text: str
    quoted: bool = False


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of source text without comments."""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] in _QUOTES:
            inside = token[1:-1] if len(token) > 1 and token[-1] == token[0] else token[1:]
            yield Token(" ".join(_TOKEN.findall(inside)), quoted=True)
        else:
            yield Token(token)


def canonical(symbol: str) -> str:
    """A symbol as its tokens joined with single spaces: one spelling for all that mean the same."""
    return " ".join(token.text for token in tokens_of(symbol))


def lexicon_digest(symbols: Sequence[str]) -> str:
    """What stands for these canonical symbols in the keys of a cache; "" where there are none."""
    if not symbols:
        return ""
    return sha256("\n".join(symbols).encode("utf-8", "surrogateescape")).hexdigest()[:12]
