"""Real git repositories for tests, built in a temporary folder and the same on every machine.

    repo = Repository(tmp_path / "line")
    base = repo.commit("base", {"core/a.py": "a = 1\n"})
    head = repo.commit("change", {"core/a.py": "a = 2\n", "van/b.py": lines("van_", 20)})

Commit ids are reproducible: author, dates and configuration are fixed, and nothing of the user's
or the machine's git configuration is read.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

Content = str | bytes | None
"""Text is written as UTF-8 without changing line ends; None removes the file."""

_FIRST_SECOND = 1_767_225_600  # 2026-01-01T00:00:00Z


def lines(prefix: str, count: int) -> str:
    """`count` lines of Python, `prefix1 = 1` and so on: each is one line of code."""
    return "".join(f"{prefix}{number} = {number}\n" for number in range(1, count + 1))


def hermetic_environment(home: Path) -> dict[str, str]:
    """The environment in which tests run git: no configuration but that below `home`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "Dev",
        "GIT_AUTHOR_EMAIL": "dev@example.invalid",
        "GIT_COMMITTER_NAME": "Dev",
        "GIT_COMMITTER_EMAIL": "dev@example.invalid",
    }


class Repository:
    """A git repository with a work tree at `root`; every commit is one minute after the last."""

    def __init__(
        self, root: Path, *, object_format: str = "sha1", branch: str = "main", init: bool = True
    ) -> None:
        self.root = root
        self._minute = 0
        if init:
            root.mkdir(parents=True, exist_ok=True)
            self.git("init", "-q", f"--object-format={object_format}", f"--initial-branch={branch}")

    def git(self, *arguments: str, stdin: bytes | None = None) -> str:
        """What git prints, without the last line end; fails the test where git fails."""
        seconds = _FIRST_SECOND + 60 * self._minute
        environment = hermetic_environment(self.root.parent) | {
            "GIT_AUTHOR_DATE": f"{seconds} +0000",
            "GIT_COMMITTER_DATE": f"{seconds} +0000",
        }
        settings = ("-c", "protocol.file.allow=always", "-c", "core.autocrlf=false")
        done = subprocess.run(
            ("git", *settings, *arguments),
            cwd=self.root,
            env=environment,
            input=b"" if stdin is None else stdin,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"git {' '.join(arguments)}: {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    @property
    def head(self) -> str:
        """The id of the commit that HEAD stands at."""
        return self.oid("HEAD")

    def oid(self, revision: str) -> str:
        """The id of a commit."""
        return self.git("rev-parse", "--verify", f"{revision}^{{commit}}")

    def write(self, path: str, content: Content) -> None:
        """Write (or, with None, remove) a file of the work tree, without committing it."""
        place = self.root / path
        if content is None:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)

    def append(self, path: str, content: str) -> None:
        """Add text at the end of a file of the work tree."""
        with (self.root / path).open("ab") as file:
            file.write(content.encode())

    def symlink(self, path: str, target: str) -> None:
        """Make a symbolic link in the work tree."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    def move(self, from_path: str, to_path: str) -> None:
        """Move a file or folder of the work tree."""
        place = self.root / to_path
        place.parent.mkdir(parents=True, exist_ok=True)
        (self.root / from_path).rename(place)

    def commit(self, message: str = "change", files: Mapping[str, Content] | None = None) -> str:
        """Write the files, then commit everything in the work tree (also if nothing changed)."""
        for path, content in (files or {}).items():
            self.write(path, content)
        self.git("add", "--all")
        self._minute += 1
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.head

    def tag(self, name: str, revision: str = "HEAD", *, annotated: bool = False) -> None:
        """Tag a commit."""
        options = ("-a", "-m", name) if annotated else ()
        self.git("tag", *options, name, revision)

    def branch(self, name: str, revision: str = "HEAD") -> None:
        """Make a branch and switch to it."""
        self.git("switch", "-q", "-c", name, revision)

    def switch(self, revision: str) -> None:
        """Switch to a branch, or detach HEAD at a commit."""
        self.git("checkout", "-q", revision)

    def merge(self, *revisions: str, message: str = "merge") -> str:
        """A merge commit of HEAD (first parent) and the revisions."""
        self._minute += 1
        self.git("merge", "-q", "--no-ff", "-m", message, *revisions)
        return self.head

    def clone(self, root: Path, *options: str) -> "Repository":
        """A clone made over file://, so that `--depth` works."""
        copy = Repository(root, init=False)
        self.git("clone", "-q", *options, f"file://{self.root}", str(root))
        copy._minute = self._minute
        return copy
