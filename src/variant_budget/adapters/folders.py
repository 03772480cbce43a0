"""The folders of trees, read from git level by level and kept: nobody opens one twice."""

from collections.abc import Callable, Collection, Iterable
from itertools import count

from variant_budget.adapters.git.repository import Git
from variant_budget.domain.tree import (
    REGULAR,
    SUBMODULE,
    SYMLINK,
    Entry,
    Folder,
    FolderKey,
    root_key,
)
from variant_budget.errors import MeasureError

DEEPEST = 4096
"""Levels of folders: git's own bound, core.maxTreeDepth, is 4,096 or less."""
WIDEST = 200_000
"""Folders of one level. A few objects that name each other many times make any number of them."""

Closed = Callable[[Collection[FolderKey]], Collection[FolderKey]]
"""Which of these folders need not be opened, nor any below them."""


class Folders:
    """The folders of one repository that were opened so far."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._open: dict[FolderKey, Folder] = {}

    def open(self, keys: Iterable[FolderKey]) -> list[Folder]:
        """These folders, in this order."""
        wanted = tuple(keys)
        new = [key for key in dict.fromkeys(wanted) if key not in self._open]
        self._open.update(zip(new, self._git.folders(new), strict=True))
        return [self._open[key] for key in wanted]

    def descend(self, keys: Iterable[FolderKey], closed: Closed) -> list[Folder]:
        """These folders and all below them, from the top down, but those that are closed."""
        found: list[Folder] = []
        level = list(dict.fromkeys(keys))
        for depth in count():
            _refuse_too_many(depth, level)
            shut = closed(level)
            opened = self.open(key for key in level if key not in shut)
            found += opened
            level = list(dict.fromkeys(key for folder in opened for key in folder.folders))
            if not level:
                break
        return found

    def files(self, root: str) -> tuple[Entry, ...]:
        """All files of a tree, sorted by path."""
        opened = self.descend([root_key(root)], _none)
        return tuple(sorted(entry for folder in opened for entry in folder.files))

    def entry(self, root: str, path: str) -> Entry | None:
        """The file at a path of a tree, or None."""
        folder = self.folder(root, path[: path.rfind("/") + 1])
        files = folder.files if folder else ()
        return next((entry for entry in files if entry.path == path), None)

    def folder(self, root: str, path: str) -> Folder | None:
        """The folder at a path of a tree ("" or "a/b/"), or None."""
        (folder,) = self.open([root_key(root)])
        at = path.find("/") + 1
        while at:
            below = next((key for key in folder.folders if key.path == path[:at]), None)
            if below is None:
                return None
            (folder,) = self.open([below])
            at = path.find("/", at) + 1
        return folder

    def source(self, root: str, path: str) -> str:
        """The id of what stands at a path, with "/" behind that of a folder; "" where nothing does."""
        name = path.rstrip("/")
        folder = self.folder(root, f"{name}/")
        if folder:
            return f"{folder.key.oid}/"
        entry = self.entry(root, name)
        return entry.oid if entry and entry.mode not in (SYMLINK, SUBMODULE) else ""

    def sources(self, source: str, path: str, below: str) -> dict[str, Entry]:
        """Path -> file of what stood at `path`, of a folder `below` it where that is one too."""
        if not source.endswith("/"):
            return {path: Entry(path, REGULAR, source)} if source else {}
        name = path.rstrip("/")
        folder = self.folder(source[:-1], below.lstrip("/"))
        files = folder.files if folder else ()
        return {
            path: entry._replace(path=path)
            for entry in files
            if entry.mode not in (SYMLINK, SUBMODULE)
            for path in (f"{name}/{entry.path}",)
        }

    def differing(self, head: str, base: str) -> tuple[list[Folder], list[Folder]]:
        """The folders of each tree that the other does not have at the same path."""
        here: list[Folder] = []
        there: list[Folder] = []
        ours, theirs = _only_one((root_key(head),), (root_key(base),))
        for depth in count():
            if not (ours or theirs):
                break
            _refuse_too_many(depth, (*ours, *theirs))
            opened = self.open((*ours, *theirs))
            sides = opened[: len(ours)], opened[len(ours) :]
            here += sides[0]
            there += sides[1]
            ours, theirs = _only_one(
                *([key for folder in side for key in folder.folders] for side in sides)
            )
        return here, there


def _refuse_too_many(depth: int, level: Collection[FolderKey]) -> None:
    """Before a level is opened: MeasureError where only a hostile tree goes on like this."""
    if depth >= DEEPEST or len(level) > WIDEST:
        raise MeasureError.one(
            "too-many-folders",
            f"more than {DEEPEST:,} levels of folders, or more than {WIDEST:,} folders in one level. "
            "Such a tree is made to exhaust who reads it; `git ls-tree -d HEAD` shows where it is.",
        )


def _only_one(
    ours: Iterable[FolderKey], theirs: Iterable[FolderKey]
) -> tuple[list[FolderKey], list[FolderKey]]:
    """The keys that stand on one side alone."""
    one, other = dict.fromkeys(ours), dict.fromkeys(theirs)
    return [key for key in one if key not in other], [key for key in other if key not in one]


def _none(_keys: Collection[FolderKey]) -> Collection[FolderKey]:
    return ()
