"""Bytes of one file and a rule -> its units: the one way in. Pure, bounded, and never raises.

A file that cannot be read as what its name says gives no units and the trouble, with its place.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from variant_budget.domain.units import Rule, RuleKind, Unit, Units
from variant_budget.measure.languages import language_of
from variant_budget.measure.text import lfs_bytes
from variant_budget.measure.units.components import ui_components
from variant_budget.measure.units.config_entries import config_entries
from variant_budget.measure.units.dependencies.manifests import dependencies_of
from variant_budget.measure.units.entries import entries_at
from variant_budget.measure.units.named import classes_named, functions_named
from variant_budget.measure.units.rego import rego_rules
from variant_budget.measure.units.services import services_of
from variant_budget.measure.units.trouble import MOST_UNITS, UnreadableError, too_many_units
from variant_budget.measure.units.workflows import workflows_of

LONGEST_NAME = 200
_INVISIBLE = re.compile(r"[^\x21-\x7e\xa1-\U0010ffff]+|[\ud800-\udfff]+")


def units_of(data: bytes, name: str, language: str | None, rule: Rule) -> Units:
    """The units of a file by one rule. `name` is its name without folders.

    Sorted by line and name; a name that is far too long for one is cut.
    """
    if rule.kind is RuleKind.SIZE:
        size = lfs_bytes(data)
        return Units(amount=len(data) if size is None else size)
    language = language or language_of(name)
    try:
        units = _READERS[rule.kind](data, name, language, rule.argument)
        found = list(islice(units, MOST_UNITS + 1))
        if len(found) > MOST_UNITS:
            raise too_many_units()
    except UnreadableError as error:
        return Units(trouble=_visible(str(error)))
    if any(unit.name for unit in found):
        named = {Unit(unit.line, _visible(unit.name)[:LONGEST_NAME]) for unit in found}
        return Units(tuple(sorted(named)))
    return Units(tuple(sorted(found)))


def _visible(text: str) -> str:
    """Without line ends, controls and what is no character."""
    return _INVISIBLE.sub(" ", text)


_Reader = Callable[[bytes, str, str | None, str], Iterator[Unit]]


def _one(_data: bytes, _name: str, _language: str | None, _argument: str) -> Iterator[Unit]:
    yield Unit(1)


def _matches(data: bytes, _name: str, _language: str | None, argument: str) -> Iterator[Unit]:
    from variant_budget.measure.units.matches import matches_of  # re2 takes 20 ms to import

    return matches_of(data, argument)


_READERS: dict[RuleKind, _Reader] = {
    RuleKind.FILES: _one,
    RuleKind.ENTRIES: lambda data, name, _, key: entries_at(data, name, key),
    RuleKind.MATCHES: _matches,
    RuleKind.CLASSES: lambda data, _, language, glob: classes_named(data, language, glob),
    RuleKind.FUNCTIONS: lambda data, _, language, glob: functions_named(data, language, glob),
    RuleKind.REGO: lambda data, *_: rego_rules(data),
    RuleKind.COMPONENTS: lambda data, name, *_: ui_components(data, name),
    RuleKind.WORKFLOW: lambda data, _name, _, engine: workflows_of(data, engine),
    RuleKind.CONFIG_ENTRIES: lambda data, name, *_: config_entries(data, name),
    RuleKind.DEPENDENCIES: lambda data, name, *_: dependencies_of(data, name),
    RuleKind.SERVICES: lambda data, _name, _, sort: services_of(data, sort),
}
