"""The policy's symbols as measuring needs them: whether a blob can hold one, and where one stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from variant_budget.domain.symbols import tokens_of

FEW = 8
"""Groups of keys with one first letter up to which each is searched on its own.

One costs 0.3 to 1.3 ns a byte. More keys are looked up among all words of the blob, which costs 6,
however many there are.
"""

MANY = 40
"""Keys in one blob up to which each is searched on its own; looking at every word costs 55 ns a byte."""

_PLAIN_WORD = re.compile(r"[A-Za-z0-9_]+")
_WORD = re.compile(rb"[A-Za-z0-9_]++")
_SIGNS = re.compile(rb"[^\w\s]++")
_WORDS = bytes(
    byte if chr(byte) in "_0123456789" or (byte < 128 and chr(byte).isalpha()) else 32
    for byte in range(256)
)
_SLICE = 1_000_000
_END = None
_QUOTES = "\"'`"


class Found(NamedTuple):
    """A symbol among tokens: they are `tokens[first:end]`."""

    first: int
    end: int
    symbol: str


class Lexicon:
    """Symbols in their canonical spelling (domain/symbols.py)."""

    __slots__ = ("_keys", "_probes", "_tree", "symbols")

    def __init__(self, symbols: Iterable[str]) -> None:
        self.symbols = tuple(sorted({symbol for symbol in symbols if symbol.strip()}))
        self._tree: dict[Any, Any] = {}
        for symbol in self.symbols:
            _plant(self._tree, symbol)
        # A word that any text with the symbol holds: the longest, since it is the rarest.
        keys = {max(_PLAIN_WORD.findall(symbol), key=len, default="") for symbol in self.symbols}
        self._keys = frozenset(key.encode() for key in keys)
        self._probes = [
            _probe(list(group)) for _, group in groupby(sorted(self._keys), lambda key: key[:1])
        ]

    def __bool__(self) -> bool:
        return bool(self.symbols)

    def occurs(self, data: bytes) -> bool:
        """Whether the bytes may hold a symbol; False is certain.

        A symbol without an ASCII letter or digit is taken to be everywhere.
        """
        if b"" in self._keys:
            return True
        if len(self._probes) <= FEW:
            return any(
                data.find(start) >= 0 and whole.search(data) for start, whole in self._probes
            )
        return any(not self._keys.isdisjoint(_split(part)) for part in _parts(data))

    def places(self, data: bytes) -> list[int]:
        """Where symbols may stand, ascending: each symbol has one of these offsets in it."""
        if b"" in self._keys:
            found = self._each_word(data) + [match.start() for match in _SIGNS.finditer(data)]
        elif len(self._probes) <= FEW:
            found = [match.start() for _, whole in self._probes for match in whole.finditer(data)]
        else:
            held = {key for part in _parts(data) for key in self._keys.intersection(_split(part))}
            if len(held) > MANY:
                return self._each_word(data)
            found = [match.start() for key in held for match in _whole(key).finditer(data)]
        return sorted(found)

    def _each_word(self, data: bytes) -> list[int]:
        return [match.start() for match in _WORD.finditer(data) if match[0] in self._keys]

    def found(self, tokens: Sequence[str]) -> list[Found]:
        """The symbols among tokens (measure/tokens.py), without overlap; the longest at a place."""
        found = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            # Nearly every token is a word that starts no symbol.
            may_be = token in self._tree or not (token[0].isalnum() or token[0] == "_")
            symbol = self._longest(tokens, at) if may_be else None
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


def _probe(keys: Sequence[bytes]) -> tuple[bytes, re.Pattern[bytes]]:
    """What these keys start with, and the pattern of any of them as a whole word."""
    start = min(keys)
    while not all(key.startswith(start) for key in keys):
        start = start[:-1]
    rest = b"|".join(re.escape(key[len(start) :]) for key in keys)
    # The start first, as plain text: the engine skips to it.
    first = re.escape(start)
    return start, re.compile(first + rb"(?<!\w" + first + rb")(?:" + rest + rb")(?!\w)")


@cache
def _whole(key: bytes) -> re.Pattern[bytes]:
    return _probe([key])[1]


def _split(data: bytes) -> list[bytes]:
    return data.translate(_WORDS).split()


def _parts(data: bytes) -> Iterator[bytes]:
    """Some lines at a time: all the words of 20 MB would take 200."""
    first = 0
    while first < len(data):
        end = data.find(b"\n", first + _SLICE)
        end = len(data) if end < 0 else end + 1
        yield data[first:end]
        first = end


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
