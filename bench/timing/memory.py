"""The memory of a command's processes together. Linux only, since it reads /proc."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.timing.contest import environment

PAUSE = 0.005


def together(command: Sequence[str], variables: Mapping[str, str]) -> float | None:
    """The largest sum in MiB over a process and all below it, each shared page counted once.

    Sampled, so that a peak between two looks is missed; never of a run that is timed, since the
    looking costs. None where the system does not tell.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment() | dict(variables),
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(_share(pid) for pid in _family(process.pid)))
        time.sleep(PAUSE)
    return most / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _share(pid: int) -> int:
    """KiB; 0 for a process that has just ended."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)
