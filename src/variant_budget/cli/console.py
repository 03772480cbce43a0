"""Standard output and standard error: bytes out, foreign text made inert, progress on a terminal."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping

from variant_budget.adapters.actions import inert

PLAIN_WIDTH = 120
"""Columns where the output is no terminal: a job's log, a file."""


def out(text: str) -> None:
    """Write to standard output, as UTF-8 whatever the locale says."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def err(text: str) -> None:
    """Write foreign or own text to standard error, where a runner must see no command in it."""
    sys.stderr.buffer.write(f"{inert(text)}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def command(line: str) -> None:
    """Write a workflow command of ours to standard error: standard output holds the format only."""
    sys.stderr.buffer.write(f"{line}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PLAIN_WIDTH


def colour(environ: Mapping[str, str]) -> bool:
    """Whether to colour: a terminal, unless NO_COLOR (no-color.org); a job's log shows colours."""
    if environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() or environ.get("GITHUB_ACTIONS") == "true"


def progress() -> Callable[[int, int], None] | None:
    """A bar on the terminal; None where there is none."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        cells = 30 * done // max(total, 1)
        bar = "█" * cells + "░" * (30 - cells)
        end = "\r\x1b[K" if done >= total else ""
        sys.stderr.write(f"\rmeasuring {bar} {done:,} of {total:,} files{end}")
        sys.stderr.flush()

    return show


def quiet_broken_pipe() -> None:
    """Let the interpreter end without a second complaint where the reader went away."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
