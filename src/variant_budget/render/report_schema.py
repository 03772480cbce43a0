"""The JSON Schema of report.json, made from the classes that are the report."""

import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from variant_budget.domain.report import JSON_NAMES, SCHEMA_VERSION, ErrorReport, Report
from variant_budget.render.json_report import spread_field

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def report_schema() -> dict[str, Any]:
    """The schema: a full report, or the short one of a check that could not be made."""
    definitions: dict[str, Any] = {}
    full = _schema(Report, definitions)
    short = _schema(ErrorReport, definitions)
    return {
        "$schema": DRAFT,
        "title": "variant-budget report",
        "oneOf": [full, short],
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: object, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in SCALARS:
        return {"type": SCALARS[kind]}
    if isinstance(kind, type) and issubclass(kind, tuple):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(each, definitions) for each in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    raise TypeError(f"no JSON Schema for {kind}")


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    optional = vars(kind)["_field_defaults"]
    properties: dict[str, Any] = {}
    required = []
    others: dict[str, Any] | bool = False
    for field, hint in hints.items():
        schema = _schema(hint, definitions)
        if field == spread_field(kind):
            others = schema["additionalProperties"]
            continue
        name = JSON_NAMES.get(field, field)
        properties[name] = {"const": SCHEMA_VERSION} if name == "schema_version" else schema
        if field not in optional or name != "errors":
            required.append(name)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": properties,
        "required": required,
        "additionalProperties": others,
    }
