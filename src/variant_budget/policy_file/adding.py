"""One more entry for exceptions.yml, its other lines left as people wrote them."""

import re
from collections.abc import Iterator

from variant_budget.errors import PolicyError
from variant_budget.policy_file import nodes
from variant_budget.policy_file.reading import Reading
from variant_budget.policy_file.yaml_nodes import compose

START = "version: 1\nexceptions:\n"
_EMPTY = re.compile(r"(?m)^(exceptions:)[ \t]*(?:\[[ \t]*\])?[ \t]*(#[^\n]*)?\n?\Z")


def with_entry(data: bytes | None, path: str, entry: str) -> str:
    """The file with an entry at its end; `entry` is indented by two blanks.

    Raises PolicyError where the file cannot be read, or the list is not its last part.
    """
    before = () if data is None else tuple(_ids(data, path))
    text = START if data is None else data.decode().rstrip("\n") + "\n"
    if data is not None and not before:
        text = _EMPTY.sub(lambda found: f"{found[1]} {found[2] or ''}".rstrip() + "\n", text)
    new = text + _indented(entry, _indent(data, path))
    added = tuple(_ids((START + entry).encode(), path))
    try:
        fits = tuple(_ids(new.encode(), path)) == (*before, *added)
    except PolicyError:
        fits = False
    if not fits:
        raise PolicyError.one(
            "entry-not-added",
            "the list of exceptions is not the last part of the file, or not written one entry "
            f"below the other. Add this by hand:\n{entry}",
            path,
        )
    return new


def ids(data: bytes | None, path: str) -> tuple[str, ...]:
    """The ids of the entries of a file, which may hold entries that nobody finished."""
    return () if data is None else tuple(_ids(data, path))


def _ids(data: bytes, path: str) -> Iterator[str]:
    for entry in _entries(data, path):
        told = {each.key: each.value for each in entry.entries}
        value = told.get("id")
        yield value.text if isinstance(value, nodes.Scalar) else ""


def _entries(data: bytes, path: str) -> list[nodes.Mapping]:
    reading = Reading(path)
    root = compose(data, reading)
    reading.finish()
    found = [
        each.value
        for each in (root.entries if isinstance(root, nodes.Mapping) else ())
        if each.key == "exceptions"
    ]
    items = found[0].items if found and isinstance(found[0], nodes.Sequence) else ()
    return [item for item in items if isinstance(item, nodes.Mapping)]


def _indent(data: bytes | None, path: str) -> int:
    """How far the dash of the entries stands from the left."""
    entries = [] if data is None else _entries(data, path)
    # A mapping starts with its first key, two characters behind the dash.
    return max(0, entries[0].location.column - 3) if entries else 2


def _indented(entry: str, indent: int) -> str:
    lines = entry.splitlines(keepends=True)
    return "".join(f"{' ' * indent}{line[2:]}" for line in lines)
