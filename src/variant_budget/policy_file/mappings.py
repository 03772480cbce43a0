"""Readers of mappings: with known keys (a record), or with names that the author chose."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from variant_budget.domain.location import Location
from variant_budget.policy_file import nodes
from variant_budget.policy_file.reading import NAME_FIX, Reading, bad_name, meant, shown, wrong_type
from variant_budget.policy_file.rows import NAME, Fields, Json, Named, Reader, Row

T = TypeVar("T")
_NAME = re.compile(NAME)


def record(
    rows: Sequence[Row[Any]],
    *,
    example: str,
    family: Row[Any] | None = None,
    may_be_empty: bool = False,
    told_by_checks: Sequence[str] = (),
    schema: Json | None = None,
) -> Reader[Fields]:
    """A mapping with known keys. `family` is a row for all keys that end in `family.key`.

    `told_by_checks` are required keys whose absence checks.py tells with more at hand.
    `may_be_empty`: a key with nothing after it is a mapping without keys. `schema` adds to the
    schema what the rows cannot say; the checks read the same in Python.
    """
    by_key = {row.key: row for row in rows}

    def read(node: nodes.Node, what: str, reading: Reading) -> Fields | None:
        if may_be_empty and isinstance(node, nodes.Scalar) and node.is_null:
            return Fields(node.location)
        if not isinstance(node, nodes.Mapping):
            wrong_type(node, what, f"write keys and values, such as {example}", reading)
            return None
        fields = Fields(node.location)
        members = []
        for entry in node.entries:
            row = by_key.get(entry.key)
            if row is not None:
                value = row.reader.read(entry.value, row.key, reading)
                fields.put(row, entry.location, value)
            elif family is not None and _belongs(entry.key, family):
                members.append(_member(entry, family, reading))
            else:
                _unknown_key(entry, by_key, reading)
        fields.family = tuple(members)
        _missing_keys(rows, fields, what, reading, told_by_checks)
        return fields

    described: Json = {
        "type": ["object", "null"] if may_be_empty else "object",
        "properties": {row.key: described_row(row) for row in rows},
        "additionalProperties": False,
    }
    if required := [row.key for row in rows if row.add]:
        described["required"] = required
    if family is not None:
        # The rows of their own come first: test_budget is no budget of a dimension "test".
        own = "|".join(row.key for row in rows if _belongs(row.key, family))
        pattern = f"^(?!(?:{own})$){NAME}{family.key}$"
        described["patternProperties"] = {pattern: described_row(family)}
    return Reader(read, described | (schema or {}), f"`{example}`", rows, refused=_refused)


def described_row(row: Row[Any]) -> Json:
    """The schema of a row: its reader's, with the meaning that editors show."""
    return row.reader.schema | {"description": row.meaning}


def _belongs(key: str, family: Row[Any]) -> bool:
    name = key.removesuffix(family.key)
    return name != key and _NAME.fullmatch(name) is not None


def _member(entry: nodes.Entry, family: Row[Any], reading: Reading) -> Named[Any]:
    value = family.reader.read(entry.value, entry.key, reading)
    return Named(entry.key, entry.location, value or _refused(entry.value.location))


def _refused(location: Location) -> Fields:
    return Fields(location, refused=True)


def _unknown_key(entry: nodes.Entry, known: dict[str, Row[Any]], reading: Reading) -> None:
    message = f"unknown key {shown(entry.key)}"
    near = meant(entry.key, known, cutoff=0.8)
    home = "" if near else reading.home_of(entry.key)
    if home:
        message += f" here; it belongs {home}"
    else:
        message += near or meant(entry.key, known, "known here")
    reading.problem("unknown-key", entry.location, message)


def _missing_keys(
    rows: Sequence[Row[Any]],
    fields: Fields,
    what: str,
    reading: Reading,
    told_by_checks: Sequence[str],
) -> None:
    for row in rows:
        if row.add and row.key not in told_by_checks and not fields.has(row):
            message = f"{what} lacks the key {row.key}; add {row.add}"
            reading.problem("missing-key", fields.location, message)


def named(
    value: Reader[T],
    *,
    what: str,
    example: str,
    name: str = NAME,
    name_fix: str = NAME_FIX,
) -> Reader[tuple[Named[T], ...]]:
    """A mapping whose keys are names; a value that was refused is left out."""
    expression = re.compile(name)

    def read(node: nodes.Node, of: str, reading: Reading) -> tuple[Named[T], ...] | None:
        if not isinstance(node, nodes.Mapping):
            wrong_type(node, of, f"write a name and its value, such as {example}", reading)
            return None
        if not node.entries:
            reading.problem("empty-value", node.location, f"{of} is empty; leave it out or fill it")
        found = []
        for entry in node.entries:
            if not expression.fullmatch(entry.key):
                bad_name(entry.key, entry.location, what, reading, name_fix)
            read_value = value.read(entry.value, f"{what} {shown(entry.key)}", reading)
            if read_value is None and value.refused:
                read_value = value.refused(entry.value.location)
            if read_value is not None:
                found.append(Named(entry.key, entry.location, read_value))
        return tuple(found)

    schema = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": f"^{name}$"},
        "additionalProperties": value.schema,
    }
    return Reader(
        read, schema, f"{what} → {value.words}", value.rows, step=f".<{what}>{value.step}"
    )
