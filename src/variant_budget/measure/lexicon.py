"""The policy's symbols as measuring needs them: whether a blob can hold one, and where one stands."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from variant_budget.domain.symbols import tokens_of

FEW = 24
"""Keys up to which each is searched on its own; more are looked up among all words of the blob."""

_PLAIN_WORD = re.compile(r"[A-Za-z0-9_]+")
_WORDS = bytes(
    byte if chr(byte) in "_0123456789" or (byte < 128 and chr(byte).isalpha()) else 32
    for byte in range(256)
)
_END = None
_QUOTES = "\"'`"


class Found(NamedTuple):
    """A symbol among tokens: they are `tokens[first:end]`."""

    first: int
    end: int
    symbol: str


class Lexicon:
    """Symbols in their canonical spelling (domain/symbols.py)."""

    __slots__ = ("_keys", "_tree", "_whole", "symbols")

    def __init__(self, symbols: Iterable[str]) -> None:
        self.symbols = tuple(sorted({symbol for symbol in symbols if symbol.strip()}))
        self._tree: dict[Any, Any] = {}
        for symbol in self.symbols:
            _plant(self._tree, symbol)
        # A word that any text with the symbol holds: the longest, since it is the rarest.
        keys = {max(_PLAIN_WORD.findall(symbol), key=len, default="") for symbol in self.symbols}
        self._keys = frozenset(key.encode() for key in keys)
        self._whole = [
            (key, re.compile(re.escape(key) + rb"(?!\w)(?<!\w" + re.escape(key) + rb")"))
            for key in sorted(self._keys)
        ]

    def __bool__(self) -> bool:
        return bool(self.symbols)

    def occurs(self, data: bytes) -> bool:
        """Whether the bytes may hold a symbol; False is certain.

        A symbol without an ASCII letter or digit is taken to be everywhere.
        """
        if len(self._whole) > FEW:
            return b"" in self._keys or not self._keys.isdisjoint(data.translate(_WORDS).split())
        return any(data.find(key) >= 0 and whole.search(data) for key, whole in self._whole)

    def found(self, tokens: Sequence[str]) -> list[Found]:
        """The symbols among tokens (measure/tokens.py), without overlap; the longest at a place."""
        found = []
        at = 0
        while at < len(tokens):
            symbol = self._longest(tokens, at)
            if symbol:
                found.append(symbol)
            at = symbol.end if symbol else at + 1
        return found

    def _longest(self, tokens: Sequence[str], first: int) -> Found | None:
        longest = None
        node: dict[Any, Any] = self._tree
        for at in range(first, len(tokens)):
            for word in _words(tokens[at]):
                if word not in node:
                    return longest
                node = node[word]
            if _END in node:
                longest = Found(first, at + 1, node[_END])
        return longest


def _plant(tree: dict[Any, Any], symbol: str) -> None:
    for word in symbol.split(" "):
        tree = tree.setdefault(word, {})
    tree[_END] = symbol


def _words(token: str) -> Sequence[str]:
    """A token in the words of canonical symbols, where an operator is one for each character."""
    if token[0] in _QUOTES:
        return next(tokens_of(token)).text.split(" ")
    is_word = token[0].isalnum() or token[0] == "_"
    return (token,) if is_word or token == "::" else token  # noqa: S105
