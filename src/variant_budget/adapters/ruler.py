"""Reads the texts of the ruler: policy, exceptions and attribute files, at a commit or on disk."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from variant_budget.adapters.attribute_files import ATTRIBUTES, attribute_entries
from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.files import read_policy
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import Git
from variant_budget.domain.ruler import AttributeFile, RulerText
from variant_budget.domain.situation import Commit, Situation
from variant_budget.domain.tree import SUBMODULE, Entry

EXCEPTIONS = "exceptions.yml"


class Places(NamedTuple):
    """Where texts are read: a repository, its folders, and what is known of them."""

    git: Git
    folders: Folders
    cache: FactsCache


def read_ruler(
    places: Places, situation: Situation, ruler: Commit | None, head: str
) -> RulerText | None:
    """The texts that the situation names; None where its commit is not there (no base).

    `head` is the tree that is judged.
    """
    if situation.ruler == "file" and situation.policy_file is not None:
        attributes = _read_attributes(places, head)
        return ruler_file(situation.policy_file)._replace(attributes=attributes)
    if situation.ruler == "worktree" and places.git.checkout.work_tree is not None:
        return _from_worktree(places, situation.policy_path, head)
    if situation.ruler == "worktree":
        return ruler_at(places, None, head, situation.policy_path)
    if ruler is None:
        return None
    return ruler_at(places, ruler.oid, places.git.root(ruler.oid), situation.policy_path)


def head_ruler(
    places: Places, situation: Situation, commit: Commit | None, head: str
) -> RulerText | None:
    """The texts at head where they could be a proposal: where the ruler is read at the base."""
    if situation.ruler != "base":
        return None
    return ruler_at(places, commit.oid if commit else None, head, situation.policy_path)


def ruler_at(places: Places, commit: str | None, root: str, policy_path: str) -> RulerText:
    """The texts in a tree; `commit` is whose tree it is, None for the index."""

    def text(path: str) -> bytes | None:
        entry = places.folders.entry(root, path)
        if entry is None:
            return None
        # A link is what git has of it: its target's name, which is no policy, and so an error. To
        # take it for "no policy yet" would open the gate.
        return b"" if entry.mode == SUBMODULE else places.git.blob(entry.oid)

    exceptions = _beside(policy_path)
    return RulerText(
        commit=commit,
        policy_path=policy_path,
        exceptions_path=exceptions,
        policy=text(policy_path),
        exceptions=text(exceptions),
        attributes=_read_attributes(places, root),
    )


def _from_worktree(places: Places, policy_path: str, head: str) -> RulerText:
    exceptions = _beside(policy_path)
    found = attribute_entries(places.folders, places.cache, head)
    folders = sorted({"", *map(_folder, found)})
    git = places.git
    return RulerText(
        commit=None,
        policy_path=policy_path,
        exceptions_path=exceptions,
        policy=git.worktree_file(policy_path),
        exceptions=git.worktree_file(exceptions),
        attributes=_attributes(
            (folder, git.worktree_file(folder + ATTRIBUTES)) for folder in folders
        ),
    )


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


def _read_attributes(places: Places, root: str) -> tuple[AttributeFile, ...]:
    found = attribute_entries(places.folders, places.cache, root)
    return _attributes((_folder(entry), places.git.blob(entry.oid)) for entry in found)


def _folder(entry: Entry) -> str:
    return entry.path[: -len(ATTRIBUTES)]


def _attributes(files: Iterable[tuple[str, bytes | None]]) -> tuple[AttributeFile, ...]:
    """The attribute files that can matter; all others would only be parsed in vain."""
    return tuple(
        AttributeFile(folder, content.decode("utf-8", "surrogateescape"))
        for folder, content in files
        if content and b"linguist-" in content
    )
