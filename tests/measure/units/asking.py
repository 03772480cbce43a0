"""Short ways to ask for the units of a text."""

from textwrap import dedent

from variant_budget.domain.units import Rule, RuleKind, Units
from variant_budget.measure.languages import language_of
from variant_budget.measure.units.measure import units_of


def found(kind: RuleKind, name: str, text: str | bytes, argument: str = "") -> Units:
    """What one rule finds in a file of that name; a text is dedented."""
    data = dedent(text).encode() if isinstance(text, str) else text
    return units_of(data, name, language_of(name), Rule("metric", kind, argument))


def lines(kind: RuleKind, name: str, text: str | bytes, argument: str = "") -> list[int]:
    """The lines of the units, in a file that can be read."""
    units = found(kind, name, text, argument)
    assert units.trouble == ""
    return [unit.line for unit in units.units]


def named(kind: RuleKind, name: str, text: str | bytes, argument: str = "") -> list[str]:
    """Each unit as "line name", in a file that can be read."""
    units = found(kind, name, text, argument)
    assert units.trouble == ""
    return [f"{unit.line} {unit.name}" for unit in units.units]


def trouble(kind: RuleKind, name: str, text: str | bytes, argument: str = "") -> str:
    """What is wrong with a file that gives no units."""
    units = found(kind, name, text, argument)
    assert units.units == ()
    return units.trouble
