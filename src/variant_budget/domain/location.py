"""Where in a file something was written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a policy file; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
