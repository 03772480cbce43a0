"""The pinned repositories, and their trees on disk for the tools that read files."""

import os
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
    Repository("JamesNK/Newtonsoft.Json", "09bb545d72969ad7fb4ea07db0d5c34f4fc07877"),
    Repository("BurntSushi/ripgrep", "3fce3b5bb0236da2df6d99672afb8a719642eca7"),
    Repository("square/okhttp", "1682d9bac8c03dffde2969b0b74d47649d0dbb52"),
    Repository("Alamofire/Alamofire", "7595cbcf59809f9977c5f6378500de2ad73b7ddb"),
    Repository("laravel/framework", "bd71b45fbb7e672957bf6ff61baddefe15fbca6a"),
    Repository("jekyll/jekyll", "202df571314ba1d18e9fccd81d12aaad4a703c38"),
    Repository("playframework/playframework", "1a666e1866bfe54b166cfa8689f7c9d56e1b2224"),
    Repository("bats-core/bats-core", "d22e41faad59f5fd942a88c992b4913a27a460c4"),
    Repository("nvim-lua/plenary.nvim", "b9fd5226c2f76c951fc8ed5923d85e4de065e509"),
    Repository("vapor/vapor", "13efaeefd52a965009fc6a69a96ba66e7f20402e"),
    Repository("apple/swift-argument-parser", "2f77f2fccb6e84fecff338c37b199e33e7dfd119"),
    Repository("rubocop/rubocop", "3a42c622171794510e03999c8d55129b73c5dc8f"),
    Repository("sidekiq/sidekiq", "1bb4aa06e5aa178a114a5e855f9f3d5c24f6c61b"),
    Repository("composer/composer", "eba7baa59eb1b59246cf9800b0120fe78915b6ac"),
    Repository("guzzle/guzzle", "2779e868a00289e1b1fd854af030c43a06f4bcb4"),
    Repository("DapperLib/Dapper", "6d48ef664acc7298c649e2d449d903b3360d5a90"),
    Repository("serilog/serilog", "60935b4d7abad71cf6157b45a10f5c3c65ead527"),
    Repository("Kotlin/kotlinx.coroutines", "792ac67bdcd5592e5764753e623a9e8c6e4bcb29"),
    Repository("fmtlib/fmt", "60ccad511fd680cb91d8b60a315759f71c67bef9"),
    Repository("expressjs/express", "a3714473feb3d2908add734d340e7755fd85e0a3"),
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


@contextmanager
def written_out(repository: Repository, clone: Path) -> Iterator[Path]:
    """As `checked_out`, but every file, export-ignored ones too, and without those blobs that a
    mirror does not hold."""
    git = ["git", f"--git-dir={clone}"]
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "-z", repository.commit], check=True, capture_output=True
    ).stdout
    files = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry.startswith(b"100")]
    with TemporaryDirectory() as folder:
        asked = b"".join(meta.split()[2] + b"\n" for meta, _, _ in files)
        told = subprocess.run(
            [*git, "cat-file", "--batch"], input=asked, check=True, capture_output=True
        ).stdout
        at = 0
        for _, _, name in files:
            end = told.index(b"\n", at)
            header, at = told[at:end].split(), end + 1
            if header[1] == b"missing":
                continue
            path = Path(folder) / os.fsdecode(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(told[at : at + int(header[2])])
            at += int(header[2]) + 1
        yield Path(folder)
