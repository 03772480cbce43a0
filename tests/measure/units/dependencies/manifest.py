"""A short way to ask for the dependencies of a manifest."""

from tests.measure.units.asking import named
from variant_budget.domain.units import RuleKind


def asked_for(name: str, text: str | bytes) -> list[str]:
    """Each dependency as "line ecosystem:name", of a manifest that can be read."""
    return named(RuleKind.DEPENDENCIES, name, text)
