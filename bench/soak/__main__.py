"""`python -m bench.soak [--edits 10000] [--seed N]`: is a check with a cache the same as without?

Random edits of a product line in a real git repository, several in each commit. After every commit
the command is run with a cache that lives on over all of them, and without one; the JSON reports
must be the same bytes. The same seed makes the same edits, commits and questions again.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import SystemRandom

from bench.soak.soak import DifferentError, Soak, Tally


def progress(tally: Tally) -> None:
    """A line now and then."""
    if tally.comparisons % 100 == 0:
        print(f"{tally.edits:,} edits, {tally.comparisons:,} comparisons", file=sys.stderr)


def summary(tally: Tally, seconds: float) -> str:
    """What was done, in numbers."""
    kinds = ", ".join(f"{number:,} {name}" for name, number in tally.kinds.most_common())
    verdicts = ", ".join(f"{number:,} {name}" for name, number in tally.verdicts.most_common())
    return (
        f"{tally.edits:,} edits in {tally.commits:,} commits: {tally.comparisons:,} times the report "
        f"with the cache was the report without, byte for byte; {tally.again:,} of them asked the "
        f"cache a second time, {tally.proposals:,} were pull requests, {tally.apart:,} ran in processes of "
        f"their own. {seconds:.0f} s.\n"
        f"edits: {kinds}\nverdicts: {verdicts}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1 << 32))
    given = parser.parse_args()
    print(f"seed {given.seed}", file=sys.stderr)
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    start = time.monotonic()
    try:
        tally = Soak(folder, given.seed).run(given.edits, progress)
    except DifferentError as error:
        print(f"DIFFERENT {error}\nAll is kept in {folder}; again: ", end="", file=sys.stderr)
        print(f"python -m bench.soak --edits {given.edits} --seed {given.seed}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    print(summary(tally, time.monotonic() - start))
    return 0


sys.exit(main())
