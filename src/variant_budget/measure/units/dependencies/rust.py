"""Cargo.toml: `dependencies`, also those of targets."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.toml_tree import toml_document
from variant_budget.measure.units.tree import entries_of, entry_at, text_of_node, value_at


def cargo_toml(data: bytes) -> Iterator[Unit]:
    """The crates by their real name; not those that lie in the repository.

    `dev-dependencies` and `build-dependencies` do not ship; `workspace.dependencies` only says which
    version a member means that names the crate.
    """
    root = toml_document(data)
    tables = [value_at(root, "dependencies")]
    targets = entries_of(value_at(root, "target"))
    tables += [value_at(target.value, "dependencies") for target in targets]
    for table in tables:
        for entry in entries_of(table):
            if entry_at(entry.value, "path") is None:
                name = text_of_node(value_at(entry.value, "package")) or entry.key
                # crates.io takes - and _ for the same.
                yield Unit(entry.line, f"cargo:{name.lower().replace('_', '-')}")
