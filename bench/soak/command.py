"""`check` in this process or in one of its own: what it printed, and how it ended."""

import io
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from tests.command import surroundings
from variant_budget.cli.run import run


class Told(NamedTuple):
    """Exit code, standard output, and standard error, where trouble with a cache would stand."""

    exit_code: int
    out: bytes
    err: bytes


def here(arguments: Sequence[str], told: Mapping[str, str]) -> Told:
    """In this process, which saves most of the time of a small check; `told` is the event."""
    out, err = io.BytesIO(), io.BytesIO()
    texts = io.TextIOWrapper(out), io.TextIOWrapper(err)
    with surroundings(told), redirect_stdout(texts[0]), redirect_stderr(texts[1]):
        code = run(arguments)
    for text in texts:
        text.flush()
    return Told(code, out.getvalue(), err.getvalue())


def apart(arguments: Sequence[str], told: Mapping[str, str]) -> Told:
    """In a process of its own: nothing that an earlier check left in memory can help."""
    command = [sys.executable, "-I", "-m", "variant_budget", *arguments]
    with surroundings(told):
        done = subprocess.run(command, capture_output=True, check=False)
    return Told(done.returncode, done.stdout, done.stderr)
