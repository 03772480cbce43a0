"""What a report says of a test or a source file -> the tracked file that is meant.

A file by its path, whatever folder it is told from; a class by the longest unique end of a path.
Where two files could be it, none is taken: a guess would move a test from one budget to another.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from variant_budget.attribute.path_ends import Ends
from variant_budget.domain.evidence import Clues

MOST_PARTS = 60
"""Folders of a path that are looked at: the last ones."""
MOST_WORDS = 30
"""Of a class's name."""

_DRIVE = re.compile(r"[A-Za-z]:/")
_CLASS = re.compile(r"[^\W\d][\w$]*(?:(?:\.|::)[\w$-]+)*(?:\[[^\]]*\])?", re.ASCII)
# Where checkouts stand on hosted runners: what stands at the top of one has no other folder to tell.
_CHECKOUT = re.compile(
    r"/home/runner/work/[^/]+/[^/]+/|/__w/[^/]+/[^/]+/|/github/workspace/|/builds/[^/]+/[^/]+/"
    r"|[A-Za-z]:/a/[^/]+/[^/]+/|/Users/runner/work/[^/]+/[^/]+/"
)
# Installed code may be named as a file of the repository is.
_INSTALLED = frozenset({"site-packages", "dist-packages", "node_modules", ".venv", "venv", ".tox"})
# Files of a folder of tests that hold none: `tests/van/pytest.ini` is not where the suite "pytest" is.
_NO_TESTS = (".ini", ".cfg", ".conf", ".toml", ".yml", ".yaml", ".json", ".xml", ".properties", ".txt",
             ".md", ".rst", ".csv", ".tsv", ".html", ".css", ".sql", ".log", ".lock", ".snap")  # fmt: skip
# A class of these languages stands in the folder that its name says, or it is another class.
_FOLDERS_ARE_NAMES = (".py", ".java", ".go")


class Located(NamedTuple):
    """The file that is meant, or why there is none: `candidates` could all be it.

    `beside` are other files that may hold the test too, since a report names their folder alone.
    """

    path: str | None
    candidates: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


NOWHERE = Located(None)


class Locator:
    """The files of one commit, found by the ends of their paths."""

    def __init__(
        self,
        paths: Iterable[str],
        is_test: Callable[[str], bool],
        checkouts: Sequence[str] = (),
        submodules: Collection[str] = (),
    ) -> None:
        """`checkouts` are folders, with `/` last, that the commit may have been checked out to;
        `submodules` are the paths of folders in it that are other commits."""
        self._is_test = is_test
        self._foreign = frozenset(submodules)
        self._checkouts = tuple(checkouts)
        self._paths = Ends(paths := tuple(paths), str)
        self._stems = Ends(paths, _stem)
        self._folders: dict[str, list[str]] = {}
        for path in paths:
            if path.endswith("_test.go"):
                self._folders.setdefault(path.rpartition("/")[0], []).append(path)
        self._known: dict[Clues, Located] = {}
        self._words: dict[str, list[str]] = {}

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
        if path := next(self._paths.at_the_end_of(parts), None):
            return (
                NOWHERE
                if self._is_another(path, whole, parts)
                else self._sure(path, whole, "/".join(parts))
            )
        if whole.startswith("/") or _DRIVE.match(whole):
            return NOWHERE
        return _only(self._paths.ending_with("/".join(parts)))

    def exact(self, text: str) -> Located:
        """A file by its whole path, from the top of the checkout or of the machine."""
        whole = text.replace("\\", "/")
        parts = _normal(whole)
        path = next(self._paths.at_the_end_of(parts), None)
        if path is None:
            return NOWHERE
        if self._is_another(path, whole, parts):
            return NOWHERE
        return self._sure(path, whole, "/".join(parts))

    def _is_another(self, path: str, whole: str, parts: Sequence[str]) -> bool:
        """Whether a path in the checkout is not this tracked one: a copy, a submodule's, a folder told
        twice."""
        checkout = next((each for each in self._checkouts if whole.startswith(each)), None)
        if checkout is not None:
            return _normal(whole[len(checkout) :]) != path.split("/")
        above = ("/".join(parts[:number]) for number in range(1, len(parts)))
        return bool(self._foreign) and any(each in self._foreign for each in above)

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
        words = re.split(r"\.|::", text.partition("$")[0].partition("[")[0])[:MOST_WORDS]
        for number in range(len(words), 1, -1):
            found = self._stems.ending_with("/".join(words[:number]))
            found += self._stems.at_the_end_of(words[:number], least=2)
            if found:
                return self._clear(dict.fromkeys(found))
        # What follows a file's name alone is a class, or the name is a package and the file another.
        if all(word[:1].isupper() for word in words[1:]) and (found := self._called(words[0])):
            return self._clear(found)
        return self._clear(
            [path for path in self._called(words[-1]) if not path.endswith(_FOLDERS_ARE_NAMES)]
        )

    def _called(self, word: str) -> list[str]:
        """Files of tests with this name, wherever they stand."""
        found = self._words.get(word)
        if found is None:
            found = [path for path in self._stems.ending_with(word) if not path.endswith(_NO_TESTS)]
            found = self._words[word] = [path for path in found if self._is_test(path)]
        return found

    def _clear(self, found: Collection[str]) -> Located:
        """The one of these files; where a source and its test are named alike, the test."""
        tests = [path for path in found if self._is_test(path)]
        return _only(tests if len(tests) == 1 else found)

    def _package(self, text: str) -> Located:
        """An import path of Go: the longest folder with tests that it ends with."""
        parts = _normal(text)
        for first in range(len(parts)):
            files = self._folders.get("/".join(parts[first:]))
            if files:
                return Located(files[0], beside=tuple(files[1:]))
        return NOWHERE


def _stem(path: str) -> str:
    """A path without its suffix."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)


def _only(found: Collection[str]) -> Located:
    if len(found) == 1:
        return Located(next(iter(found)))
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
