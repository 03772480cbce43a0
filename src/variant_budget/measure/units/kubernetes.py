"""The objects of a Kubernetes manifest: several documents, lists of objects."""

from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.measure.units.documents import yaml_documents
from variant_budget.measure.units.tree import Alias, Node, items_of, text_of_node, value_at


class Object(NamedTuple):
    """One object and the line where it starts."""

    line: int
    api: str
    kind: str
    node: Node


def objects_in(data: bytes) -> Iterator[Object]:
    """Every mapping with `apiVersion` and `kind`; those of a `List` instead of the list."""
    for document in yaml_documents(data):
        yield from _objects(document)


def _objects(node: Node) -> Iterator[Object]:
    api, kind = text_of_node(value_at(node, "apiVersion")), text_of_node(value_at(node, "kind"))
    items = items_of(value_at(node, "items")) if kind.endswith("List") else ()
    if items:
        for item in items:
            # A list in a list is no object, and an alias is written elsewhere.
            is_list = text_of_node(value_at(item, "kind")).endswith("List")
            if not is_list and not isinstance(item, Alias):
                yield from _objects(item)
    elif api and kind:
        yield Object(node.line, api, kind, node)
