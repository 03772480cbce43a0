"""What a run was made on, and with."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """What the page says of it."""

    day: str
    commit: str
    cores: int
    processor: str
    python: str
    programs: dict[str, str]


def this_machine(programs: dict[str, str]) -> Machine:
    """Now and here; `programs` are the versions of the other tools."""
    return Machine(
        day=datetime.now(UTC).date().isoformat(),
        commit=_commit(),
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        python=platform.python_version(),
        programs=programs,
    )


def _commit() -> str:
    git = ["git", "-C", str(Path(__file__).parents[2])]
    head = subprocess.run(
        [*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, check=True
    )
    # The page that is being made is no change of the program.
    changed = subprocess.run(
        [*git, "diff", "--quiet", "HEAD", "--", "src", "bench"], check=False
    ).returncode
    return f"`{head.stdout.decode().strip()}`{' with uncommitted changes' if changed else ''}"


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in told.splitlines() if "model name" in line]
    return f"{names[0]}, {platform.machine()}" if names else platform.machine()
