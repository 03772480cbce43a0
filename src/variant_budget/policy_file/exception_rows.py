"""The rows of exceptions.yml."""

import re
from typing import Literal

from variant_budget.policy_file import nodes
from variant_budget.policy_file.lists import list_of
from variant_budget.policy_file.mappings import record
from variant_budget.policy_file.policy_rows import VERSION
from variant_budget.policy_file.reading import Reading
from variant_budget.policy_file.rows import Fields, Reader, Row
from variant_budget.policy_file.scalars import DAY, PERCENT, names, one_of, text, whole

_TODO = re.compile(r"\bTODO\b")
_NO_TODO = {"not": {"type": "string", "pattern": r"\bTODO\b"}}
_LIMIT: Reader[Literal["hard", "trend"]] = one_of("hard", "trend")
_LINE = text(words="text", most=200)

ID = Row("id", names("exception"), "its name in reports, each once", add="id: EX-1")
BUDGET = Row("budget", names("budget"), "`vehicle` for `vehicle_budget`", add="budget: vehicle")
DIMENSION = Row("dimension", names("dimension"), "for `test`, which judges several", "none")
VARIANT = Row("variant", names("variant"), "which variant may be over", add="variant: truck")
METRIC = Row("metric", names("metric"), "which metric, or `all`", add="metric: lines_of_code")
LIMIT = Row("limit", _LIMIT, "which limit it lifts", add="limit: hard")
CEILING = Row(
    "ceiling",
    PERCENT,
    "how far: percent of share, for `trend` points of growth; beyond it the breach blocks",
    add="ceiling: 6.5",
)
SINCE = Row("since", _LINE, "for `trend`, the release tag that growth is counted from", "none")
OWNED = Row(
    "owned",
    whole(least=0, most=10**15, words="number of units, whole"),
    "how many units the variant owned when it was approved (lines of code for `all`)",
    "not recorded",
)
REASON = Row("reason", text(), "why the breach is right for now", add='reason: "…"')
APPROVED_BY = Row("approved_by", _LINE, "who approved it", add='approved_by: "…"')
APPROVED_ON = Row("approved_on", DAY, "the first day it holds (UTC)", add="approved_on: 2026-11-25")
EXPIRES_ON = Row("expires_on", DAY, "the last day it holds (UTC)", add="expires_on: 2026-12-31")
TICKET = Row("ticket", _LINE, "where it was discussed", add='ticket: "…"')
PLAN = Row(
    "refactoring_plan",
    text(
        words="text of 20 characters or more, or a link",
        least=r"\S[\s\S]{18,}\S|^https?://[^\s/]+\S*$",
        fix="say in 20 characters or more how it gets back under the limit, or give a link",
    ),
    "how the variant gets back under its limit",
    add='refactoring_plan: "…"',
)
EXCEPTION = record(
    (
        ID,
        BUDGET,
        DIMENSION,
        VARIANT,
        METRIC,
        LIMIT,
        CEILING,
        SINCE,
        OWNED,
        REASON,
        APPROVED_BY,
        APPROVED_ON,
        EXPIRES_ON,
        TICKET,
        PLAN,
    ),
    example="{id: …, budget: vehicle, variant: truck, …}",
    schema={
        "allOf": [
            {
                "if": {"properties": {"limit": {"const": "trend"}}, "required": ["limit"]},
                "then": {"required": ["since"]},
                "else": {"not": {"required": ["since"]}},
            },
            {
                "if": {"properties": {"budget": {"const": "test"}}, "required": ["budget"]},
                "then": {"required": ["dimension"]},
                "else": {"not": {"required": ["dimension"]}},
            },
            {"additionalProperties": _NO_TODO},
        ]
    },
)


def _exception(node: nodes.Node, what: str, reading: Reading) -> Fields | None:
    """One exception; a field that still says TODO is told as that, not as a bad date."""
    if isinstance(node, nodes.Mapping):
        node = nodes.Mapping(
            node.location, tuple(_finished(entry, reading) for entry in node.entries)
        )
    return EXCEPTION.read(node, what, reading)


def _finished(entry: nodes.Entry, reading: Reading) -> nodes.Entry:
    value = entry.value
    if not (isinstance(value, nodes.Scalar) and _TODO.search(value.text)):
        return entry
    message = f"{entry.key[:60]} still says TODO; fill it in: no check takes an entry that is not finished"
    reading.problem("todo-left", value.location, message)
    return nodes.Entry(entry.key, entry.location, nodes.Broken(value.location))


EXCEPTIONS = Row(
    "exceptions",
    list_of(Reader(_exception, EXCEPTION.schema, EXCEPTION.words, EXCEPTION.rows), of="exceptions"),
    "the exceptions in force and expired",
    add="exceptions: []",
)
ROOT = record((VERSION, EXCEPTIONS), example="{version: 1, exceptions: []}")
