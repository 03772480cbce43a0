"""What git prints about trees, the index and moves -> values. Everything is -z: any byte may stand
in a path but NUL; paths are decoded once, with surrogateescape."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.domain.tree import Entry, Move, Tree
from variant_budget.errors import Problem

_COMMITTED_AT = re.compile(rb"^committer .* (\d{1,18}) [-+]\d+$", re.MULTILINE)


class CommitHeader(NamedTuple):
    """What a commit says of itself: its parents, also those that a shallow clone lacks, and when
    it was committed (seconds since 1970; 0 where that cannot be read)."""

    parents: tuple[str, ...]
    committed_at: int


def parse_commit(data: bytes) -> CommitHeader:
    """The header of a commit object; continued lines of it begin with a space."""
    header = data.partition(b"\n\n")[0]
    lines = header.split(b"\n")
    parents = (line.removeprefix(b"parent ") for line in lines if line.startswith(b"parent "))
    when = _COMMITTED_AT.search(header)
    return CommitHeader(
        tuple(parent.decode("ascii") for parent in parents), int(when[1]) if when else 0
    )


def parse_tree(oid: str, listed: bytes) -> Tree:
    """The tree that `ls-tree -r -z` lists: records `MODE KIND OID<TAB>PATH`."""
    modes: dict[str, int] = {}
    entries = []
    for record in _records(listed):
        about, _, path = record.partition("\t")
        mode, _, rest = about.partition(" ")
        if mode not in modes:
            modes[mode] = int(mode, 8)
        entries.append(Entry(path, modes[mode], rest[rest.index(" ") + 1 :]))
    # git sorts by bytes; as text, paths that are no UTF-8 come elsewhere.
    entries.sort()
    return Tree(oid=oid, entries=tuple(entries))


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
