"""`python -m tests.security.mutants [SLUG ...]`: does a test fail for each defence that is taken away?

Every patch in tests/security/mutants/ is applied to a copy of the project, whose tests must then
fail by name; without it they pass. Exit code 1 where a mutant survives, or proves nothing.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.security.laboratory import Laboratory, LaboratoryError
from tests.security.patches import Mutant, function_of, mutants

KILLED, SURVIVED, ERROR = "killed", "SURVIVED", "ERROR"


class Result(NamedTuple):
    """What became of a mutant, why, and in how many seconds."""

    mutant: Mutant
    fate: str
    told: str
    seconds: float


def without_any(laboratory: Laboratory, chosen: Iterable[Mutant]) -> None:
    """LaboratoryError unless all tests of all mutants pass where nothing is changed."""
    laboratory.fresh()
    tests = sorted({test for mutant in chosen for test in mutant.tests})
    ran = laboratory.test(tests)
    if bad := sorted({*ran.failed, *ran.broken}):
        raise LaboratoryError(f"these fail without any mutant: {', '.join(bad)}")
    if left := sorted({*map(function_of, tests)} - ran.passed.keys()):
        raise LaboratoryError(f"these did not run: {', '.join(left)}")


def fate_of(laboratory: Laboratory, mutant: Mutant) -> tuple[str, str]:
    """Killed where each of its tests fails, and why it was not."""
    try:
        laboratory.fresh()
        laboratory.apply(mutant.patch)
        ran = laboratory.test(mutant.tests)
    except LaboratoryError as error:
        return ERROR, str(error)
    names = sorted({*map(function_of, mutant.tests)})
    if broken := [name for name in names if ran.broken.get(name)]:
        return ERROR, f"broke off before they could fail: {', '.join(broken)}"
    if passed := [name for name in names if not ran.failed.get(name)]:
        return SURVIVED, f"still pass: {', '.join(passed)}"
    return KILLED, f"{sum(ran.failed.values())} failed"


def judged(folder: Path, chosen: Sequence[Mutant], jobs: int) -> list[Result]:
    """All of them, on so many copies at a time."""
    free: SimpleQueue[Laboratory] = SimpleQueue()
    for number in range(jobs):
        (folder / str(number)).mkdir()
        free.put(Laboratory(folder / str(number)))

    def one(mutant: Mutant) -> Result:
        laboratory = free.get()
        start = time.monotonic()
        try:
            fate, told = fate_of(laboratory, mutant)
        finally:
            free.put(laboratory)
        result = Result(mutant, fate, told, time.monotonic() - start)
        print(f"{result.fate:8} {mutant.slug}", file=sys.stderr, flush=True)
        return result

    first = free.get()
    without_any(first, chosen)
    free.put(first)
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, chosen))


def table(results: Sequence[Result], seconds: float) -> str:
    """One line for each mutant, and the sum."""
    width = max(len(result.mutant.slug) for result in results)
    rows = [
        f"{each.fate:8}  {each.mutant.slug:{width}}  {each.seconds:5.1f} s  {each.told}"
        for each in results
    ]
    killed = sum(each.fate == KILLED for each in results)
    return "\n".join((*rows, f"{killed} of {len(results)} mutants killed in {seconds:.0f} s"))


def main() -> int:
    every = mutants()
    parser = argparse.ArgumentParser(prog="python -m tests.security.mutants", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="these alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if unknown := {*given.slugs} - {mutant.slug for mutant in every}:
        parser.error(f"no such mutant: {', '.join(sorted(unknown))}")
    chosen = [mutant for mutant in every if not given.slugs or mutant.slug in given.slugs]
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        try:
            results = judged(Path(folder), chosen, given.jobs)
        except LaboratoryError as error:
            print(error, file=sys.stderr)
            return 1
    print(table(results, time.monotonic() - start))
    return 0 if all(result.fate == KILLED for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
