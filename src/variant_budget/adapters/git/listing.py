"""What git prints about trees, the index and moves -> values. Everything is -z: any byte may stand
in a path but NUL; paths are decoded once, with surrogateescape."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Folder, FolderKey, Move
from variant_budget.errors import Problem

_COMMITTED_AT = re.compile(rb"^committer .* (\d{1,18}) [-+]\d+$", re.MULTILINE)


_FOLDER = 0o040000
_KINDS = {b"100644": 0o100644, b"100755": 0o100755, b"40000": _FOLDER}


class CommitHeader(NamedTuple):
    """What a commit says of itself: its tree, its parents, also those that a shallow clone lacks,
    and when it was committed (seconds since 1970; 0 where that cannot be read)."""

    tree: str
    parents: tuple[str, ...]
    committed_at: int


def parse_commit(data: bytes) -> CommitHeader:
    """The header of a commit object; continued lines of it begin with a space."""
    header = data.partition(b"\n\n")[0]
    lines = header.split(b"\n")
    parents = (line.removeprefix(b"parent ") for line in lines if line.startswith(b"parent "))
    when = _COMMITTED_AT.search(header)
    return CommitHeader(
        lines[0].removeprefix(b"tree ").decode("ascii", "replace"),
        tuple(parent.decode("ascii") for parent in parents),
        int(when[1]) if when else 0,
    )


def parse_folder(key: FolderKey, data: bytes) -> Folder:
    """The folder that a tree object holds: records `MODE NAME<NUL>ID`, the id as bytes.

    Raises ValueError where it holds anything else.
    """
    size = len(key.oid) // 2
    records = _tree_entry(size).findall(data)
    if sum(len(mode) + len(name) + size + 2 for mode, name, _ in records) != len(data):
        raise ValueError(f"tree {key.oid} is damaged")
    files, folders = [], []
    for mode, name, oid in records:
        kind = _KINDS.get(mode) or _canonical(int(mode, 8))
        path = key.path + name.decode("utf-8", "surrogateescape")
        if kind == _FOLDER:
            folders.append(key.below(f"{path}/", oid.hex()))
        else:
            files.append(Entry(path, kind, oid.hex()))
    return Folder(key, tuple(files), tuple(folders))


@lru_cache(maxsize=2)
def _tree_entry(size: int) -> "re.Pattern[bytes]":
    return re.compile(rb"([0-7]{5,6}) ([^\0]+)\0(.{%d})" % size, re.DOTALL)


def _canonical(mode: int) -> int:
    """The mode as git shows it: old ones like 100664 stand in early histories."""
    kind = mode & 0o170000
    if kind == 0o100000:
        return 0o100755 if mode & 0o100 else 0o100644
    return kind if kind in (SYMLINK, _FOLDER) else SUBMODULE


def parse_unmerged(listed: bytes) -> tuple[Problem, ...]:
    """A problem for each path that `ls-files -u -z` lists: `MODE OID STAGE<TAB>PATH`."""
    paths = sorted({record.partition("\t")[2] for record in _records(listed)})
    return tuple(
        Problem(
            path=path,
            line=0,
            column=0,
            slug="unmerged-index",
            message="a merge is not finished here: resolve the conflict and `git add` the file",
        )
        for path in paths
    )


def parse_moves(listed: bytes) -> tuple[Move, ...]:
    """The renames that `diff-tree -z --raw` lists: `:MODES OIDS Rnnn`, from, to."""
    moves = []
    fields = _records(listed)
    for about in fields:
        from_path, to_path = next(fields), next(fields)
        score = int(about.rpartition(" ")[2][1:])
        moves.append(Move(from_path, to_path, score))
    return tuple(sorted(moves))


def _records(listed: bytes) -> Iterator[str]:
    text = listed.decode("utf-8", "surrogateescape")
    return iter(text.removesuffix("\0").split("\0") if text else ())
