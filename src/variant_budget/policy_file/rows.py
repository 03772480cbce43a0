"""One row a key: how it is read, what it means, what holds where it is absent.

The same rows give the parsing, the places of problems, "did you mean", the JSON Schema (schema.py)
and the key list of docs/policy.md (key_list.py), so that these cannot disagree.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, cast

from variant_budget.domain.location import Location
from variant_budget.policy_file import nodes
from variant_budget.policy_file.reading import Reading

Json = dict[str, Any]
T = TypeVar("T")

NAME = r"[A-Za-z0-9][\w.-]*"
_NAME = re.compile(NAME)


class Reader(Generic[T]):
    """How one kind of value is read, described in JSON Schema and named in the docs.

    `read(node, what, reading)` gives the value, or None after it noted a problem about `what`.
    `refused` gives what stands for a refused value under a name, so that the name stays known.
    For the docs: `rows` are those of a mapping, `step` is what leads to them (".<variant>", "[]").
    """

    __slots__ = ("read", "refused", "rows", "schema", "step", "words")

    def __init__(
        self,
        read: Callable[[nodes.Node, str, Reading], T | None],
        schema: Json,
        words: str,
        rows: "Sequence[Row[Any]]" = (),
        step: str = "",
        refused: Callable[[Location], T] | None = None,
    ) -> None:
        self.refused = refused
        self.step = step
        self.read = read
        self.schema = schema
        self.words = words
        self.rows = tuple(rows)


class Row(Generic[T]):
    """A key of a mapping. `default` is for people: what holds where the key is absent.

    A required key has `add` instead: an example to add where it is missing.
    """

    __slots__ = ("add", "default", "key", "meaning", "reader")

    def __init__(
        self, key: str, reader: Reader[T], meaning: str, default: str = "", add: str = ""
    ) -> None:
        self.key = key
        self.reader = reader
        self.meaning = meaning
        self.default = default
        self.add = add


class Word(NamedTuple):
    """A text and where it was written."""

    text: str
    location: Location


class Named(NamedTuple, Generic[T]):
    """A value under a name that the policy's author chose."""

    name: str
    location: Location
    value: T


class Fields:
    """The values of one mapping, by row. Absent and refused values are None.

    `refused`: the mapping itself was, so nothing follows from what it lacks.
    """

    __slots__ = ("_places", "_values", "family", "location", "refused")

    def __init__(self, location: Location, *, refused: bool = False) -> None:
        self.location = location
        self.refused = refused
        self.family: tuple[Named[Any], ...] = ()
        self._values: dict[str, object] = {}
        self._places: dict[str, Location] = {}

    def put(self, row: Row[T], place: Location, value: T | None) -> None:
        """Keep what a row's reader gave."""
        self._places[row.key] = place
        self._values[row.key] = value

    def get(self, row: Row[T]) -> T | None:
        """The value of a row."""
        return cast("T | None", self._values.get(row.key))

    def has(self, row: Row[Any]) -> bool:
        """Whether the key was written, rightly or wrongly."""
        return row.key in self._places

    def place(self, row: Row[Any]) -> Location:
        """Where the key was written; the mapping itself where it was not."""
        return self._places.get(row.key, self.location)

    def places(self, path: str = "") -> Iterator[tuple[str, Location]]:
        """Each written key, name and word with its place, by the keys that lead to it."""
        for key, place in self._places.items():
            yield f"{path}{key}", place
            yield from _places_in(f"{path}{key}.", self._values[key])
        yield from _places_in(path, self.family)


def _places_in(path: str, value: object) -> Iterator[tuple[str, Location]]:
    if isinstance(value, Fields):
        yield from value.places(path)
    elif isinstance(value, tuple):
        for each in value:
            if isinstance(each, Named):
                yield f"{path}{each.name}", each.location
                yield from _places_in(f"{path}{each.name}.", each.value)
            elif isinstance(each, Word):
                yield f"{path}{each.text}", each.location
