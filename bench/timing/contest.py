"""Several commands, run in turns: wall time, processor time and peak memory of each."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command and how the table names it."""

    name: str
    command: tuple[str, ...]
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Medians over all runs: seconds, seconds, MiB of the largest process."""

    contestant: Contestant
    wall: float
    cpu: float
    peak: float


def contest(contestants: Sequence[Contestant], runs: int) -> list[Result]:
    """Each command once to warm up, then `runs` rounds of all of them, one after the other."""
    measured: dict[str, list[tuple[float, float, float]]] = {c.name: [] for c in contestants}
    for number in range(runs + 1):
        for contestant in contestants:
            print(f"  {number}/{runs} {contestant.name}", file=sys.stderr)
            figures = _run(contestant.command)
            if number:
                measured[contestant.name].append(figures)
    return [
        Result(
            each, *(statistics.median(column) for column in zip(*measured[each.name], strict=True))
        )
        for each in contestants
    ]


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 is a verdict of ours, and lizard's "some function is complex".
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
