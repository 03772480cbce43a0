"""Commits of trees, through one `git fast-import` that lives as long as the soak."""

import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.soak.tree import Tree

_FIRST_SECOND = 1_767_225_600  # 2026-01-01T00:00:00Z


class History:
    """A bare repository at `folder` with one branch. Use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commits: list[str] = []
        self._last = Tree()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self._environment = environment
        start = ("git", "init", "-q", "--bare", "--initial-branch=main", str(folder))
        subprocess.run(start, check=True, env=environment)
        self._git = subprocess.Popen(
            ("git", f"--git-dir={folder}", "fast-import", "--quiet", "--force"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._git.communicate()

    def commit(self, tree: Tree) -> str:
        """The id of a new commit with these files, which other processes can read."""
        gone, new = tree.changes(self._last)
        number = len(self.commits) + 1
        second = _FIRST_SECOND + 60 * number
        lines = [b"commit refs/heads/main\nmark :%d\n" % number]
        lines += [b"committer Soak <soak@example.invalid> %d +0000\ndata 4\nsoak\n" % second]
        lines += [b"D %s\n" % _quoted(path) for path in gone]
        for path, (mode, content) in new.items():
            if mode == "160000":
                lines.append(b"M 160000 %s %s\n" % (content, _quoted(path)))
                continue
            head = (mode.encode(), _quoted(path), len(content), content)
            lines.append(b"M %s inline %s\ndata %d\n%s\n" % head)
        # Objects are there for others only after a checkpoint; the answer says that it is over.
        lines.append(b"\ncheckpoint\nget-mark :%d\n" % number)
        self.commits.append(self._ask(b"".join(lines)))
        self._last = Tree(tree.files)
        return self.commits[-1]

    def fsck(self) -> None:
        """Ends the soak where git finds a fault in what was committed."""
        # Folders and links of the name .gitattributes are drawn on purpose: git stores them.
        odd = ("-c", "fsck.gitattributesBlob=ignore", "-c", "fsck.gitattributesSymlink=ignore")
        command = ("git", *odd, f"--git-dir={self.folder}", "fsck", "--strict", "--no-dangling")
        subprocess.run(command, check=True, env=self._environment)

    def _ask(self, text: bytes) -> str:
        if self._git.stdin is None or self._git.stdout is None:
            raise AssertionError("pipes were asked for")
        self._git.stdin.write(text)
        self._git.stdin.flush()
        return self._git.stdout.readline().decode().strip()


def _quoted(path: str) -> bytes:
    text = os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"%s"' % text
