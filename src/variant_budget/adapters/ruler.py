"""Reads the texts of the ruler: policy, exceptions and attribute files, at a commit or on disk."""

import os
from collections.abc import Sequence

from variant_budget.adapters.files import read_policy
from variant_budget.adapters.git.repository import Git
from variant_budget.domain.ruler import AttributeFile, RulerText
from variant_budget.domain.situation import Commit, Situation
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Tree

EXCEPTIONS = "exceptions.yml"
ATTRIBUTES = ".gitattributes"


def read_ruler(
    git: Git, situation: Situation, ruler: Commit | None, head: Tree
) -> RulerText | None:
    """The texts that the situation names; None where its commit is not there (no base)."""
    if situation.ruler == "file" and situation.policy_file is not None:
        return _from_file(git, situation.policy_file, head)
    if situation.ruler == "worktree" and git.checkout.work_tree is not None:
        return _from_worktree(git, situation.policy_path, head)
    if situation.ruler == "worktree":
        return ruler_at(git, head.oid, head, situation.policy_path)
    return (
        None
        if ruler is None
        else ruler_at(git, ruler.oid, git.tree(ruler.oid), situation.policy_path)
    )


def head_ruler(
    git: Git, situation: Situation, commit: Commit | None, head: Tree
) -> RulerText | None:
    """The texts at head where they could be a proposal: where the ruler is read at the base."""
    if situation.ruler != "base":
        return None
    return ruler_at(git, commit.oid if commit else None, head, situation.policy_path)


def ruler_at(git: Git, commit: str | None, tree: Tree, policy_path: str) -> RulerText:
    """The texts at a commit (or in the index)."""

    def text(path: str) -> bytes | None:
        entry = next((each for each in tree.entries if each.path == path), None)
        if entry is None:
            return None
        # A link is what git has of it: its target's name, which is no policy, and so an error. To
        # take it for "no policy yet" would open the gate.
        return b"" if entry.mode == SUBMODULE else git.blob(entry.oid)

    exceptions = _beside(policy_path)
    files = [(_folder(entry), git.blob(entry.oid)) for entry in _attribute_entries(tree)]
    return RulerText(
        commit=commit,
        policy_path=policy_path,
        exceptions_path=exceptions,
        policy=text(policy_path),
        exceptions=text(exceptions),
        attributes=_attributes(files),
    )


def _from_worktree(git: Git, policy_path: str, head: Tree) -> RulerText:
    exceptions = _beside(policy_path)
    folders = sorted({"", *map(_folder, _attribute_entries(head))})
    files = [(folder, git.worktree_file(folder + ATTRIBUTES)) for folder in folders]
    return RulerText(
        commit=None,
        policy_path=policy_path,
        exceptions_path=exceptions,
        policy=git.worktree_file(policy_path),
        exceptions=git.worktree_file(exceptions),
        attributes=_attributes(files),
    )


def _from_file(git: Git, path: str, head: Tree) -> RulerText:
    files = [(_folder(entry), git.blob(entry.oid)) for entry in _attribute_entries(head)]
    return ruler_file(path)._replace(attributes=_attributes(files))


def ruler_file(path: str) -> RulerText:
    """The texts of a policy on disk and of the exceptions beside it, without any repository."""
    exceptions = os.path.join(os.path.dirname(path), EXCEPTIONS)
    return RulerText(
        commit=None,
        policy_path=path,
        exceptions_path=exceptions,
        policy=read_policy(path),
        exceptions=read_policy(exceptions),
    )


def _beside(policy_path: str) -> str:
    return policy_path[: policy_path.rfind("/") + 1] + EXCEPTIONS


def _attribute_entries(tree: Tree) -> list[Entry]:
    return [
        entry
        for entry in tree.entries
        if entry.path.rpartition("/")[2] == ATTRIBUTES and entry.mode not in (SYMLINK, SUBMODULE)
    ]


def _folder(entry: Entry) -> str:
    return entry.path[: -len(ATTRIBUTES)]


def _attributes(files: Sequence[tuple[str, bytes | None]]) -> tuple[AttributeFile, ...]:
    """The attribute files that can matter; all others would only be parsed in vain."""
    return tuple(
        AttributeFile(folder, content.decode("utf-8", "surrogateescape"))
        for folder, content in files
        if content and b"linguist-" in content
    )
