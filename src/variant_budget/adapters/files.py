"""Reads the few files that are no git objects, and writes the results. Follows no planted link."""

import json
import os
import stat
from collections.abc import Iterable

from variant_budget.domain.effects import WriteFile
from variant_budget.errors import MeasureError, UsageError

POLICY_LIMIT = 256 * 1024
EVENT_LIMIT = 5 * 1024 * 1024

# Neither a fifo nor a device makes the opening wait; 0 where the system has no such flag.
_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)  # Windows translates line ends without it


def read_policy(path: str) -> bytes | None:
    """The bytes of a policy on disk, None where there is no such file.

    At most one byte more than the limit, so that the parser can tell that it is too large.
    """
    return _read(path, POLICY_LIMIT + 1, "the policy")


def read_event(path: str) -> dict[str, object] | None:
    """The event that started the workflow (GITHUB_EVENT_PATH), None where it cannot be read."""
    try:
        content = _read(path, EVENT_LIMIT + 1, "the event")
        event = json.loads(content) if content and len(content) <= EVENT_LIMIT else None
    except (UsageError, ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def read_foreign(path: str, limit: int) -> bytes:
    """A file that somebody else made, at most one byte more than the limit; no link is followed."""
    content = None if os.path.islink(path) else _read(path, limit + 1, "the file")
    if content is None:
        raise _unreadable(path, "the file", "there is no such file that is no link")
    return content


def write_files(folder: str, files: Iterable[WriteFile], checkout: str = "") -> None:
    """Write each file into `folder`, which is made where it is absent.

    Every file is replaced at once, so that a reader sees the old one or the new one. What a pull
    request can plant is refused: a link in the place of a file or of the folder, and a folder that
    stands inside the checkout by its name and outside it in truth.
    """
    _make_folder(folder, checkout)
    for file in files:
        if os.path.basename(file.name) != file.name:
            raise ValueError(f"{file.name!r} is no plain file name")
        _replace(os.path.join(folder, file.name), as_bytes(file.text))


def as_bytes(text: str) -> bytes:
    """UTF-8 of any text. What is rendered is Unicode: bytes that were none stand there as \\xNN."""
    return text.encode("utf-8", "backslashreplace")


def _read(path: str, limit: int, what: str) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | _NEVER_WAIT | _BINARY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, what, error.strerror or str(error)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _unreadable(path, what, "it is not a regular file")
    with os.fdopen(handle, "rb") as file:
        return file.read(limit)


def _unreadable(path: str, what: str, why: str) -> UsageError:
    return UsageError.one("file-unreadable", f"{what} cannot be read from {path}: {why}.")


def _make_folder(folder: str, checkout: str) -> None:
    if checkout:
        named = os.path.abspath(folder)
        root = os.path.abspath(checkout)
        if _below(named, root) and not _below(os.path.realpath(named), os.path.realpath(root)):
            raise _refused(folder, "a symbolic link in the checkout leads it elsewhere")
    if os.path.islink(folder):
        raise _refused(folder, "it is a symbolic link")
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise _refused(folder, "there is a file of that name in the way") from error
    except OSError as error:
        raise _unwritable(folder, error) from error


def _below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _replace(path: str, content: bytes) -> None:
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        status = None
    if status is not None and not stat.S_ISREG(status.st_mode):
        kind = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "no regular file"
        raise _refused(path, f"there is {kind} in its place")
    # In the same folder, since a rename is atomic within one file system only.
    part = f"{path}.{os.urandom(6).hex()}.part"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY
        with os.fdopen(os.open(part, flags, 0o666), "wb") as file:
            file.write(content)
        os.replace(part, path)
    except OSError as error:
        if os.path.lexists(part):
            os.unlink(part)
        raise _unwritable(path, error) from error


def _refused(path: str, why: str) -> UsageError:
    return UsageError.one(
        "output-refused",
        f"results are not written to {path}: {why}. "
        "Remove it, or choose another folder with --output.",
    )


def _unwritable(path: str, error: OSError) -> MeasureError:
    return MeasureError.one(
        "output-not-written",
        f"results cannot be written to {path}: {error.strerror or error}.",
    )
