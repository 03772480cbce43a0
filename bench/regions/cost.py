"""`python -m bench.regions.cost [FOLDER]...`: what it costs a cold check to look for symbols.

Folders with clones as for `python -m bench.timing`. The same policy with and without symbols, in
turns; a table of Markdown with medians.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.agreement.repositories import git_folder
from bench.timing.contest import Contestant, contest
from bench.timing.repositories import LINES, Line

ROUNDS = 7
HEAD = """\
| repository | commit | symbols | without | with | more |
|---|---|--:|--:|--:|--:|"""
SYMBOLS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "commaai/opendbc": {"toyota": ("toyota",), "hyundai": ("hyundai",), "ford": ("ford",)},
    "spring-projects/spring-framework": {
        "web": ("WEB_MVC", "DispatcherType.REQUEST", "HttpMethod.GET"),
        "jms": ("JmsTemplate", "Session.AUTO_ACKNOWLEDGE"),
        "jdbc": ("Types.INTEGER", "Types.VARCHAR"),
    },
    "micropython/micropython": {
        "esp32": ("CONFIG_IDF_TARGET_ESP32", "ESP_PLATFORM"),
        "stm32": ("STM32F4", "STM32H7", "STM32WB"),
        "unix": ("__linux__", "__APPLE__"),
        "windows": ("_WIN32",),
    },
    "libuv/libuv": {"windows": ("_WIN32",), "darwin": ("__APPLE__",), "linux": ("__linux__",)},
}


def policy(line: Line, variants: Mapping[str, tuple[str, ...]]) -> str:
    """The policy that the repository is timed with, and one more dimension."""
    rows = [f"      {name}: {{symbols: {list(given)}}}\n" for name, given in variants.items()]
    paths = f'{{part: {{paths: ["{line.variants}"]}}}}'
    together = f'\n  part: {{paths: ["{line.variants}"]}}\n  kind:\n    variants:\n{"".join(rows)}'
    return line.policy().replace(f" {paths}\n", together)


def main(arguments: list[str]) -> int:
    """Prints the table; exit 2 where no folder holds a clone."""
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    folders = [Path(folder) for folder in named if folder]
    rows = []
    for line in LINES:
        clone = git_folder(line.repository, folders)
        if clone is not None:
            rows.append(row(line, clone))
    if not rows:
        print("Give folders with clones of the repositories.", file=sys.stderr)
        return 2
    print("\n".join((HEAD, *rows)))
    return 0


def row(line: Line, clone: Path) -> str:
    """Medians of the two checks, in turns."""
    name, commit = line.repository.name, line.repository.commit
    variants = SYMBOLS[name]
    with tempfile.TemporaryDirectory() as scratch:
        contestants = []
        for key, given in (("without", dict.fromkeys(variants, ())), ("with", variants)):
            file = Path(scratch, f"{key}.yml")
            file.write_text(policy(line, given), "utf-8")
            told = ("check", "--repo", str(clone), "--head", commit, "--release", "none")
            options = ("--policy", str(file), "--no-cache", "--format", "json")
            command = (sys.executable, "-I", "-m", "variant_budget", *told, *options)
            contestants.append(Contestant(key, f"{name} {key}", (command,), ours=True))
        found = contest(contestants, ROUNDS)
    before, after = found["without"].wall, found["with"].wall
    number = sum(map(len, variants.values()))
    more = f"{(after / before - 1) * 100:+.0f} %"
    return f"| {name} | {commit[:10]} | {number} | {before:.3f} s | {after:.3f} s | {more} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
