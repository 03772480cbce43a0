"""`violations`: what earlier reports told of breaches, exceptions and overrides, as one log."""

from collections.abc import Sequence

from variant_budget.adapters.files import read_foreign
from variant_budget.domain.violation import PastReport, Violation, ViolationLog, violations_of
from variant_budget.errors import ForeseenError, MeasureError, Problem
from variant_budget.readback import MOST_BYTES, read_back


def violations(paths: Sequence[str]) -> ViolationLog:
    """The log of these reports; MeasureError with every file that is none."""
    found: list[Violation] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            content = read_foreign(path, MOST_BYTES)
            found += violations_of(read_back(PastReport, content, path))
        except ForeseenError as error:
            problems += error.problems
    if problems:
        raise MeasureError(problems)
    ordered = sorted(found, key=lambda each: (each.judged_on, each.commit or "", each.id))
    return ViolationLog(1, len(paths), tuple(ordered))
