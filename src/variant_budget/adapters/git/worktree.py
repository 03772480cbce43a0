"""What is read from a checkout beside its objects: the index, and single files of the work tree."""

import os
import stat
from os.path import join, lexists, realpath

from variant_budget.adapters.git.checkout import Checkout
from variant_budget.adapters.git.private import copy_file
from variant_budget.errors import MeasureError

LARGEST_FILE = 1024 * 1024
"""Bytes; a policy is text that people review."""


def read_regular(root: str, path: str) -> bytes | None:
    """The bytes of a regular file below `root`, None where there is nothing at that path.

    MeasureError where it is a link, lies behind one, is no regular file or is larger than 1 MiB:
    what such a name gives could come from anywhere, or never end.
    """
    place = join(root, path)
    if not lexists(place):
        return None
    if realpath(place) != join(realpath(root), *path.split("/")):
        raise _refused(path, "it is a link or lies behind one")
    # Non-blocking: opening a fifo would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(place, flags)
    except OSError as error:
        raise _refused(path, error.strerror or "it cannot be opened") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _refused(path, "it is no regular file")
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _refused(path, "it is larger than 1 MiB")
    return content


def copy_index(checkout: Checkout, folder: str) -> str:
    """A copy of the index in the private `folder`, with the shared part of a split index.

    In a hook of `git commit -a` or `git commit FILE`, git names another index than the usual one
    by GIT_INDEX_FILE; it counts where it lies in this repository.
    """
    if checkout.work_tree is None:
        raise MeasureError.one(
            "no-index", "a bare repository has no index: run --staged in a checkout"
        )
    index = join(checkout.git_dir, "index")
    named = os.environ.get("GIT_INDEX_FILE")
    if named and realpath(named).startswith(checkout.git_dir + os.sep):
        index = named
    copy = join(folder, "index")
    copy_file(index, copy)
    for name in os.listdir(checkout.git_dir):
        if name.startswith("sharedindex."):
            copy_file(join(checkout.git_dir, name), join(folder, name))
    return copy


def _refused(path: str, why: str) -> MeasureError:
    return MeasureError.one(
        "file-refused", f"{why}, so it is not read: put a plain file there", path=path
    )
