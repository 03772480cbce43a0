"""The trees of a check: head (a commit or the index), base and release."""

from typing import NamedTuple

from variant_budget.adapters.git.repository import Git
from variant_budget.domain.situation import Commit, Commits
from variant_budget.domain.tree import Move, Tree


class Trees(NamedTuple):
    """`base` and `release` are None where there is none; `moves` are between base and head."""

    head: Tree
    base: Tree | None
    release: Tree | None
    moves: tuple[Move, ...]
    moves_cut: bool


def head_tree(git: Git, commits: Commits) -> Tree:
    """The files that are judged: a commit's, or the index's."""
    return git.index() if commits.head is None else git.tree(commits.head.oid)


def optional_tree(git: Git, commit: Commit | None) -> Tree | None:
    """The files of a commit, where there is one."""
    return None if commit is None else git.tree(commit.oid)


def all_trees(git: Git, commits: Commits, head: Tree) -> Trees:
    """All trees, each listed once."""
    base = optional_tree(git, commits.base)
    if commits.release and commits.base and commits.release.oid == commits.base.oid:
        release = base
    else:
        release = optional_tree(git, commits.release)
    moves, cut = _moves(git, base, head)
    return Trees(head=head, base=base, release=release, moves=moves, moves_cut=cut)


def _moves(git: Git, base: Tree | None, head: Tree) -> tuple[tuple[Move, ...], bool]:
    """git's rename detection, asked only where a file went and another came."""
    if base is None:
        return (), False
    before = {entry.path: entry.oid for entry in base.entries}
    after = {entry.path: entry.oid for entry in head.entries}
    gone = {before[path] for path in before.keys() - after.keys()}
    new = {after[path] for path in after.keys() - before.keys()}
    # Files that only changed their name are paired by their ids without git.
    if not (gone - new and new - gone):
        return (), False
    return git.moves(base.oid, head.oid)
