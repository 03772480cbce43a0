"""`config_entries`: the values of a configuration file, each under its path of keys."""

from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.documents import documents_of
from variant_budget.measure.units.setting_lines import ini_settings, properties_lines
from variant_budget.measure.units.tree import Items, Node, Table
from variant_budget.measure.units.trouble import UnreadableError

_INI = (".ini", ".cfg", ".editorconfig")
_PROPERTIES = (".properties", ".env")
_NOT_READ = (".xml", ".conf", ".cnf", ".plist", ".hcl", ".tfvars", ".json5", ".kdl", ".ron")


def config_entries(data: bytes, name: str) -> Iterator[Unit]:
    """One unit for each value. UnreadableError where the file is not what its name says.

    Files whose name says no format hold none; those of a format of settings that is not read say so.
    """
    lower = name.lower()
    read = documents_of(name)
    if read is not None:
        for document in read(data):
            yield from (Unit(line) for line in _leaves(document))
    elif lower.endswith(_INI):
        yield from (Unit(setting.line) for setting in ini_settings(data))
    elif lower.endswith(_PROPERTIES) or lower.startswith(".env."):
        yield from (Unit(line) for line in properties_lines(data))
    elif lower.endswith(_NOT_READ):
        suffix = lower[lower.rfind(".") :]
        raise UnreadableError(1, 1, f"entries of {suffix} files are not counted")


def _leaves(document: Node) -> Iterator[int]:
    """The line of each value, where its key stands or else itself.

    A mapping or list without anything in it is a value, and so is an alias: it is written once. A
    document without anything in it has none.
    """
    is_empty = isinstance(document, Table | Items) and not document.of
    waiting = [] if is_empty else [(document.line, document)]
    while waiting:
        line, node = waiting.pop()
        if isinstance(node, Table) and node.of:
            waiting += [(entry.line, entry.value) for entry in reversed(node.of)]
        elif isinstance(node, Items) and node.of:
            waiting += [(item.line, item) for item in reversed(node.of)]
        else:
            yield line
