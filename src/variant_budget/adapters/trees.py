"""The trees of a check: head (a commit's or the index's), base and release."""

from typing import NamedTuple

from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import Git
from variant_budget.domain.situation import Commit, Commits
from variant_budget.domain.tree import Folder, Move, files_of


class Trees(NamedTuple):
    """The ids of the trees; `base` and `release` are None where there is none."""

    head: str
    base: str | None
    release: str | None

    @property
    def others(self) -> tuple[str, ...]:
        """Base and release, where they are."""
        return tuple(tree for tree in (self.base, self.release) if tree)


class Difference(NamedTuple):
    """What tells base and head apart: the folders that differ, and the moves between them.

    `moves_cut`: git did not look for all moves.
    """

    head: tuple[Folder, ...] = ()
    base: tuple[Folder, ...] = ()
    moves: tuple[Move, ...] = ()
    moves_cut: bool = False


def head_tree(git: Git, commits: Commits) -> str:
    """The tree that is judged: a commit's, or the index's."""
    return git.index() if commits.head is None else git.root(commits.head.oid)


def optional_tree(git: Git, commit: Commit | None) -> str | None:
    """The tree of a commit, where there is one."""
    return None if commit is None else git.root(commit.oid)


def difference(git: Git, folders: Folders, head: str, base: str | None) -> Difference:
    """What differs between two trees; nothing without a base."""
    if base is None:
        return Difference()
    here, there = folders.differing(head, base)
    before, after = files_of(there), files_of(here)
    gone = {before[path].oid for path in before.keys() - after.keys()}
    new = {after[path].oid for path in after.keys() - before.keys()}
    # Files that only changed their name are paired by their ids without git.
    moves, cut = git.moves(base, head) if gone - new and new - gone else ((), False)
    return Difference(tuple(here), tuple(there), moves, cut)
