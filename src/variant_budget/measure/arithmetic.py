"""The value of a preprocessor's expression that holds nothing but numbers."""

import re
from collections.abc import Callable, Sequence

_NUMBER = re.compile(r"(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)[uUlLzZ]*")
_CHARACTER = re.compile(r"'([^'\\])'")
_WORDS: dict[str, int | str] = {"true": 1, "false": 0, "and": "&&", "or": "||", "not": "!"}
_BITS = 64
DEPTH = 30
"""Brackets and choices inside each other that are still read."""

_PRECEDENCE = {
    operator: level
    for level, operators in enumerate(
        ("||", "&&", "|", "^", "&", "== !=", "< > <= >=", "<< >>", "+ -", "* / %"), start=1
    )
    for operator in operators.split()
}
_SIGNS: dict[str, Callable[[int], int]] = {
    "-": lambda a: -a,
    "+": lambda a: a,
    "~": lambda a: ~a,
    "!": lambda a: int(not a),
}
OPERATORS: dict[str, Callable[[int, int], int]] = {
    "||": lambda a, b: int(bool(a or b)),
    "&&": lambda a, b: int(bool(a and b)),
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "&": lambda a, b: a & b,
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "<=": lambda a, b: int(a <= b),
    ">=": lambda a, b: int(a >= b),
    "<<": lambda a, b: a << (b % _BITS),
    ">>": lambda a, b: a >> (b % _BITS),
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1),
    "%": lambda a, b: abs(a) % abs(b) * (-1 if a < 0 else 1),
}
"""What C's operators give, as mathematics has it; `value` cuts to 64 bits."""


def value(tokens: Sequence[str]) -> int | None:
    """The value; None where it holds a name, is no expression or divides by 0."""
    try:
        reader = _Reader([_plain(token) for token in tokens])
        found = reader.choice(0)
    except (_NoValueError, ZeroDivisionError):
        return None
    return found if reader.at == len(tokens) else None


class _NoValueError(Exception):
    pass


def _plain(token: str) -> int | str:
    number = _NUMBER.fullmatch(token.replace("'", "")) if token[0].isdigit() else None
    if number:
        # Longer ones are no numbers of 64 bits, and Python refuses to read 5,000 digits.
        if len(number[1]) > _BITS + 2:
            raise _NoValueError
        octal = number[1].isdigit() and number[1][0] == "0"
        try:
            return int(number[1], 8 if octal else 0)
        except ValueError:
            raise _NoValueError from None
    character = _CHARACTER.fullmatch(token)
    return ord(character[1]) if character else _WORDS.get(token, token)


class _Reader:
    """Reads by precedence; every token once."""

    def __init__(self, tokens: list[int | str]) -> None:
        self.tokens = [*tokens, ""]
        self.at = 0

    def choice(self, depth: int) -> int:
        """`a ? b : c`, or what has no `?`."""
        if depth > DEPTH:
            raise _NoValueError
        chosen = self.binary(1, depth)
        if self.tokens[self.at] != "?":
            return chosen
        self.at += 1
        yes = self.choice(depth + 1)
        self._expect(":")
        no = self.choice(depth + 1)
        return yes if chosen else no

    def binary(self, lowest: int, depth: int) -> int:
        left = self.signed(depth)
        while (level := _PRECEDENCE.get(str(self.tokens[self.at]), 0)) >= lowest:
            operator = str(self.tokens[self.at])
            self.at += 1
            right = self.binary(level + 1, depth)
            left = _cut(OPERATORS[operator](left, right))
        return left

    def signed(self, depth: int) -> int:
        signs = []
        while (sign := _SIGNS.get(str(self.tokens[self.at]))) is not None:
            signs.append(sign)
            self.at += 1
        found = self.single(depth)
        for sign in reversed(signs):
            found = _cut(sign(found))
        return found

    def single(self, depth: int) -> int:
        first = self.tokens[self.at]
        self.at += 1
        if isinstance(first, int):
            return first
        if first != "(":
            raise _NoValueError
        found = self.choice(depth + 1)
        self._expect(")")
        return found

    def _expect(self, token: str) -> None:
        if self.tokens[self.at] != token:
            raise _NoValueError
        self.at += 1


def _cut(number: int) -> int:
    """As a signed number of 64 bits."""
    number &= (1 << _BITS) - 1
    return number - (1 << _BITS) if number >> (_BITS - 1) else number
