"""Blanked code -> offsets of its decisions and definitions, by the finder of its language."""

from dataclasses import dataclass

from variant_budget.measure.braces import brace_definitions
from variant_budget.measure.decisions import decision_offsets
from variant_budget.measure.definitions import Definitions
from variant_budget.measure.golang import go_definitions
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.preprocessor import without_directives
from variant_budget.measure.python import python_decisions, python_definitions
from variant_budget.measure.script import script_definitions


@dataclass(frozen=True, slots=True)
class Scan:
    """Offsets in blanked code; `structure` is that code without preprocessor lines."""

    structure: bytes
    decisions: list[int]
    definitions: Definitions


def scan(code: bytes, language: str) -> Scan:
    """Decisions and definitions of a language that has all four metrics."""
    row = LANGUAGE[language]
    if row.definitions == "python":
        return Scan(code, python_decisions(code), python_definitions(code))
    if row.definitions == "go":
        return Scan(code, decision_offsets(code, row.decisions), go_definitions(code))
    if row.definitions == "script":
        return Scan(code, decision_offsets(code, row.decisions), script_definitions(code))
    conditions: list[int] = []
    if row.definitions == "c":
        code, conditions = without_directives(code)
    decisions = decision_offsets(code, row.decisions)
    if conditions:
        decisions = sorted(conditions + decisions)
    return Scan(code, decisions, brace_definitions(code, row.definitions))
