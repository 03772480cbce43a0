"""A report is read in a stream: what it prints costs no memory, only its tests do."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LARGE, SMALL = 100, 1
# 300 MiB for a report of 500 MB (bench/evidence/memory.py), 26 of them of Python itself: a fifth of 274.
MOST_MEBIBYTES = 55


def read(megabytes: int) -> tuple[int, float]:
    """Tests, and peak memory in MiB, of a process that reads such a report."""
    command = (sys.executable, "-m", "tests.evidence.long_report", str(megabytes))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    cases, _, peak = done.stdout.split()
    return int(cases), float(peak)


def test_a_long_report_is_never_held_whole() -> None:
    cases, peak = read(LARGE)
    assert cases > 45_000
    assert peak - read(SMALL)[1] < MOST_MEBIBYTES
