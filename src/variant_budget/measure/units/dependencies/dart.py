"""pubspec.yaml: `dependencies`, without those of the SDK and of the repository."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.documents import yaml_documents
from variant_budget.measure.units.tree import entries_of, entry_at, value_at


def pubspec(data: bytes) -> Iterator[Unit]:
    """The packages by their name."""
    for document in yaml_documents(data):
        for entry in entries_of(value_at(document, "dependencies")):
            if not (entry_at(entry.value, "sdk") or entry_at(entry.value, "path")):
                yield Unit(entry.line, f"pub:{entry.key}")
