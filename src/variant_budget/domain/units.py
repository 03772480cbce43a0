"""Units of the domain metrics: policy rules, components, workflows, adapters, entries, dependencies.

How they are found in one file is a `Rule`; what was found is `Units`. Both depend on the file's
bytes, name and language alone (docs/metrics.md).
"""

import json
from enum import StrEnum
from typing import NamedTuple


class RuleKind(StrEnum):
    """How the units of one file are found. Part of cache keys: never rename."""

    FILES = "files"
    """The file is one unit."""
    ENTRIES = "entries"
    """What stands at a key of YAML, JSON or TOML; the argument is the path of keys."""
    MATCHES = "matches"
    """The matches of a regular expression in RE2's syntax, the argument."""
    CLASSES = "classes"
    """Classes whose name matches the argument, where `*` and `?` are wildcards."""
    FUNCTIONS = "functions"
    """Functions whose name matches the argument."""
    REGO = "rego"
    """Rules of Rego."""
    COMPONENTS = "components"
    """Components of React, Vue, Svelte and Angular."""
    WORKFLOW = "workflow"
    """Workflows of one engine, which the argument names."""
    CONFIG_ENTRIES = "config_entries"
    """Values of YAML, JSON, TOML, INI and properties files."""
    DEPENDENCIES = "dependencies"
    """Direct dependencies of a manifest, by name."""
    SERVICES = "services"
    """Services and images of a compose file or of Kubernetes objects, as the argument says; by name."""
    SIZE = "size"
    """The bytes of the file; of a pointer of Git LFS, those that it stands for."""


class Rule(NamedTuple):
    """One way to find units of the metric `name`."""

    name: str
    kind: RuleKind
    argument: str = ""


class Unit(NamedTuple):
    """One unit and the line where it stands, from 1; 1 where the format does not tell.

    `name` is for units that count by name, such as "pypi:requests" or "image:postgres": the same
    name in many files is one unit.
    """

    line: int
    name: str = ""


class Units(NamedTuple):
    """The units of one file, by line and name, and what kept it from being read, if anything did.

    `amount` are units that stand on no line: bytes.
    """

    units: tuple[Unit, ...] = ()
    trouble: str = ""
    amount: int = 0

    def pack(self) -> bytes:
        """The units as bytes; none at all where there is nothing to say."""
        if not any(self):
            return b""
        rows = [[line, name] if name else line for line, name in self.units]
        parts = [self.trouble, rows, self.amount] if self.amount else [self.trouble, rows]
        return json.dumps(parts, separators=(",", ":")).encode("ascii")


NO_UNITS = Units()


def unpack_units(packed: bytes) -> Units:
    """The units that `Units.pack` wrote. ValueError for other bytes."""
    if not packed:
        return NO_UNITS
    try:
        trouble, rows, amount = (*json.loads(packed), 0)[:3]
        units = tuple(_unit(row) for row in rows)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no packed units: {error}") from error
    found = Units(units, trouble, amount)
    if type(amount) is not int or amount < 0:
        raise ValueError("no packed units: no amount")
    if type(trouble) is not str or list(units) != sorted(units) or found.pack() != packed:
        raise ValueError("no packed units: not as they were packed")
    return found


def _unit(row: object) -> Unit:
    line, name = row if isinstance(row, list) else (row, "")
    if type(line) is not int or line < 1 or not isinstance(name, str):
        raise ValueError("no line or no name")
    return Unit(line, name)
