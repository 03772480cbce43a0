"""Which files hold data of which format, by name; the documents of one."""

from collections.abc import Callable

from variant_budget.measure.units.tree import Node

_YAML = (".yml", ".yaml")
_JSON = (".json", ".jsonc", ".webmanifest")


def documents_of(name: str) -> Callable[[bytes], tuple[Node, ...]] | None:
    """The reader of a file of that name; None where it is no YAML, JSON or TOML."""
    lower = name.lower()
    if lower.endswith(_YAML):
        return yaml_documents
    if lower.endswith(_JSON):
        return _json
    return _toml if lower.endswith(".toml") else None


def yaml_documents(data: bytes) -> tuple[Node, ...]:
    """The documents of a YAML stream; yaml takes 30 ms to import."""
    from variant_budget.measure.units.yaml_tree import yaml_documents as read

    return read(data)


def _json(data: bytes) -> tuple[Node, ...]:
    from variant_budget.measure.units.json_tree import json_document

    return (json_document(data),)


def _toml(data: bytes) -> tuple[Node, ...]:
    from variant_budget.measure.units.toml_tree import toml_document

    return (toml_document(data),)
