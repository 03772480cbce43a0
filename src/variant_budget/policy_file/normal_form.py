"""A ruler's policy and exceptions as bytes and back, for those who keep what they read.

JSON in which a value of ours is an object of one key, its class. Only `pack` makes what `unpack`
takes; ValueError for anything else. It is no format for people: `plain` makes that one.
"""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from variant_budget.domain import budget, dimension, location, policy, waiver
from variant_budget.domain.policy import Policy
from variant_budget.domain.waiver import Waiver

_CLASSES = {
    name: kind
    for module in (budget, dimension, location, policy, waiver)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, tuple) and kind is not tuple
}
_MAKERS: Mapping[str, Any] = {
    **_CLASSES,
    "Fraction": Fraction,
    "date": date,
    "tuple": lambda *items: items,
}


def pack(read: tuple[Policy, tuple[Waiver, ...]]) -> bytes:
    """The policy with its exceptions, their places included."""
    return json.dumps(_plain(read), separators=(",", ":")).encode("ascii")


def unpack(packed: bytes) -> tuple[Policy, tuple[Waiver, ...]]:
    """What `pack` was given."""
    try:
        found = json.loads(packed, object_hook=_made)
        rules, waivers = found
    except (TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"no policy in its normal form: {error}") from error
    if not (isinstance(rules, Policy) and all(isinstance(each, Waiver) for each in waivers)):
        raise ValueError("no policy in its normal form: it holds something else")
    return rules, waivers


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return {type(value).__name__: [_plain(item) for item in value]}
    if isinstance(value, Fraction):
        return {"Fraction": [value.numerator, value.denominator]}
    if isinstance(value, date):
        return {"date": [value.year, value.month, value.day]}
    return value


def _made(document: dict[str, list[Any]]) -> object:
    ((name, arguments),) = document.items()
    return _MAKERS[name](*arguments)
