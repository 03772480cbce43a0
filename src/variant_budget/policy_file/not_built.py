"""Keys that are read and checked, and that this version does not measure yet.

Nothing may look enforced that is not: `validate` prints these. A row leaves the table with the
change that builds what it names.
"""

import re

from variant_budget.domain.location import Location
from variant_budget.domain.policy import Policy
from variant_budget.errors import Problem

SLUG = "not-measured-yet"

# Keys by the keys that lead to them (`Policy.places`), and what is not there yet.
_NOT_BUILT = ((r"ccb", "issues and approvals of the board are not handled"),)
_EXPRESSIONS = tuple((re.compile(key), what) for key, what in _NOT_BUILT)


def not_measured_yet(policy: Policy) -> tuple[Problem, ...]:
    """One located problem for each such key, sorted."""
    found = [_problem(key, what, at) for key, at in policy.places if (what := _lacking(key))]
    return tuple(sorted(found))


def _lacking(key: str) -> str:
    return next((what for expression, what in _EXPRESSIONS if expression.fullmatch(key)), "")


def _problem(key: str, what: str, at: Location) -> Problem:
    message = f"{key}: accepted, but this version does not measure it yet; {what}"
    return Problem(at.path, at.line, at.column, SLUG, message)
