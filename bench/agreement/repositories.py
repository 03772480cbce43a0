"""The pinned repositories, and their trees on disk for the tools that read files."""

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass(frozen=True, slots=True)
class Repository:
    """A public repository at a commit."""

    name: str
    commit: str


REPOSITORIES = (
    Repository("commaai/opendbc", "7343a66d46213d5f73528afc6c6db713ebd88a9d"),
    Repository("libuv/libuv", "1cfa32ff59c076ffb6ed735bbc8c18361558661f"),
    Repository("vacanza/holidays", "df61082e59ea1943bbd99776404d9d84e3b27499"),
    Repository("apache/commons-lang", "d15939ef46f0bd4144994df8be95cf5a7f91eb52"),
    Repository("micropython/micropython", "1c3c201149f37fe8d81246191b3127bb198d6306"),
    Repository("prusa3d/Prusa-Firmware", "0c9bf5d4355d956036bce603d87f740972eb49f7"),
    Repository("vuejs/core", "e2bede96134f757aad5c5b33ac9be055022dbfc8"),
    Repository("infracost/infracost", "95ba4f49a7abf5567b04f751a115543281a4ab18"),
)


def git_folder(repository: Repository, folders: list[Path]) -> Path | None:
    """Where a clone lies: `owner+name`, `owner/name` or `name` in one of the folders."""
    names = (repository.name.replace("/", "+"), repository.name, repository.name.split("/")[1])
    for folder in folders:
        for name in names:
            for clone in (folder / name / "repo", folder / name / ".git", folder / name):
                if (clone / "objects").is_dir():
                    return clone
    return None


@contextmanager
def checked_out(repository: Repository, clone: Path) -> Iterator[Path]:
    """The tree of the pinned commit in a folder of its own."""
    command = ["git", f"--git-dir={clone}", "archive", repository.commit]
    with TemporaryDirectory() as folder:
        # A stream, since what this process holds in memory counts for the commands that it times.
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE) as archive,
            tarfile.open(fileobj=archive.stdout, mode="r|") as tar,
        ):
            tar.extractall(folder, filter="data")
        yield Path(folder)
