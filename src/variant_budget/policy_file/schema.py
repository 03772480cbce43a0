"""JSON Schemas of the two files, from the rows that read them.

A schema cannot say what one key means for another (names that must exist, soft above hard), what a
text looked like before YAML read it (4 decimals, quotes), nor bounds on the whole file.
"""

import json

from variant_budget.policy_file.exception_rows import ROOT as EXCEPTIONS
from variant_budget.policy_file.patterns import DEFINITIONS
from variant_budget.policy_file.policy_rows import ROOT as POLICY
from variant_budget.policy_file.rows import Json

_DRAFT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def policy_schema() -> Json:
    """The schema of .variant-budget/policy.yml."""
    return _DRAFT | {"title": "variant-budget policy"} | POLICY.schema | {"$defs": DEFINITIONS}


def exceptions_schema() -> Json:
    """The schema of .variant-budget/exceptions.yml."""
    return _DRAFT | {"title": "variant-budget exceptions"} | EXCEPTIONS.schema


def schema_text(schema: Json) -> str:
    """A schema as it stands in schemas/ and as `variant-budget schema policy` prints it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
