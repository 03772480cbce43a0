"""composer.json: `require`, without PHP itself and its extensions."""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.json_tree import json_document
from variant_budget.measure.units.tree import entries_of, value_at

# Composer's platform packages have no slash: php, ext-json, lib-curl, composer-runtime-api.
_PACKAGE = re.compile(r"[^/\s]+/[^/\s]+")


def composer_json(data: bytes) -> Iterator[Unit]:
    """The packages by their lower-case name, as Packagist compares them."""
    for entry in entries_of(value_at(json_document(data), "require")):
        if _PACKAGE.fullmatch(entry.key):
            yield Unit(entry.line, f"packagist:{entry.key.lower()}")
