"""Several commands, run in turns: wall time, processor time and peak memory of each."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SLOW = 3.0
"""Seconds from which a command of others is run SLOW_RUNS times, its first run included."""
SLOW_RUNS = 3
_FINE = (0, 1)
"""1 is a verdict of ours, and lizard's "some function is complex"."""
_LISTENED_TO = ("GITHUB_", "VARIANT_BUDGET_", "PYTHON")


def _nothing() -> None:
    """Before and after most runs."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """What is timed: its steps one after the other, each a process. `text` names it in tables.

    `before` and `after` are not timed. `variables` are added to the environment of each step.
    """

    key: str
    text: str
    steps: tuple[tuple[str, ...], ...]
    before: Callable[[], None] = _nothing
    after: Callable[[], None] = _nothing
    ours: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)


class Run(NamedTuple):
    """Seconds, seconds, MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Result:
    """All measured runs of a contestant."""

    contestant: Contestant
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """Median seconds from start to end."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median seconds of processor time, children included."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """Median MiB of the largest process."""
        return statistics.median(run.peak for run in self.runs)


def contest(contestants: Sequence[Contestant], rounds: int) -> dict[str, Result]:
    """One round to warm up, then `rounds` rounds, every other one backwards; results by key."""
    measured: dict[str, list[Run]] = {each.key: [] for each in contestants}
    wanted = {each.key: rounds for each in contestants}
    for number in range(rounds + 1):
        # Backwards and forwards, so that nobody always runs behind the same neighbour.
        for each in contestants[:: -1 if number % 2 else 1]:
            if len(measured[each.key]) >= wanted[each.key]:
                continue
            run = timed(each)
            print(f"  {number}/{rounds} {each.text}: {run.wall:.2f} s", file=sys.stderr)
            if number == 0 and (each.ours or run.wall < SLOW):
                continue
            measured[each.key].append(run)
            if number == 0:
                wanted[each.key] = min(rounds, SLOW_RUNS)
    return {each.key: Result(each, tuple(measured[each.key])) for each in contestants}


def timed(contestant: Contestant) -> Run:
    """One run of all steps."""
    contestant.before()
    try:
        runs = [_run(step, contestant.variables) for step in contestant.steps]
    finally:
        contestant.after()
    return Run(
        sum(run.wall for run in runs), sum(run.cpu for run in runs), max(run.peak for run in runs)
    )


def environment() -> dict[str, str]:
    """Ours, without what would make the check listen to a workflow or take another cache."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_LISTENED_TO)}


def run_quietly(command: Sequence[str], variables: Mapping[str, str] | None = None) -> None:
    """One run that is not timed; ends the bench where it fails."""
    done = subprocess.run(
        command,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment() | dict(variables or {}),
    )
    if done.returncode not in _FINE:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')}")


def _run(command: Sequence[str], variables: Mapping[str, str]) -> Run:
    surroundings = environment() | dict(variables)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _FINE:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
