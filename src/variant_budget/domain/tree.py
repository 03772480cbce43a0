"""A commit's files as git stores them: folders that name files and folders."""

from collections.abc import Iterable
from typing import NamedTuple

SYMLINK = 0o120000
SUBMODULE = 0o160000


class Entry(NamedTuple):
    """One tracked path: `mode` as git stores it, `oid` in hex.

    `path` uses "/" and is decoded with surrogateescape, so any bytes survive.
    """

    path: str
    mode: int
    oid: str


class FolderKey(NamedTuple):
    """A folder at its place: `path` is "" or ends with "/", `oid` is the id of git's tree object.

    Two folders with one id at two paths hold the same bytes and may have other owners and roles.
    """

    path: str
    oid: str


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


def root_key(oid: str) -> FolderKey:
    """The key of a whole tree."""
    return FolderKey("", oid)


def files_of(folders: Iterable[Folder]) -> dict[str, Entry]:
    """Path -> entry of every file that stands in one of the folders itself."""
    return {entry.path: entry for folder in folders for entry in folder.files}
