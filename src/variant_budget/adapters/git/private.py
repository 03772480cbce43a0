"""The private bare directory: a checkout's objects and refs, and nothing else of it.

Made by hand (0.4 ms): `git init` would copy hooks and templates. Its `objects/info/alternates`
points at the checkout's object store, whose own alternates git follows; refs and `shallow` are
copies, so that a fetch writes into this folder only. With this, no configuration, hook, filter,
fsmonitor, replace ref, promisor or ownership question of the checkout is left.
"""

import os
from collections.abc import Callable
from os.path import isfile, islink, join

from variant_budget.adapters.git.checkout import Checkout, read_small_file
from variant_budget.adapters.git.process import GitFailedError, Runner
from variant_budget.adapters.git.settings import Settings, read_settings
from variant_budget.errors import MeasureError

_HEADS = ("HEAD", "ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD")
# Replaced objects are what somebody would like to be read, not what was committed.
_NOT_REFS = ("replace",)


def make_folder() -> str:
    """A new empty folder that only this user can read (tempfile costs 4 ms at the start)."""
    places = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    place = next((place for place in places if place and os.path.isdir(place)), "/tmp")  # noqa: S108
    folder = join(os.path.realpath(place), f"variant-budget-{os.urandom(8).hex()}")
    os.mkdir(folder, 0o700)
    return folder


def remove_folder(folder: str) -> None:
    """Remove the folder and everything in it; what cannot be removed stays."""
    for here, folders, files in os.walk(folder, topdown=False):
        for remove, names in ((os.unlink, files), (os.rmdir, folders)):
            for name in names:
                _try(remove, join(here, name))
    _try(os.rmdir, folder)


def make_private(folder: str, checkout: Checkout) -> Runner:
    """Fill the empty `folder` for a checkout; MeasureError where its format is not known."""
    runner = Runner(folder)
    _write_config(folder, "sha1")
    os.makedirs(join(folder, "objects", "info"))
    os.mkdir(join(folder, "refs"))
    settings = _storage_settings(runner, checkout)
    if settings.object_format not in ("sha1", "sha256"):
        raise MeasureError.one(
            "repository-format", f"object format {settings.object_format!r} is not known"
        )
    if settings.object_format != "sha1":
        _write_config(folder, settings.object_format)
    alternates = _quoted(os.fsencode(checkout.objects)) + b"\n"
    _write(join(folder, "objects", "info", "alternates"), alternates)
    for name in _HEADS:
        _copy_ref(join(checkout.git_dir, name), join(folder, name))
    for name in ("packed-refs", "shallow"):
        copy_file(join(checkout.common_dir, name), join(folder, name))
    if settings.ref_storage == "files":
        _copy_refs(checkout.common_dir, folder)
    else:
        _list_refs(checkout, folder)
    return runner


def copy_file(source: str, target: str) -> None:
    """Copy a file's bytes; nothing where there is no such file."""
    if isfile(source):
        with open(source, "rb") as file:
            _write(target, file.read())


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def _write_config(folder: str, object_format: str) -> None:
    lines = (
        "[core]",
        "\trepositoryformatversion = 1",
        "\tbare = true",
        "[extensions]",
        f"\tobjectformat = {object_format}",
    )
    _write(join(folder, "config"), "".join(f"{line}\n" for line in lines).encode("ascii"))
    _write(join(folder, "HEAD"), b"ref: refs/heads/main\n")


def _storage_settings(runner: Runner, checkout: Checkout) -> Settings:
    """How the checkout stores objects and refs; asks git only where it is out of the ordinary."""
    config = join(checkout.common_dir, "config")
    if b"extensions" not in read_small_file(config).lower():
        return Settings({})
    return read_settings(runner, config)


def _quoted(path: bytes) -> bytes:
    """A line of an alternates file: git unquotes C strings there (gitrepository-layout(5))."""
    if not path.startswith((b'"', b"#")) and b"\n" not in path:
        return path
    escaped = path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + escaped + b'"'


def _copy_ref(source: str, target: str) -> None:
    """Copy a ref; a symbolic link (git's old way of writing HEAD) becomes a symbolic ref."""
    if islink(source):
        _write(target, b"ref: " + os.fsencode(os.readlink(source)) + b"\n")
    elif isfile(source):
        _write(target, read_small_file(source))


def _copy_refs(common_dir: str, folder: str) -> None:
    """Copy the loose refs, one file each."""
    source = join(common_dir, "refs")
    for here, folders, files in os.walk(source):
        if here == source:
            folders[:] = [name for name in folders if name not in _NOT_REFS]
        into = join(folder, "refs", os.path.relpath(here, source))
        os.makedirs(into, exist_ok=True)
        for name in files:
            _copy_ref(join(here, name), join(into, name))


def _list_refs(checkout: Checkout, folder: str) -> None:
    """Write down refs that are not kept as files (reftable), asking git in the checkout itself.

    Listing refs runs no program of the checkout; ownership is of no concern for a list of ids.
    """
    reader = Runner(checkout.git_dir)
    trust = ("-c", "safe.directory=*")
    try:
        listed = reader.run(*trust, "for-each-ref", "--format=%(objectname) %(refname)").stdout
        head = reader.run(*trust, "rev-parse", "HEAD", fine=(0, 128)).stdout
        named = reader.run(*trust, "symbolic-ref", "--quiet", "HEAD", fine=(0, 1)).stdout
    except GitFailedError as failed:
        raise MeasureError.one(
            "repository-format",
            f"git cannot list this repository's refs: {failed.message}. It keeps them as "
            "reftable, which needs git 2.45 or later",
        ) from failed
    lines = sorted(line for line in listed.splitlines() if b" refs/replace/" not in line)
    _write(join(folder, "packed-refs"), b"".join(line + b"\n" for line in lines))
    _write(join(folder, "HEAD"), b"ref: " + named if named else head)


def _try(remove: Callable[[str], None], path: str) -> None:
    try:
        remove(path)
    except OSError:
        return
