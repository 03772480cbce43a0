"""`python -m bench.evidence.memory`: a report of 500 MB, read in a process of its own.

Fails where that takes more than 300 MiB. The report is made as it is read: nothing is on disk.
"""

import subprocess
import sys

MEGABYTES, MOST_MEBIBYTES = 500, 300


def main() -> int:
    """Prints what it took."""
    command = (sys.executable, "-m", "tests.evidence.long_report", str(MEGABYTES))
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    cases, seconds, peak = int(told[0]), float(told[1]), int(told[2])
    print(f"{MEGABYTES} MB, {cases:,} test cases: {seconds:.1f} s, peak {peak} MiB")
    return 1 if peak > MOST_MEBIBYTES else 0


if __name__ == "__main__":
    sys.exit(main())
