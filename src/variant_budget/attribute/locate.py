"""What a report says of a test or a source file -> the tracked file that is meant.

A file by its path, whatever folder it is told from; a class by the longest unique end of a path.
Where two files could be it, none is taken: a guess would move a test from one budget to another.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from variant_budget.domain.evidence import Clues

MOST_PARTS = 60
"""Folders of a path, or words of a class name, that are looked at: the last ones."""

_DRIVE = re.compile(r"[A-Za-z]:/")
_CLASS = re.compile(r"[^\W\d][\w$]*(?:(?:\.|::)[\w$-]+)*(?:\[[^\]]*\])?", re.ASCII)
# Where checkouts stand on hosted runners: what stands at the top of one has no other folder to tell.
_CHECKOUT = re.compile(
    r"/home/runner/work/[^/]+/[^/]+/|/__w/[^/]+/[^/]+/|/github/workspace/|/builds/[^/]+/[^/]+/"
    r"|[A-Za-z]:/a/[^/]+/[^/]+/|/Users/runner/work/[^/]+/[^/]+/"
)
# Installed code may be named as a file of the repository is.
_INSTALLED = frozenset({"site-packages", "dist-packages", "node_modules", ".venv", "venv", ".tox"})


class Located(NamedTuple):
    """The file that is meant, or why there is none: `candidates` could all be it."""

    path: str | None
    candidates: tuple[str, ...] = ()


NOWHERE = Located(None)


class Locator:
    """The files of one commit, found by the ends of their paths."""

    def __init__(
        self, paths: Iterable[str], is_test: Callable[[str], bool], checkouts: Sequence[str] = ()
    ) -> None:
        """`checkouts` are folders, with `/` last, that the commit may have been checked out to."""
        self._is_test = is_test
        self._checkouts = tuple(checkouts)
        self._by_name: dict[str, list[str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        self._folders: dict[str, list[str]] = {}
        for path in paths:
            folder, _, name = path.rpartition("/")
            self._by_name.setdefault(name, []).append(path)
            self._by_stem.setdefault(_stem(name), []).append(path)
            if name.endswith("_test.go"):
                self._folders.setdefault(folder, []).append(path)
        self._known: dict[Clues, Located] = {}

    def test(self, clues: Clues) -> Located:
        """The file of a test: by a file, else by its class, else by a suite around it."""
        found = self._known.get(clues)
        if found is None:
            found = self._known[clues] = self._test(clues)
        return found

    def _test(self, clues: Clues) -> Located:
        unclear: tuple[str, ...] = ()
        for find, texts in (
            (self.file, clues.files),
            (self.named, (clues.classname, *clues.suites)),
        ):
            for text in texts:
                found = find(text)
                if found.path is not None:
                    return found
                unclear = unclear or found.candidates
        return Located(None, unclear)

    def file(self, text: str) -> Located:
        """A file by its path: a tracked path that ends as this one does, or the other way round."""
        whole = text.replace("\\", "/")
        parts = _normal(whole)
        if not parts:
            return NOWHERE
        told = "/".join(parts)
        candidates = self._by_name.get(parts[-1], [])
        within = [path for path in candidates if path == told or told.endswith(f"/{path}")]
        if within:
            return self._sure(max(within, key=len), whole, told)
        if whole.startswith("/") or _DRIVE.match(whole):
            return NOWHERE
        return _only([path for path in candidates if path.endswith(f"/{told}")])

    def exact(self, text: str) -> Located:
        """A file by its whole path, from the top of the checkout or of the machine."""
        told = "/".join(_normal(text))
        candidates = self._by_name.get(told.rpartition("/")[2], [])
        within = [path for path in candidates if path == told or told.endswith(f"/{path}")]
        if not within:
            return NOWHERE
        return self._sure(max(within, key=len), text.replace("\\", "/"), told)

    def _sure(self, path: str, whole: str, told: str) -> Located:
        """A path that is the end of what was told, unless it may be another file's end by chance."""
        outside = told[: len(told) - len(path)]
        if not _INSTALLED.isdisjoint(outside.split("/")):
            return NOWHERE
        at_top = "/" not in path and outside
        if at_top and not (whole.startswith(self._checkouts) or _CHECKOUT.match(whole)):
            return NOWHERE
        return Located(path)

    def named(self, text: str) -> Located:
        """A class, module, package or file by its name."""
        if "/" in text or "\\" in text:
            by_path = self.file(text)
            return by_path if any(by_path) else self._package(text)
        if not _CLASS.fullmatch(text):
            return NOWHERE
        if "." in text and (by_path := self.file(text)).path:
            return by_path
        words = re.split(r"\.|::", text.partition("$")[0].partition("[")[0])[:MOST_PARTS]
        for number in range(len(words), 0, -1):
            end = "/".join(words[:number])
            found = [path for path in self._by_stem.get(words[number - 1], []) if _ends(path, end)]
            if number == 1:
                found = [path for path in found if self._is_test(path)]
            if found:
                return self._clear(found)
        # A namespace that is no folder, as in C#: the class alone.
        return self._clear(
            [path for path in self._by_stem.get(words[-1], []) if self._is_test(path)]
        )

    def _clear(self, found: Sequence[str]) -> Located:
        """The one of these files; where a source and its test are named alike, the test."""
        tests = [path for path in found if self._is_test(path)]
        return _only(tests if len(tests) == 1 else found)

    def _package(self, text: str) -> Located:
        """An import path of Go: the longest folder with tests that it ends with."""
        parts = _normal(text)
        for first in range(len(parts)):
            files = self._folders.get("/".join(parts[first:]))
            if files:
                return Located(files[0])
        return NOWHERE


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _ends(path: str, end: str) -> bool:
    """Whether a path without its suffix ends in these folders and name, or they end in it."""
    folder, slash, name = path.rpartition("/")
    plain = folder + slash + _stem(name)
    return plain == end or plain.endswith(f"/{end}") or (bool(slash) and end.endswith(f"/{plain}"))


def _only(found: Sequence[str]) -> Located:
    if len(found) == 1:
        return Located(found[0])
    return Located(None, tuple(sorted(found)[:3]))


def _normal(path: str) -> list[str]:
    """The parts of a path, without `.` and with `..` resolved; none where it leads out at the top."""
    parts: list[str] = []
    for part in _DRIVE.sub("/", path.replace("\\", "/"), count=1).split("/")[-MOST_PARTS:]:
        if part == "..":
            if not parts:
                continue
            parts.pop()
        elif part and part != ".":
            parts.append(part)
    return parts
