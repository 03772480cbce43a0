"""Any value of domain/report.py -> JSON, the same bytes on every machine.

Sink: a JSON document. Escaping is json's own; text that is not Unicode (a path of any bytes) is
written with the replacement character's visible escape, so that every parser reads the file.
"""

import json
from collections.abc import Mapping
from functools import cache

from variant_budget.domain.report import JSON_NAMES, DimensionRow, LedgerRow
from variant_budget.render.visible import inert_json, unicode_text

_LINED_LEVELS = 6
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def render(value: object) -> str:
    """The value as indented JSON with a newline at the end; a report has each metric's figures on
    one line.
    """
    return document(_plain(value))


def document(plain: object) -> str:
    """Plain JSON values as text, in which a job's runner finds no command."""
    return inert_json(_lines(plain, _LINED_LEVELS, "\n")) + "\n"


def _lines(plain: object, levels: int, newline: str) -> str:
    """A container with each item on a line, down to that level; below, json's own encoder in C."""
    if not (plain and levels and isinstance(plain, (dict, list))):
        return _encoded(plain)
    inner = newline + " "
    if isinstance(plain, dict):
        items = [f"{_encoded(key)}: {_lines(plain[key], levels - 1, inner)}" for key in plain]
        return f"{{{inner}{f',{inner}'.join(items)}{newline}}}"
    items = [_lines(item, levels - 1, inner) for item in plain]
    return f"[{inner}{f',{inner}'.join(items)}{newline}]"


def _plain(value: object) -> object:
    if isinstance(value, str):
        return unicode_text(value)
    if isinstance(value, tuple):
        keys = _keys(type(value))
        if not keys:
            return [_plain(item) for item in value]
        document: dict[str, object] = {}
        for key, item in zip(keys, value, strict=True):
            if key:
                document[key] = _plain(item)
            else:
                document.update(_plain_mapping(item))
        return document
    return _plain_mapping(value) if isinstance(value, Mapping) else value


def _plain_mapping(value: Mapping[str, object]) -> dict[str, object]:
    return {unicode_text(key): _plain(item) for key, item in value.items()}


@cache
def _keys(kind: type) -> tuple[str, ...]:
    """The keys of a class of rows, "" for the field that is spread; none for a plain tuple."""
    spread = spread_field(kind)
    names = getattr(kind, "_fields", ())
    return tuple("" if name == spread else JSON_NAMES.get(name, name) for name in names)


def spread_field(kind: type) -> str | None:
    """The mapping whose entries stand beside the other fields, not below a key of their own."""
    return "counts" if kind in (LedgerRow, DimensionRow) else None
