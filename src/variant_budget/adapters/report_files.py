"""Globs given by the user -> the report files that may be read.

What stands in a checkout is a contributor's, links too: they can make a report of any file that
the user who runs this may read. So a file counts where it stands in truth, and it is opened folder
by folder from its root, never through a link.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import NamedTuple

from variant_budget.adapters.globs import TooWideError, walk
from variant_budget.adapters.report_roots import (
    Aim,
    Places,
    Roots,
    outside,
    parts_of,
)
from variant_budget.domain.evidence import Grade, Remark, ReportFile, Source
from variant_budget.errors import MeasureError

PIECE = 1_000_000

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
# To pass through a folder one need not be allowed to list it.
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | _NO_LINK
# Neither a fifo nor a device makes the opening wait.
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | _NO_LINK


class FoundFile(NamedTuple):
    """A report that may be read.

    `path` is what readers see: where the file stands in truth, seen from its root. `tracked_as`
    are the paths at which a commit would hold it, or the link that led to it: where a commit has
    one of them, the report is no result of a run. `opened` holds the file open while it is read,
    each time from its beginning, and can be pickled; it raises MeasureError where the file cannot be
    read or is not what it was, and `refused` makes a refusal of that.
    """

    path: str
    tracked_as: tuple[str, ...]
    opened: Callable[[], AbstractContextManager[Source]]


class Matched(NamedTuple):
    """What one pattern gave. `files` are those that no pattern before it gave, sorted by path.

    `matches` counts the others too: where it is 0 and nothing was refused, there is no such file.
    """

    pattern: str
    files: tuple[FoundFile, ...] = ()
    refused: tuple[ReportFile, ...] = ()
    matches: int = 0


class Found(NamedTuple):
    """What all patterns gave, in their order."""

    patterns: tuple[Matched, ...]

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """Every report, once."""
        return tuple(file for each in self.patterns for file in each.files)

    @property
    def refused(self) -> tuple[ReportFile, ...]:
        """Files, folders and patterns that are not read, and why."""
        return tuple(dict.fromkeys(file for each in self.patterns for file in each.refused))

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The patterns that matched nothing."""
        return tuple(p.pattern for p in self.patterns if not (p.matches or p.refused))


def find_reports(patterns: Sequence[str], roots: Roots) -> Found:
    """The files that the patterns match. Nothing is raised: what cannot be read is `refused`."""
    places = Places(roots)
    taken: set[str] = set()
    return Found(tuple(_matched(pattern, places, taken) for pattern in patterns))


def refused(error: MeasureError) -> ReportFile:
    """What a file raised when it was opened or read, as its refusal."""
    (problem,) = error.problems
    return ReportFile(problem.path, Grade.ERROR, (Remark(problem.slug, problem.message),))


def _matched(text: str, places: Places, taken: set[str]) -> Matched:
    """What one pattern gives; `taken` are the files that were given before, and grows."""
    try:
        aim = places.aim(text)
    except MeasureError as error:
        bad = refused(error)
        return Matched(bad.path, refused=(bad,))
    shown = places.shown_pattern(text, aim)
    try:
        paths, bads = _candidates(aim, places)
    except TooWideError as error:
        bad = refused(MeasureError.one("report-glob-too-wide", f"{error}.", shown))
        return Matched(shown, refused=(bad,))
    files: dict[str, FoundFile] = {}
    # What is a file by its own name comes before the links to it.
    for _, path, real in sorted((path != real, path, real) for path, real in paths.items()):
        try:
            file = _judged(path, real, aim, places)
        except MeasureError as error:
            bads.append(refused(error))
        else:
            if file:
                files.setdefault(real, file)
    new = sorted((file.path, real) for real, file in files.items() if real not in taken)
    taken.update(files)
    return Matched(shown, tuple(files[real] for _, real in new), tuple(sorted(bads)), len(files))


def _candidates(aim: Aim, places: Places) -> tuple[dict[str, str], list[ReportFile]]:
    """What matches, path -> path in truth, and the folders that could not be looked into."""
    if aim.name is not None:
        path = os.path.join(aim.folder, aim.name)
        return ({path: _truth(path)} if _stands(path) else {}), []
    walked = walk(aim.folder, aim.segments)
    paths = (os.path.join(aim.folder, file) for file in walked.files)
    closed = []
    for place, why in walked.closed:
        shown = places.shown(os.path.join(aim.folder, place), aim.root) or "."
        closed.append(refused(_unreadable(shown, f"it cannot be listed: {why}")))
    return {path: _truth(path) for path in paths}, closed


def _truth(path: str) -> str:
    """`path` itself but for a link: the folder before it stands there in truth.

    To ask for each of its folders costs minutes where they stand hundreds deep.
    """
    return os.path.realpath(path) if os.path.islink(path) else path


def _stands(path: str) -> bool:
    """Whether there is anything of that name; True too where that cannot be told."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _judged(path: str, real: str, aim: Aim, places: Places) -> FoundFile | None:
    """The file, which could be opened once; None for a folder that wildcards happen to match."""
    if not places.allows(real, aim.root):
        raise outside(places.shown(path, aim.root))
    home = places.home(real, aim.root)
    names = tuple(parts_of(real, home))
    shown = "/".join(names) or "."
    if os.path.isdir(real):
        if aim.name is None:
            return None
        raise _no_file(shown)
    os.close(_opened(shown, os.path.dirname(real), names[-1:]))
    tracked = {places.tracked_as(path), places.tracked_as(real)}
    opened = partial(_held_open, shown, home, names)
    return FoundFile(shown, tuple(sorted(filter(None, tracked))), opened)


@contextmanager
def _held_open(shown: str, root: str, names: Sequence[str]) -> Iterator[Source]:
    handle = _opened(shown, root, names)
    try:
        yield partial(_pieces, shown, handle)
    finally:
        os.close(handle)


def _pieces(shown: str, handle: int) -> Iterator[bytes]:
    at = 0
    try:
        while piece := os.pread(handle, PIECE, at):
            at += len(piece)
            yield piece
    except OSError as error:
        raise _unreadable(shown, f"it cannot be read: {error.strerror or error}") from error


def _opened(shown: str, root: str, names: Sequence[str]) -> int:
    """A handle of a regular file; MeasureError for anything else."""
    try:
        handle = _open_below(root, names)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise _no_file(shown) from error
        if error.errno == errno.ELOOP:
            raise _unreadable(shown, "a symbolic link stands where a file was expected") from error
        raise _unreadable(shown, f"it cannot be read: {error.strerror or error}") from error
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise _no_file(shown)


def _open_below(root: str, names: Sequence[str]) -> int:
    """The file at the end of these names, each opened in the folder before it: no link is taken."""
    at = os.open(root, _FOLDER)
    try:
        for name in names[:-1]:
            folder = os.open(name, _FOLDER, dir_fd=at)
            os.close(at)
            at = folder
        return os.open(names[-1], _FILE, dir_fd=at)
    finally:
        os.close(at)


def _no_file(shown: str) -> MeasureError:
    return MeasureError.one("report-no-file", "it is no regular file.", shown)


def _unreadable(shown: str, why: str) -> MeasureError:
    return MeasureError.one("report-unreadable", f"{why}.", shown)
