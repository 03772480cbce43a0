"""Bytes that an earlier run wrote, or somebody who would like us to think so -> values again.

Nothing is believed but its form: every field has the type that the class says, and not too much of
it. What a class does not name is passed over, so that a newer version's file can be read.
"""

import json
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from variant_budget.domain.report import JSON_NAMES
from variant_budget.errors import MeasureError

MOST_BYTES = 64 * 1024 * 1024
MOST_ITEMS = 100_000
SLUG = "not-read-back"

Value = TypeVar("Value")


def read_back(kind: type[Value], content: bytes, path: str, most: int = MOST_BYTES) -> Value:
    """The value that a JSON document is; MeasureError with the first place where it is none."""
    if len(content) > most:
        raise MeasureError.one(SLUG, f"it has more than {most:,} bytes.", path)
    try:
        document = json.loads(content)
        return cast("Value", _value(kind, document, ""))
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, _UnfitError) else "it is no JSON"
        raise MeasureError.one(
            SLUG, f"{what}: it is not the file that is wanted here.", path
        ) from None


class _UnfitError(ValueError):
    """Says where a value is not what it should be."""


def _value(kind: Any, given: object, where: str) -> object:  # noqa: ANN401 - a type's annotation
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is not None:
        return _READERS[origin](arguments, given, where)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _record(kind, given, where)
    if kind is float and type(given) is int:
        return float(given)
    return given if type(given) is kind else _unfit(where, kind.__name__)


def _unfit(where: str, wanted: str) -> object:
    raise _UnfitError(f"{where or 'the whole'} is not {wanted}")


def _literal(words: tuple[Any, ...], given: object, where: str) -> object:
    fits = any(type(given) is type(each) and given == each for each in words)
    return given if fits else _unfit(where, f"one of {', '.join(map(repr, words))}")


def _one_of(kinds: tuple[Any, ...], given: object, where: str) -> object:
    if given is None and type(None) in kinds:
        return None
    first, *others = (each for each in kinds if each is not type(None))
    exact = next((each for each in others if type(given) is each), first)
    return _value(exact, given, where)


def _items(kinds: tuple[Any, ...], given: object, where: str) -> object:
    if not isinstance(given, list) or len(given) > MOST_ITEMS:
        return _unfit(where, f"a list of at most {MOST_ITEMS:,} items")
    return tuple(_value(kinds[0], item, f"{where}[{at}]") for at, item in enumerate(given))


def _mapping(kinds: tuple[Any, ...], given: object, where: str) -> object:
    if not isinstance(given, dict) or len(given) > MOST_ITEMS:
        return _unfit(where, "an object")
    return {key: _value(kinds[1], item, f"{where}.*") for key, item in given.items()}


def _record(kind: type[tuple[Any, ...]], given: object, where: str) -> object:
    if not isinstance(given, dict):
        return _unfit(where, "an object")
    optional = vars(kind)["_field_defaults"]
    fields: dict[str, object] = {}
    for field, hint in get_type_hints(kind).items():
        name = JSON_NAMES.get(field, field)
        below = f"{where}.{name}" if where else name
        if name in given:
            fields[field] = _value(hint, given[name], below)
        elif field not in optional:
            _unfit(below, "there")
    return kind(**fields)


_READERS: Mapping[Any, Callable[[tuple[Any, ...], object, str], object]] = {
    Literal: _literal,
    Union: _one_of,
    types.UnionType: _one_of,
    tuple: _items,
    Mapping: _mapping,
}
