"""Objects of GitHub's with all of their required fields, of which there are dozens.

What is known is written as it is; for the rest stands something that fits the description. A field
that GitHub's object does not have is refused, so that no client gets used to it.
"""

import copy
import functools
from typing import Any

from tests.github.description import Json, description

_TEXTS = {"date-time": "2026-01-01T00:00:00Z", "uri": "https://api.github.com/"}
_DULL = {"array": list, "boolean": bool, "integer": int, "number": int}


def filled(name: str, known: Json, url: str = "") -> Json:
    """An object with the schema of this name; its unknown addresses are below `url`."""
    strange = known.keys() - _schema(name)["properties"].keys()
    if strange:
        raise AssertionError(f"GitHub's {name} has no {', '.join(sorted(strange))}")
    whole = {**copy.deepcopy(_blank(name)), **known}
    for field in whole.keys() - known.keys():
        if field.endswith("_url") and isinstance(whole[field], str):
            whole[field] = f"{url}/{field.removesuffix('_url')}"
    return whole


@functools.cache
def _blank(name: str) -> Json:
    schema = _schema(name)
    return {field: _some(schema["properties"][field]) for field in schema["required"]}


def _schema(name: str) -> Json:
    """What the schema says of an object, where it also allows null."""
    schema = description().schema(name)
    found: Json = schema["anyOf"][0] if "anyOf" in schema else schema
    return found


def _some(schema: Json) -> Any:
    """The dullest value that fits."""
    if "$ref" in schema:
        return _some(description().schema(schema["$ref"].rpartition("/")[2]))
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        return None if {"type": "null"} in options else _some(options[0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        fields = schema.get("properties", {})
        return {field: _some(fields[field]) for field in schema.get("required", ())}
    if schema["type"] == "string":
        return _TEXTS.get(schema.get("format", ""), "")
    return _DULL[schema["type"]]()
