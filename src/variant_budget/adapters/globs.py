"""Globs, and what they match below a folder. Links to folders and `.git` are never entered.

`*`, `?`, `[...]` and `[!...]` match within a name, `**` any number of folders, none too. A `/` is
never part of brackets, and nothing escapes: `[*]` is a plain asterisk.
"""

import os
import re
from collections.abc import Iterator, Sequence
from fnmatch import translate
from itertools import pairwise
from typing import NamedTuple

MOST_FILES = 20_000
MOST_FOLDERS = 200_000
GIT = ".git"

_ANY = "**"
_SIGNS = frozenset("*?[")
_States = tuple[int, ...]


class TooWideError(Exception):
    """A glob matches, or makes one look at, more than anyone means; the message says what."""


class Walked(NamedTuple):
    """What a glob matches, and the folders that could not be listed, with the reason.

    Both relative to the folder where it began, and sorted.
    """

    files: tuple[str, ...]
    closed: tuple[tuple[str, str], ...]


def is_glob(segment: str) -> bool:
    """Whether a part of a path is more than a name."""
    return not _SIGNS.isdisjoint(segment)


def walk(top: str, segments: Sequence[str]) -> Walked:
    """Everything but folders below `top` that matches; nothing where `top` is no folder.

    TooWideError for more than MOST_FILES matches, or more than MOST_FOLDERS folders on the way.
    """
    glob = _Glob(segments)
    files: list[str] = []
    closed: list[tuple[str, str]] = []
    waiting = [("", glob.start)]
    for opened, (place, states) in enumerate(_popped(waiting)):
        try:
            with os.scandir(os.path.join(top, place)) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        if glob.ends(states, entry.name):
                            files.append(place + entry.name)
                    elif below := glob.enter(states, entry.name):
                        waiting.append((f"{place}{entry.name}/", below))
                    _refuse_too_wide(len(files), opened + len(waiting))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            closed.append((place.rstrip("/"), error.strerror or str(error)))
    return Walked(tuple(sorted(files)), tuple(sorted(closed)))


def _popped(waiting: list[tuple[str, _States]]) -> Iterator[tuple[str, _States]]:
    while waiting:
        yield waiting.pop()


def _refuse_too_wide(files: int, folders: int) -> None:
    if files > MOST_FILES:
        raise TooWideError(f"it matches more than {MOST_FILES:,} files")
    if folders > MOST_FOLDERS:
        raise TooWideError(f"more than {MOST_FOLDERS:,} folders stand where it looks")


class _Glob:
    """One glob as an automaton over the names of a path: no path is ever tried twice.

    State n: the segments before n have been matched. `translate` gives expressions that never go
    back, as every `*` takes the first place where what follows it stands.
    """

    def __init__(self, segments: Sequence[str]) -> None:
        # "a/**" means the files below a, so it is "a/**/*".
        whole = [*segments, "*"] if segments[-1] == _ANY else list(segments)
        once = [one for one, after in pairwise([*whole, ""]) if (one, after) != (_ANY, _ANY)]
        self._segments = once
        self._last = len(once) - 1
        self._matches = [re.compile(translate(segment)).match for segment in once]
        self.start = self._reached(0)

    def _reached(self, state: int) -> _States:
        return (state, state + 1) if self._segments[state] == _ANY else (state,)

    def enter(self, states: _States, name: str) -> _States:
        """The states in a folder of that name; none where nothing below it can match."""
        if is_git(name):
            return ()
        found: set[int] = set()
        for state in states:
            if self._segments[state] == _ANY:
                found.update(self._reached(state))
            elif state < self._last and self._matches[state](name):
                found.update(self._reached(state + 1))
        return tuple(sorted(found))

    def ends(self, states: _States, name: str) -> bool:
        """Whether a file of that name matches."""
        return self._last in states and self._matches[self._last](name) is not None


def is_git(name: str) -> bool:
    """Whether it is the name of git's own folder, also where upper and lower case are one."""
    return name.lower() == GIT
