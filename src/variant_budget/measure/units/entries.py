"""`entries`: what stands at a key of YAML, JSON or TOML."""

import re
from collections.abc import Iterable, Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.documents import documents_of
from variant_budget.measure.units.tree import (
    Items,
    Node,
    Table,
    Value,
    entries_of,
    entry_at,
    items_of,
    resolved,
)

_KEY = re.compile(r'"([^"]*)"|([^."]+)')
_ANY = "*"


def entries_at(data: bytes, name: str, path: str) -> Iterator[Unit]:
    """The entries at a path of keys, in every document of the file.

    A list has its items, a mapping its keys, a single value is one. Lists on the way are gone
    through. UnreadableError where the file is not what its name says.
    """
    read = documents_of(name)
    if read is None:
        return
    found: Iterable[Node] = read(data)
    for quoted, bare in _KEY.findall(path):
        found = _distinct(_below(found, quoted or bare))
    for node in found:
        yield from _counted(node)


def _below(nodes: Iterable[Node], key: str) -> Iterator[Node]:
    for table in _tables(nodes):
        if key == _ANY:
            yield from (entry.value for entry in table.of)
        elif entry := entry_at(table, key):
            yield entry.value


def _tables(nodes: Iterable[Node]) -> Iterator[Table]:
    """The mappings themselves and those in lists, lists in lists included; each once."""
    waiting = list(nodes)[::-1]
    seen: set[int] = set()
    while waiting:
        at = resolved(waiting.pop())
        if id(at) in seen:
            continue
        seen.add(id(at))
        if isinstance(at, Table):
            yield at
        elif isinstance(at, Items):
            waiting += at.of[::-1]


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    """Each node once: aliases of aliases would lead to one a million times."""
    return list({id(at): at for node in nodes if (at := resolved(node)) is not None}.values())


def _counted(node: Node) -> Iterator[Unit]:
    if isinstance(node, Value):
        if not node.is_null:
            yield Unit(node.line)
    else:
        yield from (Unit(entry.line) for entry in entries_of(node))
        yield from (Unit(item.line) for item in items_of(node))
