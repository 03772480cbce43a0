"""Lines of code against cloc and scc, file by file."""

import json
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench.oracles.corpus import code_lines, files, name

SUFFIXES = (
    ".c",
    ".cpp",
    ".css",
    ".h",
    ".hpp",
    ".html",
    ".js",
    ".mjs",
    ".ps1",
    ".scm",
    ".sh",
    ".ts",
)

# cloc and scc strip comments by patterns, which these bundles defeat: `//` in templates and regular
# expressions. test_grammars.py compares them with a parser.
BUNDLES = {
    "playwright/driver/package/lib/coreBundle.js",
    "playwright/driver/package/lib/utilsBundle.js",
}
BUNDLE_FOLDER = "playwright/driver/package/lib/vite/"


def by_cloc(paths: list[Path]) -> Mapping[str, int]:
    options = ("--by-file", "--json", "--skip-uniqueness", "--timeout=0", "--max-file-size=100")
    listed = "\n".join(map(str, paths))
    done = subprocess.run(
        ["cloc", *options, "--list-file=-"],
        input=listed,
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    return {path: row["code"] for path, row in found.items() if path not in ("header", "SUM")}


def by_scc(paths: list[Path]) -> Mapping[str, int]:
    scc = Path(sysconfig.get_path("scripts")) / "scc"
    options = ("--by-file", "-f", "json", "--no-gitignore", "--no-ignore")
    done = subprocess.run([scc, *options, *paths], check=True, capture_output=True, text=True)
    return {
        row["Location"]: row["Code"] for found in json.loads(done.stdout) for row in found["Files"]
    }


@pytest.fixture(scope="module")
def counts() -> dict[str, tuple[int, set[int]]]:
    """By file: our count and the counts of those tools that counted it."""
    paths = files(*SUFFIXES)
    tools = (by_cloc(paths), by_scc(paths))
    return {
        name(path): (
            len(code_lines(path)),
            {tool[str(path)] for tool in tools if str(path) in tool},
        )
        for path in paths
    }


def test_where_both_tools_agree_so_do_we(counts: dict[str, tuple[int, set[int]]]) -> None:
    assert len(counts) > 250
    assert {
        path: (ours, theirs)
        for path, (ours, theirs) in counts.items()
        if len(theirs) == 1 and theirs != {ours} and not is_bundle(path)
    } == {}


def test_where_the_tools_differ_one_of_them_agrees_with_us(
    counts: dict[str, tuple[int, set[int]]],
) -> None:
    assert {
        path: (ours, theirs)
        for path, (ours, theirs) in counts.items()
        if theirs and ours not in theirs and not is_bundle(path)
    } == {}


def is_bundle(path: str) -> bool:
    return path in BUNDLES or path.startswith(BUNDLE_FOLDER)
