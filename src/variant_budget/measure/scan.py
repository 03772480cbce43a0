"""Blanked code -> offsets of its decisions and definitions, by the finder of its language."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from variant_budget.measure.decisions import decision_offsets
from variant_budget.measure.definitions import Definitions
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.preprocessor import condition_offsets, without_directives
from variant_budget.measure.python import python_decisions, python_definitions
from variant_budget.measure.references import without_references

_WITH_DIRECTIVES = frozenset({"c", "csharp"})


class Scan(NamedTuple):
    """Offsets are those of `code`, which has the lines of the text and no preprocessor lines.

    `conditionals` says where those lines stood that open, change or close a condition.
    """

    code: bytes
    decisions: list[int]
    definitions: Definitions
    conditionals: Sequence[tuple[int, bytes]] = ()


def scan(code: bytes, language: str) -> Scan:
    """Decisions and definitions of a language that has all four metrics."""
    row = LANGUAGE[language]
    if row.definitions == "python":
        return Scan(code, python_decisions(code), python_definitions(code))
    if row.definitions in _WITH_DIRECTIVES:
        code, conditionals = without_directives(code)
        definitions = _definitions(code, row.definitions)
        decisions = decision_offsets(code, row.decisions) + condition_offsets(conditionals)
        if row.definitions == "c" and language != "C":
            decisions = without_references(code, definitions, decisions)
        return Scan(code, sorted(decisions), definitions, conditionals)
    return Scan(code, decision_offsets(code, row.decisions), _definitions(code, row.definitions))


def _definitions(code: bytes, kind: str) -> Definitions:
    return _finder(kind)(code, kind)


@cache
def _finder(kind: str) -> Callable[[bytes, str], Definitions]:
    """The finder of a language. Imported when first used: each takes 1 to 4 ms to compile."""
    if kind in {"c", "java"}:
        from variant_budget.measure.braces import brace_definitions

        return brace_definitions
    if kind in {"csharp", "dart"}:
        from variant_budget.measure.arrows import arrow_definitions

        return arrow_definitions
    if kind == "go":
        from variant_budget.measure.golang import go_definitions

        return go_definitions
    if kind == "script":
        from variant_budget.measure.script import script_definitions

        return script_definitions
    from variant_budget.measure.keywords import keyword_definitions

    return keyword_definitions
