"""`python -m bench.regions.sample LABELS CLONE` prints the files that LABELS asks to be labelled.

LABELS is a file of bench/regions/labels, CLONE the git folder of its repository. Text search only:
a file is drawn where a symbol stands as whole tokens on a line that looks like a condition. Which
lines belong to whom is for the reader to say.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LONGEST = 700
TOKENS = re.compile(r'"[^"]*"|\w+|\S')
CONDITION = re.compile(
    r"""^\s*\#\s*(?:if|ifdef|ifndef|elif|elifdef|elifndef|elseif)\b   # the preprocessor's
    | \b(?:if|elif|elsif|elseif|unless|case|when|match|switch|guard|while|and|or|not)\b
    | \bcfg\b | //\s*(?:go:build|\+build)\b | ^\s*(?:&&|\|\|) | (?:&&|\|\|)\s*$
    | ->|=>                                                           # Kotlin's, Rust's, PHP's
    """,
    re.VERBOSE,
)


class Drawn(NamedTuple):
    """A file, and the lines on which a symbol stands in what looks like a condition."""

    path: str
    lines: tuple[int, ...]


def spelled(symbol: str) -> str:
    """A pattern for a symbol's tokens: whole ones, with any quotes and any space between them."""
    tokens = TOKENS.findall(symbol)
    texts = [rf"['\"`]{re.escape(t[1:-1])}['\"`]" if t[0] == '"' else re.escape(t) for t in tokens]
    before = r"(?<!\w)" if re.match(r"\w", tokens[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", tokens[-1]) else ""
    return before + r"\s*".join(texts) + after


def symbols(labels: dict[str, Any]) -> Iterator[str]:
    """Every symbol of the dimension: its variants', its groups' and those to ignore."""
    for declared in (labels["variants"], labels.get("groups", {})):
        for each in declared.values():
            yield from each["symbols"]
    yield from labels.get("ignore_symbols", ())


def git(clone: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", f"--git-dir={clone}", *arguments]
    return subprocess.run(command, input=given, check=True, capture_output=True).stdout


def texts(clone: Path, labels: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Path and text of the code files that the mirror holds, by path."""
    listed = git(clone, "ls-tree", "-r", "-z", labels["commit"]).decode("utf-8", "replace")
    for entry in listed.split("\0")[:-1]:
        meta, _, path = entry.partition("\t")
        if not path.endswith(tuple(labels["suffixes"])) or not meta.startswith("100"):
            continue
        if path.startswith(tuple(labels.get("left_out", ()))):
            continue
        told = git(clone, "cat-file", "--batch", given=meta.split()[2].encode())
        if not told.rstrip().endswith(b"missing"):
            yield path, told.partition(b"\n")[2].decode("utf-8", "replace")[:-1]


def candidates(text: str, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """The lines, from 1, that look like conditions on a symbol; none in a file that is too long."""
    lines = text.split("\n")
    if len(lines) > LONGEST + 1:
        return ()
    found = [n for n, line in enumerate(lines, 1) if CONDITION.search(line)]
    return tuple(n for n in found if pattern.search(lines[n - 1]))


def draw(clone: Path, labels: dict[str, Any]) -> list[Drawn]:
    """Files in the order of the seed, until they hold the share of lines that is asked for."""
    pattern = re.compile("|".join(spelled(symbol) for symbol in symbols(labels)))
    found = [Drawn(path, candidates(text, pattern)) for path, text in texts(clone, labels)]
    pool = [each for each in found if each.lines]
    random.Random(labels["seed"]).shuffle(pool)
    drawn: list[Drawn] = []
    while pool and sum(len(each.lines) for each in drawn) < labels["share"]:
        drawn.append(pool.pop(0))
    return drawn


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    labels = yaml.safe_load(Path(arguments[0]).read_text("utf-8"))
    for each in draw(Path(arguments[1]), labels):
        print(f"{each.path}: {', '.join(map(str, each.lines))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
