"""Running git: one environment, lists of arguments, bytes in and out, never a shell."""

import os
import re
import subprocess
from collections.abc import Mapping

from variant_budget.errors import MeasureError

OLDEST_GIT = (2, 30)
_VERSION = re.compile(rb"git version (\d+)\.(\d+)")

_SETTINGS = (
    "--no-pager",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "protocol.allow=never",
)


class GitFailedError(Exception):
    """git ended with an exit code that was not foreseen; callers turn it into a MeasureError."""

    def __init__(self, arguments: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.arguments = arguments
        self.message = message

    def as_measure_error(self) -> MeasureError:
        """The error for people, where nobody knows a better one."""
        command = self.arguments[0]
        return MeasureError.one("git-failed", f"git {command} failed: {self.message}")


class Runner:
    """Runs git against one git directory, from inside it: the checkout is never the cwd."""

    def __init__(self, git_dir: str) -> None:
        self.git_dir = git_dir
        self._asked_version = False

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return ["git", f"--git-dir={self.git_dir}", *_SETTINGS, *arguments]

    def run(
        self,
        *arguments: str,
        more: Mapping[str, str | None] | None = None,
        fine: tuple[int, ...] = (0,),
        timeout: float | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """git's output; GitFailedError where the exit code is none of `fine`.

        `more` is laid over the environment (None removes a variable); `timeout` is in seconds.
        The first call asks for git's version: `start` needs nothing that an old git lacks, and a
        warm check, which only starts, saves 3 ms.
        """
        if not self._asked_version:
            self._asked_version = True
            _check_version(self.run("version").stdout)
        try:
            done = subprocess.run(
                self._command(arguments),
                cwd=self.git_dir,
                env=_laid_over(environment(self.git_dir), more or {}),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=timeout,
            )
        except FileNotFoundError as error:
            raise git_missing() from error
        except subprocess.TimeoutExpired as error:
            raise GitFailedError(arguments, f"no answer in {timeout:.0f} s") from error
        if done.returncode not in fine:
            raise GitFailedError(arguments, self.last_words(done.stderr))
        return done

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A running git with pipes for input and output; its errors are dropped."""
        try:
            return subprocess.Popen(
                self._command(arguments),
                cwd=self.git_dir,
                env=environment(self.git_dir),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise git_missing() from error

    def last_words(self, stderr: bytes) -> str:
        """The last line of git's complaint, without the temporary folder's name."""
        text = stderr.decode("utf-8", "replace").replace(self.git_dir, "(private)")
        told = [line.strip() for line in text.splitlines() if line.strip()]
        return told[-1] if told else "it gave no reason"


def _check_version(told: bytes) -> None:
    found = _VERSION.match(told)
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version < OLDEST_GIT:
        name, oldest = (".".join(map(str, pair)) for pair in (version, OLDEST_GIT))
        raise MeasureError.one("git-too-old", f"git {name} is too old: install {oldest} or later")


def environment(home: str) -> dict[str, str]:
    """This process's environment without anything that steers git.

    GIT_* of a hook or a workflow would point elsewhere or add configuration; a user's or machine's
    configuration could change what a command prints.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "LC_ALL": "C",
        "LANGUAGE": "",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _laid_over(below: dict[str, str], above: Mapping[str, str | None]) -> dict[str, str]:
    merged = {**below, **above}
    return {name: value for name, value in merged.items() if value is not None}


def git_missing() -> MeasureError:
    """The error for a machine without git."""
    oldest = ".".join(map(str, OLDEST_GIT))
    return MeasureError.one(
        "git-missing", f"git is not installed, or not on PATH: install git {oldest} or later"
    )
