"""A commit's files as git stores them: folders that name files and folders."""

from collections.abc import Iterable
from typing import NamedTuple

REGULAR = 0o100644
SYMLINK = 0o120000
SUBMODULE = 0o160000


class Entry(NamedTuple):
    """One tracked path: `mode` as git stores it, `oid` in hex.

    `path` uses "/" and is decoded with surrogateescape, so any bytes survive.
    """

    path: str
    mode: int
    oid: str


Beside = tuple[tuple[str, str], ...]


def meeting(beside: Beside, folder: str) -> Beside:
    """Those of the paths that stand in a folder or around it."""
    return tuple(
        each for each in beside if each[0].startswith(folder) or folder.startswith(each[0])
    )


class FolderKey(NamedTuple):
    """A folder at its place: `path` is "" or ends with "/", `oid` is the id of git's tree object.

    Two folders with one id at two paths hold the same bytes and may have other owners and roles.
    `beside` says what else decides about it: the paths in or around it that are edited copies, and
    the ids of what they are copies of.
    """

    path: str
    oid: str
    beside: Beside = ()

    def below(self, path: str, oid: str) -> "FolderKey":
        """The key of a folder in this one."""
        return FolderKey(path, oid, meeting(self.beside, path) if self.beside else ())


class Folder(NamedTuple):
    """One folder: its own files, and the keys of the folders in it, as git sorts them."""

    key: FolderKey
    files: tuple[Entry, ...]
    folders: tuple[FolderKey, ...]


class Move(NamedTuple):
    """A file that git's rename detection pairs across two trees; `score` is 0 to 100."""

    from_path: str
    to_path: str
    score: int


def root_key(oid: str, beside: Beside = ()) -> FolderKey:
    """The key of a whole tree."""
    return FolderKey("", oid, beside)


def files_of(folders: Iterable[Folder]) -> dict[str, Entry]:
    """Path -> entry of every file that stands in one of the folders itself."""
    return {entry.path: entry for folder in folders for entry in folder.files}
