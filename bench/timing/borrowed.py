"""A repository of our own that borrows another one's objects: nothing is written to a clone."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_ALONE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "bench",
    "GIT_AUTHOR_EMAIL": "bench@example.invalid",
    "GIT_AUTHOR_DATE": "1767225600 +0000",
    "GIT_COMMITTER_NAME": "bench",
    "GIT_COMMITTER_EMAIL": "bench@example.invalid",
    "GIT_COMMITTER_DATE": "1767225600 +0000",
}


class Blob(NamedTuple):
    """A tracked file: mode, id, bytes, path."""

    mode: str
    oid: str
    size: int
    path: bytes


class Borrowed:
    """New commits and work trees over the objects of `clone`."""

    def __init__(self, clone: Path, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "-q", "--bare", str(folder)], check=True, env=self._env())
        lent = folder / "objects" / "info" / "alternates"
        lent.write_text(f"{(clone / 'objects').resolve()}\n", "utf-8")

    def git(self, *arguments: str, stdin: bytes = b"", **variables: str) -> bytes:
        """What git prints."""
        return subprocess.run(
            ("git", f"--git-dir={self.folder}", *arguments),
            input=stdin,
            stdout=subprocess.PIPE,
            check=True,
            env=self._env() | variables,
        ).stdout

    def oid(self, revision: str) -> str:
        """The id of a commit."""
        return self.git("rev-parse", "--verify", f"{revision}^{{commit}}").decode().strip()

    def files(self, commit: str) -> list[Blob]:
        """All plain files of a commit, without those whose content a mirror has left out."""
        listed = self.git("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0")
        found = [line.partition(b"\t") for line in listed if line.startswith(b"100")]
        return [
            Blob(mode.decode(), oid.decode(), int(size), path)
            for meta, _, path in found
            for mode, _, oid, size in [meta.split()]
            if size.isdigit()
        ]

    def paths(self, commit: str) -> list[str]:
        """All tracked paths of a commit, links and submodules too."""
        listed = self.git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
        return [os.fsdecode(path) for path in listed.split(b"\0") if path]

    def contents(self, blobs: Sequence[Blob]) -> dict[bytes, bytes]:
        """What stands in these files."""
        asked = b"".join(f"{blob.oid}\n".encode() for blob in blobs)
        told, at, found = self.git("cat-file", "--batch", stdin=asked), 0, {}
        for blob in blobs:
            at = told.index(b"\n", at) + 1
            found[blob.path] = told[at : at + blob.size]
            at += blob.size + 1
        return found

    def commit(self, blobs: Iterable[Blob]) -> str:
        """A commit of these files and no others."""
        index = str(self.folder / "bench-index")
        lines = b"".join(f"{b.mode} {b.oid}\t".encode() + b.path + b"\0" for b in blobs)
        self.git("update-index", "-z", "--index-info", stdin=lines, GIT_INDEX_FILE=index)
        tree = self.git("write-tree", GIT_INDEX_FILE=index).decode().strip()
        Path(index).unlink()
        return self.git("commit-tree", "-m", "subset", tree).decode().strip()

    def changed(self, commit: str, contents: Mapping[bytes, bytes]) -> str:
        """A commit on `commit` in which these plain files have these contents."""
        stream = [b"commit refs/heads/changed\ncommitter b <b> 1767225600 +0000\ndata 0\n"]
        stream += [f"from {commit}\n".encode()]
        stream += [
            b'M 100644 inline "%s"\ndata %d\n%s\n' % (_quoted(path), len(content), content)
            for path, content in contents.items()
        ]
        self.git("fast-import", "--quiet", "--force", stdin=b"".join(stream))
        return self.oid("refs/heads/changed")

    def moved(self, commit: str, onto: str) -> str:
        """A commit with the files of `commit`, whose one parent is `onto`."""
        tree = f"{commit}^{{tree}}"
        return self.git("commit-tree", "-m", "moved", "-p", onto, tree).decode().strip()

    def check_out(self, commit: str, folder: Path) -> None:
        """The files of a commit in a folder, as `git worktree add` writes them."""
        subprocess.run(self.check_out_command(commit, folder), check=True, env=self._env())

    def check_out_command(self, commit: str, folder: Path) -> tuple[str, ...]:
        """The same as a command."""
        git = ("git", f"--git-dir={self.folder}", "worktree", "add")
        return (*git, "-q", "-f", "--detach", str(folder), commit)

    def remove(self, folder: Path) -> None:
        """Take a checked-out folder away again."""
        shutil.rmtree(folder, ignore_errors=True)
        self.git("worktree", "prune")

    def _env(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": os.devnull} | _ALONE


def _quoted(path: bytes) -> bytes:
    return path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
