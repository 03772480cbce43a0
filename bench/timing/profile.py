"""Where a command of ours spends its time, for the targets that were missed."""

import pstats
import re
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from bench.timing.contest import Contestant, run_quietly

SHOWN = 12
_PROFILED = (
    "import cProfile, sys; from variant_budget.__main__ import main; "
    "cProfile.run('main(sys.argv[2:])', sys.argv[1])"
)
"""Not `-m cProfile`: the product ends its process itself, and with it the profile."""
_Function = tuple[str, int, str]


class Profile(NamedTuple):
    """Own seconds by stage and by function, largest first; profiling itself slows Python down."""

    seconds: float
    stages: list[tuple[str, float]]
    functions: list[tuple[str, float]]


def profile(contestant: Contestant, scratch: Path) -> Profile:
    """One run of the command under cProfile, in one process: `--jobs 1`."""
    python, alone, _, _, *arguments = contestant.steps[0]
    stats = scratch / "profile"
    command = [python, alone, "-c", _PROFILED, str(stats), *arguments, "--jobs", "1"]
    contestant.before()
    run_quietly(command, contestant.variables)
    contestant.after()
    return summed(pstats.Stats(str(stats)))


def summed(stats: pstats.Stats) -> Profile:
    """What is built in counts for the stage that calls it."""
    # typeshed does not know this attribute, which pstats' own methods are made of.
    table: dict[_Function, Any] = vars(stats)["stats"]
    stages: defaultdict[str, float] = defaultdict(float)
    functions: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in table.items():
        functions[_name(function)] += own
        if function[0] != "~":
            stages[stage(function[0])] += own
            continue
        told = sum(caller[2] for caller in callers.values())
        for by, caller in callers.items():
            stages[stage(by[0])] += caller[2]
        stages["Python itself"] += own - told
    return Profile(sum(functions.values()), _largest(stages), _largest(functions)[:SHOWN])


def _largest(spent: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(spent.items(), key=lambda item: -item[1])


def stage(path: str) -> str:
    """The part of the product that a file belongs to, or the library."""
    if found := re.search(r"variant_budget/(\w+?)(?:/(\w+))?(?:/\w+)?\.py$", path):
        first, second = found.groups()
        return f"{first}/{second}" if first == "adapters" and second else first
    if path.startswith("<") or "importlib" in path:
        return "imports"
    if path == "~":
        return "Python itself"
    found = re.search(r"(?:python[\d.]+/)?(\w+)(?:/\w+)*\.py$", path.replace("site-packages/", ""))
    return f"library {found[1]}" if found else path


def _name(function: _Function) -> str:
    path, line, name = function
    if path == "~":
        return re.sub(r" at 0x\w+", "", name).strip("<>{}")
    short = re.search(r"(variant_budget/.*|[^/]*)$", path)
    return f"{short[1] if short else path}:{line} {name}"
