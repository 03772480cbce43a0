"""Where a repository keeps its things: work trees, `.git` files, linked worktrees, bare ones.

Found by looking at files only; git itself would ask configuration and ownership first.
Paths are plain text in this package: importing pathlib takes longer than all of git's answers.
"""

import os
from os.path import isdir, isfile, join, realpath
from typing import NamedTuple

from variant_budget.errors import MeasureError

_LONGEST_POINTER = 64 * 1024


class Checkout(NamedTuple):
    """A repository on disk, all paths absolute.

    `git_dir` holds HEAD and the index, `common_dir` (the same folder but for linked worktrees)
    objects, refs and config. `work_tree` is None for a bare repository.
    """

    git_dir: str
    common_dir: str
    work_tree: str | None

    @property
    def objects(self) -> str:
        """The object store; it may name further ones in `info/alternates`."""
        return join(self.common_dir, "objects")


def find_checkout(path: str) -> Checkout:
    """The repository that `path` lies in, or is.

    Raises MeasureError where there is none. Only `path` itself may be a bare repository: a folder
    above it could be one that somebody committed.
    """
    start = realpath(path)
    if not isdir(start):
        raise MeasureError.one("not-a-repository", f"{path} is no folder: name one with --repo")
    folder = start
    while True:
        git_dir = _git_dir(join(folder, ".git"))
        if git_dir is not None:
            return _checkout(git_dir, folder)
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    if _looks_bare(start):
        return _checkout(start, None)
    raise MeasureError.one(
        "not-a-repository",
        f"{path} is in no git repository: run in a checkout, or name one with --repo",
    )


def _git_dir(dot_git: str) -> str | None:
    """The folder a `.git` stands for: itself, or the one that the file names."""
    if isdir(dot_git):
        return realpath(dot_git) if isfile(join(dot_git, "HEAD")) else None
    pointer = read_small_file(dot_git)
    if not pointer.startswith(b"gitdir:"):
        return None
    target = os.fsdecode(pointer.removeprefix(b"gitdir:").strip())
    named = realpath(join(os.path.dirname(dot_git), target))
    return named if isfile(join(named, "HEAD")) else None


def _checkout(git_dir: str, work_tree: str | None) -> Checkout:
    pointer = os.fsdecode(read_small_file(join(git_dir, "commondir")).strip())
    common_dir = realpath(join(git_dir, pointer)) if pointer else git_dir
    return Checkout(git_dir, common_dir, work_tree)


def _looks_bare(folder: str) -> bool:
    return isfile(join(folder, "HEAD")) and all(
        isdir(join(folder, name)) for name in ("objects", "refs")
    )


def read_small_file(path: str) -> bytes:
    """The first 64 KiB of a regular file; b"" where there is none."""
    if not isfile(path):
        return b""
    with open(path, "rb") as file:
        return file.read(_LONGEST_POINTER)
