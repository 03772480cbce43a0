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
    """What tells base and head apart: the paths that differ, and the folders they are in."""

    head: tuple[Folder, ...] = ()
    base: tuple[Folder, ...] = ()
    paths: frozenset[str] = frozenset()

    @property
    def brought(self) -> frozenset[str]:
        """The ids of the blobs that head has at other paths than base, or that base lacks."""
        files = (entry for folder in self.head for entry in folder.files)
        return frozenset(entry.oid for entry in files if entry.path in self.paths)


def head_tree(git: Git, commits: Commits) -> str:
    """The tree that is judged: a commit's, or the index's."""
    return git.index() if commits.head is None else git.root(commits.head.oid)


def optional_tree(git: Git, commit: Commit | None) -> str | None:
    """The tree of a commit, where there is one."""
    return None if commit is None else git.root(commit.oid)


def difference(folders: Folders, head: str, base: str | None) -> Difference:
    """What differs between two trees; nothing without a base."""
    if base is None:
        return Difference()
    sides = folders.differing(head, base)
    here, there = ({entry for folder in side for entry in folder.files} for side in sides)
    paths = frozenset(entry.path for entry in here ^ there)
    places = {path[: path.rfind("/") + 1] for path in paths}
    ours, theirs = (tuple(each for each in side if each.key.path in places) for side in sides)
    return Difference(ours, theirs, paths)


def find_moves(git: Git, trees: Trees, differs: Difference) -> tuple[tuple[Move, ...], bool]:
    """The files that moved between base and head, and whether git did not look for all of them."""
    before, after = files_of(differs.base), files_of(differs.head)
    gone = {before[path].oid for path in before.keys() - after.keys()}
    new = {after[path].oid for path in after.keys() - before.keys()}
    # Files that only changed their name are paired by their ids without git.
    if trees.base is None or not (gone - new and new - gone):
        return (), False
    return git.moves(trees.base, trees.head)
