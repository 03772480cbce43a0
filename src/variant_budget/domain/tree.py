"""A commit's files as git lists them."""

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


class Tree(NamedTuple):
    """All entries of a commit or of the index, sorted by path.

    `oid` is the commit's id; for the index, the id of the tree that a commit of it would have.
    """

    oid: str
    entries: tuple[Entry, ...]

    def blob(self, path: str) -> str | None:
        """The blob id of a regular file at that path, None where there is none."""
        for entry in self.entries:
            if entry.path == path and entry.mode not in (SYMLINK, SUBMODULE):
                return entry.oid
        return None


class Move(NamedTuple):
    """A file that git's rename detection pairs across two trees; `score` is 0 to 100."""

    from_path: str
    to_path: str
    score: int
