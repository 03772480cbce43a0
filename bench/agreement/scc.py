"""Lines of code by scc, of a folder's files and, read off their beginnings, line by line.

scc gives one number a file. It reads a file from its first byte to its last, so what it takes line
`n` for is its number for the first `n` lines less that for the first `n - 1`.
"""

import json
import subprocess
import sysconfig
from itertools import pairwise
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

STEP = 40
"""Lines between two beginnings that are looked at first; only where they differ all are."""


def by_scc(folder: Path) -> dict[str, int]:
    """Lines of code of every file that scc counts, by path."""
    scc = Path(sysconfig.get_path("scripts")) / "scc"
    command = [str(scc), "--by-file", "--format", "json", "--no-gitignore", "--no-ignore", "."]
    done = subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return {
        Path(row["Location"]).as_posix(): row["Code"]
        for language in json.loads(done.stdout)
        for row in language["Files"]
    }


def differing_lines(data: bytes, path: str, ours: set[int]) -> list[tuple[int, int]]:
    """The lines, from 1, that scc takes for something else than we: (line, its number of lines).

    That number is 1 where scc has code and we have none, -1 where we alone have code. Differences
    that cancel out within `STEP` lines are not looked for.
    """
    lines = data.splitlines(keepends=True)
    ends = sorted({*range(0, len(lines), STEP), len(lines)})
    coarse = _beginnings(lines, path, ends)
    wanted: set[int] = set()
    for start, end in pairwise(ends):
        if coarse[end] - coarse[start] != len(ours & set(range(start + 1, end + 1))):
            wanted.update(range(start, end + 1))
    fine = _beginnings(lines, path, sorted(wanted)) if wanted else {}
    found = []
    for end in sorted(wanted):
        if end - 1 in fine:
            excess = fine[end] - fine[end - 1] - (end in ours)
            found += [(end, excess)] if excess else []
    return found


def _beginnings(lines: list[bytes], path: str, ends: list[int]) -> dict[int, int]:
    """What scc counts in the first lines of a file, for each number of lines."""
    name = PurePosixPath(path).name
    with TemporaryDirectory() as folder:
        for end in ends:
            (Path(folder) / str(end)).mkdir()
            (Path(folder) / str(end) / name).write_bytes(b"".join(lines[:end]))
        counted = by_scc(Path(folder))
    # scc does not list an empty file.
    return {end: counted.get(f"{end}/{name}", 0) for end in ends}
