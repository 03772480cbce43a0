"""Standard output and standard error: bytes out, foreign text made inert, progress on a terminal."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from variant_budget.adapters.actions import inert
from variant_budget.errors import MeasureError
from variant_budget.render.visible import unicode_text

PLAIN_WIDTH = 120
"""Columns where the output is no terminal: a job's log, a file."""


def out(text: str) -> None:
    """Write to standard output, as UTF-8 whatever the locale says."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError) as error:
        # A closed stream is None; a full disk is told when the text is flushed.
        told = getattr(error, "strerror", None) or "it is closed"
        message = f"standard output cannot be written: {told}."
        let_go()
        raise MeasureError.one("output-not-written", message) from error


def err(text: str) -> None:
    """Write foreign or own text to standard error, where a runner must see no command in it."""
    _to_stderr(inert(text))


def command(line: str) -> None:
    """Write a workflow command of ours to standard error: standard output holds the format only."""
    _to_stderr(line)


def _to_stderr(line: str) -> None:
    """Where nobody listens, nothing is lost: the exit code tells."""
    with suppress(AttributeError, OSError):
        sys.stderr.buffer.write(f"{unicode_text(line)}\n".encode())
        sys.stderr.buffer.flush()


def width() -> int:
    """Columns of the terminal."""
    if not _on_terminal():
        return PLAIN_WIDTH
    import shutil

    return shutil.get_terminal_size().columns


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def colour(environ: Mapping[str, str]) -> bool:
    """Whether to colour: a terminal, unless NO_COLOR (no-color.org); a job's log shows colours."""
    if environ.get("NO_COLOR"):
        return False
    return _on_terminal() or environ.get("GITHUB_ACTIONS") == "true"


def progress() -> Callable[[int, int], None] | None:
    """A bar on the terminal; None where there is none."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        cells = 30 * done // max(total, 1)
        bar = "█" * cells + "░" * (30 - cells)
        end = "\r\x1b[K" if done >= total else ""
        sys.stderr.write(f"\rmeasuring {bar} {done:,} of {total:,} files{end}")
        sys.stderr.flush()

    return show


def let_go() -> None:
    """Let the interpreter end without a second complaint about what it could not write."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
