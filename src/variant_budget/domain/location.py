"""Where in a file something was written."""

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a policy file; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
