"""Where the `.gitattributes` files of a tree stand. Known by folder, so that few are opened."""

import json
from collections.abc import Collection
from contextlib import suppress

from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import is_full_id
from variant_budget.domain.requests import Request
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry, Folder, FolderKey, root_key

ATTRIBUTES = ".gitattributes"

_Found = tuple[tuple[str, int, str], ...]
"""Path below the folder, mode and blob id of each file."""


def attribute_entries(folders: Folders, cache: FactsCache, root: str) -> tuple[Entry, ...]:
    """The attribute files of a whole tree, sorted by path; links and submodules are none."""
    known: dict[str, _Found] = {}

    def closed(keys: Collection[FolderKey]) -> list[FolderKey]:
        wanted = [_request(key.oid) for key in keys if key.oid not in known]
        for (oid, _), packed in cache.read(wanted).items():
            with suppress(ValueError, TypeError):
                known[oid] = _unpacked(packed)
        return [key for key in keys if key.oid in known]

    opened = folders.descend([root_key(root)], closed)
    for folder in reversed(opened):
        known[folder.key.oid] = _found(folder, known)
    cache.write_later(
        {_request(f.key.oid): json.dumps(known[f.key.oid]).encode("ascii") for f in opened}
    )
    return tuple(sorted(Entry(*found) for found in known[root]))


def _unpacked(packed: bytes) -> _Found:
    """ValueError or TypeError for what was not written here."""
    found = []
    for path, mode, oid in json.loads(packed):
        if not (isinstance(path, str) and isinstance(mode, int) and is_full_id(oid)):
            raise ValueError("no list of attribute files")
        found.append((path, mode, oid))
    return tuple(found)


def _found(folder: Folder, below: dict[str, _Found]) -> _Found:
    own = [
        (ATTRIBUTES, entry.mode, entry.oid)
        for entry in folder.files
        if entry.path.removeprefix(folder.key.path) == ATTRIBUTES
        and entry.mode not in (SYMLINK, SUBMODULE)
    ]
    deeper = [
        (key.path.removeprefix(folder.key.path) + path, mode, oid)
        for key in folder.folders
        for path, mode, oid in below[key.oid]
    ]
    return (*own, *deeper)


def _request(oid: str) -> Request:
    return oid, "attribute files"
