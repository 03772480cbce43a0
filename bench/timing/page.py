"""docs/performance.md: the table of one bench run."""

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.agreement.repositories import Repository
from bench.timing.contest import Result

HEAD = """\
# Performance

Made by `make bench` (`python -m bench FOLDER...` with clones of the repositories), on {cores} cores
({processor}), Python {python}, {git}. Medians of {runs} runs of each command, in turns, page cache
warm. Wall and processor time in seconds; peak memory is that of the largest process.

`variant-budget` reads git objects and counts lines, complexity, functions and classes line by line;
scc and cloc count lines of the checked-out files, lizard functions and complexity. A cold run
measures every blob; a warm one takes the facts from its cache and compares two commits.
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """One repository with the size of its tree and everybody's figures."""

    repository: Repository
    files: int
    lines: int
    megabytes: float
    results: list[Result]

    @classmethod
    def of(cls, repository: Repository, tree: Path, results: list[Result]) -> "Timed":
        """With the physical lines and bytes of all files in the tree."""
        files = lines = size = 0
        for path in tree.rglob("*"):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                files, size = files + 1, size + len(content)
                lines += 0 if b"\0" in content[:8000] else content.count(b"\n")
        return cls(repository, files, lines, size / 1e6, results)


def document(timed: list[Timed], runs: int) -> str:
    """The page."""
    git = subprocess.run(["git", "version"], capture_output=True, check=True, text=True).stdout
    parts = [
        HEAD.format(
            cores=len(os.sched_getaffinity(0)),
            processor=platform.machine(),
            python=platform.python_version(),
            git=git.strip(),
            runs=runs,
        )
    ]
    parts += [_table(each) for each in timed]
    return "\n".join(parts)


def _table(timed: Timed) -> str:
    cold = next(result for result in timed.results if result.contestant.ours)
    rows = [
        f"| `{result.contestant.name}` | {result.wall:.2f} | {result.cpu:.2f} | {result.peak:.0f} MiB |"
        f" {result.wall / cold.wall:.2f} |"
        for result in timed.results
    ]
    name, commit = timed.repository.name, timed.repository.commit[:12]
    return "\n".join(
        [
            f"## {name} at `{commit}`",
            "",
            (
                f"{timed.files:,} files, {timed.lines:,} physical lines of text, "
                f"{timed.megabytes:.1f} MB."
            ),
            "",
            "| command | wall | cpu | peak | wall ÷ our cold run |",
            "|:--|--:|--:|--:|--:|",
            *rows,
            "",
        ]
    )
