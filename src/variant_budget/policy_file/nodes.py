"""What YAML is made of, with places: scalars as written, lists, mappings."""

import re
from typing import NamedTuple

from variant_budget.domain.location import Location

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
# YAML 1.1's words and YAML 1.2's: the file must mean the same to every reader.
_FLAG = re.compile(r"(?i:true|false|yes|no|on|off)\Z")
_NUMBER = re.compile(
    r"[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?\Z"
    r"|0[xob][0-9a-fA-F_]+\Z|[-+]?\.(?i:inf)\Z|\.(?i:nan)\Z"
)


class Scalar(NamedTuple):
    """A text as written; `plain` without quotes."""

    location: Location
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or YAML's word for nothing."""
        return self.plain and self.text in _NULL

    @property
    def is_text(self) -> bool:
        """Whether every YAML reader takes it for a text, not for a number, a flag or nothing."""
        return not (
            self.plain
            and (self.text in _NULL or _FLAG.match(self.text) or _NUMBER.match(self.text))
        )


class Sequence(NamedTuple):
    """A list."""

    location: Location
    items: "tuple[Node, ...]"


class Entry(NamedTuple):
    """A key, where it stands, and its value."""

    key: str
    location: Location
    value: "Node"


class Mapping(NamedTuple):
    """Keys and values in the order written, each key once."""

    location: Location
    entries: tuple[Entry, ...]


class Broken(NamedTuple):
    """Stands for what was refused, so that reading can go on without a second complaint."""

    location: Location


Node = Scalar | Sequence | Mapping | Broken
