"""package.json: what is needed to run, optional and peer dependencies included."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.json_tree import json_document
from variant_budget.measure.units.tree import entries_of, text_of_node, value_at

_SECTIONS = ("dependencies", "optionalDependencies", "peerDependencies")
_OWN = ("file:", "link:", "workspace:", "portal:", ".", "/", "~/")
_ALIAS = "npm:"


def package_json(data: bytes) -> Iterator[Unit]:
    """The packages by their real name; not those that lie in the repository."""
    root = json_document(data)
    for section in _SECTIONS:
        for entry in entries_of(value_at(root, section)):
            version = text_of_node(entry.value).strip()
            name = entry.key
            if version.startswith(_OWN):
                continue
            if version.startswith(_ALIAS):
                # npm:name@1, npm:@scope/name@1
                target = version.removeprefix(_ALIAS)
                name = target[:1] + target[1:].partition("@")[0]
            yield Unit(entry.line, f"npm:{name}")
