"""Whole trees through the public interface, and trees of any shape written without git's care."""

from typing import NamedTuple

from tests.repositories import Repository
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import Git
from variant_budget.domain.tree import Entry


class Record(NamedTuple):
    """One record of a tree object."""

    mode: str
    name: bytes
    oid: str


def entries(git: Git, root: str) -> tuple[Entry, ...]:
    """All files of a tree, by its id."""
    return Folders(git).files(root)


def paths_of(git: Git, root: str) -> list[str]:
    """The paths of all files of a tree."""
    return [entry.path for entry in entries(git, root)]


def write_tree(line: Repository, *records: Record, end: bytes = b"") -> str:
    """The id of a tree object that holds just this, whatever git thinks of it."""
    content = b"".join(
        f"{mode} ".encode() + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in records
    )
    how = ("-t", "tree", "-w", "--literally", "--stdin")
    return line.git("hash-object", *how, stdin=content + end)


def write_blob(line: Repository, content: bytes) -> str:
    """The id of a new blob."""
    return line.git("hash-object", "-w", "--stdin", stdin=content)


def listed_by_git(line: Repository, root: str, *options: str) -> list[tuple[str, Entry]]:
    """Kind and entry of all that `git ls-tree` lists, in its order."""
    listed = line.git("ls-tree", "-z", "--full-tree", *options, root)
    found = []
    for record in listed.removesuffix("\0").split("\0") if listed else ():
        about, _, path = record.partition("\t")
        mode, kind, oid = about.split(" ")
        found.append((kind, Entry(path, int(mode, 8), oid)))
    return found


def differing_by_git(line: Repository, base: str, head: str) -> tuple[set[Entry], set[Entry]]:
    """The files of each side that the other does not have so."""
    how = ("-r", "-z", "--raw", "--no-abbrev", "--no-renames")
    fields = iter(line.git("diff-tree", *how, base, head).split("\0"))
    before: set[Entry] = set()
    after: set[Entry] = set()
    for about in fields:
        if not about:
            break
        path = next(fields)
        modes = [int(mode, 8) for mode in about.removeprefix(":").split(" ")[:2]]
        for side, mode, oid in zip((before, after), modes, about.split(" ")[2:4], strict=True):
            if mode:
                side.add(Entry(path, mode, oid))
    return before, after
