"""Names with `/` in them, found by their ends: in a time that does not grow with how many are alike.

A line of products has hundreds of files called `test_main.py` or `index.test.ts`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

MOST_ALIKE = 200
"""Found at most; with two of them nobody can tell already."""


class Ends:
    """Paths, each found by some name of it: the path itself, or the path without its suffix."""

    def __init__(self, paths: Iterable[str], name_of: Callable[[str], str]) -> None:
        self._paths: dict[str, list[str]] = {}
        for path in paths:
            self._paths.setdefault(name_of(path), []).append(path)
        self._backward = sorted(map(_backward, self._paths))
        self._lasts = {name.rpartition("/")[2] for name in self._paths}

    def ending_with(self, end: str) -> list[str]:
        """Paths whose name is this, or ends with it behind a `/`."""
        if end.rpartition("/")[2] not in self._lasts:
            return []
        found: list[str] = []
        start = _backward(end)
        for at in range(bisect_left(self._backward, start), len(self._backward)):
            if not self._backward[at].startswith(start) or len(found) >= MOST_ALIKE:
                break
            found += self._paths[_forward(self._backward[at])]
        return found

    def at_the_end_of(self, parts: Sequence[str], least: int = 1) -> Iterator[str]:
        """Paths whose name is the last parts of these, the longest name first."""
        if parts and parts[-1] in self._lasts:
            for first in range(len(parts) - least + 1):
                yield from self._paths.get("/".join(parts[first:]), ())


def _backward(name: str) -> str:
    return "/".join(reversed(name.split("/"))) + "/"


def _forward(backward: str) -> str:
    return "/".join(reversed(backward[:-1].split("/")))
