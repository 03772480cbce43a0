"""`python -m bench.timing.staged`: how long a commit waits for the hook, into docs/performance.md.

The hook's command on a product line of 100,000 lines of code that is made here. Before each run one
file gets a text that no cache has seen, and is staged: as a developer's commit finds it.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.timing.contest import Contestant, Result, contest, run_quietly
from bench.timing.machine import Machine, this_machine

PAGE = Path("docs/performance.md")
TARGET = 0.3
"""Seconds, for one file that changed and everything else in the cache."""
ROUNDS = int(os.environ.get("VARIANT_BUDGET_RUNS", "20"))
FUNCTIONS, LINES = 20, 10
"""In a file, and in a function."""
COMMON, VARIANTS, OF_VARIANT = 400, 10, 10
FILES = COMMON + VARIANTS * OF_VARIANT
EDITED = "src/vehicles/v3/f5.c"
COMMAND = "variant-budget check --staged"
POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["src/vehicles/{variant}/"]
    variants: {v0: {symbols: [VEHICLE_V0]}}
vehicle_budget: {hard_limit: 5.0, soft_limit: 3.0}
"""
SECTION = """\
## A commit

`{command}`, the hook of [pre-commit](recipes/pre-commit.md), on a product line of
{lines:,} lines of C in {files} files with {variants} variants, which `python -m bench.timing.staged` makes and
times (here on {day}, with variant-budget {commit}). Before each run one file gets another text and is
staged. What pre-commit itself takes is not in it. Target, for one file that changed: {target:.0f} ms. Measured:
{wall:.0f} ms, {verdict}.

| | wall | cpu | peak | runs |
|:--|--:|--:|--:|--:|
{rows}
"""
NAMES = {
    "within": "one file edited, within budget",
    "over": "one file edited, over budget: refused, with the whole report",
    "again": "one file edited, as another run saw it",
    "cold": "the first time, without a cache",
}


class Line(NamedTuple):
    """A product line on disk, a cache, and texts for the edited file that no run has seen."""

    root: Path
    cache: Path
    fresh: Iterator[int]

    def stage(self, functions: int, seed: int | None = None) -> None:
        """Give the edited file a text of so many functions, a new one unless told, and stage it."""
        text = file_text(next(self.fresh) if seed is None else seed, functions)
        (self.root / EDITED).write_text(text, "utf-8")
        git(self.root, "add", EDITED)

    def check(self, *flags: str) -> tuple[tuple[str, ...], ...]:
        """The hook's command as a process."""
        told = ("check", "--staged", "--repo", str(self.root), "--cache", str(self.cache))
        return ((sys.executable, "-I", "-m", "variant_budget", *told, *flags),)


def file_text(seed: int, functions: int = FUNCTIONS) -> str:
    """C, no two files alike; a function is LINES lines of code with one decision."""
    body = "".join(f"    total += step_{seed}[{row}];\n" for row in range(LINES - 5))
    return "".join(
        f"int part_{seed}_{number}(int total)\n{{\n    if (total > {number})\n{body}"
        "    return total;\n}\n"
        for number in range(functions)
    )


def git(root: Path, *arguments: str) -> None:
    """Git, without the machine's configuration."""
    alone = {"PATH": os.environ["PATH"], "HOME": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "gc.auto=0")
    subprocess.run(("git", *who, *arguments), cwd=root, env=alone, check=True)


def lay_out(root: Path) -> None:
    """The product line, committed."""
    paths = [f"src/core/p{number // 20}/f{number % 20}.c" for number in range(COMMON)]
    paths += [
        f"src/vehicles/v{v}/f{number}.c" for v in range(VARIANTS) for number in range(OF_VARIANT)
    ]
    for seed, path in enumerate(paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(file_text(seed), "utf-8")
    (root / ".variant-budget").mkdir()
    (root / ".variant-budget/policy.yml").write_text(POLICY, "utf-8")
    git(root, "init", "-q")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "line")


def contestants(line: Line) -> list[Contestant]:
    """The four situations; all but the last find in the cache what earlier commits left."""
    run_quietly(line.check()[0])

    def one(key: str, before: Callable[[], None], *flags: str) -> Contestant:
        return Contestant(key, f"{COMMAND}: {NAMES[key]}", line.check(*flags), before, ours=True)

    return [
        one("within", lambda: line.stage(FUNCTIONS + 1)),
        one("over", lambda: line.stage(40 * FUNCTIONS)),
        one("again", lambda: line.stage(FUNCTIONS, seed=1)),
        one("cold", lambda: line.stage(FUNCTIONS + 1), "--no-cache"),
    ]


def measured(rounds: int) -> dict[str, Result]:
    """Results by situation."""
    with TemporaryDirectory() as folder:
        line = Line(Path(folder, "line"), Path(folder, "cache"), iter(range(10_000, 99_999)))
        line.root.mkdir()
        lay_out(line.root)
        return contest(contestants(line), rounds)


def section(results: dict[str, Result], machine: Machine) -> str:
    """The part of the page."""
    wall = results["within"].wall
    rows = (
        f"| {NAMES[key]} | {each.wall:.3f} | {each.cpu:.3f} | {each.peak:.0f} MiB | {len(each.runs)} |"
        for key, each in results.items()
    )
    return SECTION.format(
        command=COMMAND,
        lines=FILES * FUNCTIONS * LINES,
        files=FILES,
        variants=VARIANTS,
        day=machine.day,
        commit=machine.commit,
        target=1000 * TARGET,
        wall=1000 * wall,
        verdict="met" if wall < TARGET else "**missed**",
        rows="\n".join(rows),
    )


def replaced(page: str, part: str) -> str:
    """The page with this part in the place of its older self, else before what follows the tables."""
    older = re.search(r"^## A commit\n.*?(?=^## )", page, re.DOTALL | re.MULTILINE)
    at = older or re.search(
        r"(?=^## Where a target is missed|^## How it was measured)", page, re.MULTILINE
    )
    if at is None:
        raise ValueError("the page has no place for it")
    return f"{page[: at.start()]}{part}\n{page[at.end() :]}"


def main() -> int:
    """Measure, and put the table into the page."""
    part = section(measured(ROUNDS), this_machine({}))
    PAGE.write_text(replaced(PAGE.read_text("utf-8"), part), "utf-8")
    print(part)
    return 0


if __name__ == "__main__":
    sys.exit(main())
