"""`python -m bench.regions.unifdef [FOLDER]...` compares the engine with unifdef.

Folders with clones as for `python -m bench.agreement`. In each repository the 50 macros that most
conditions of directives name (by name where equal) are each the only symbol of the only variant:
the lines of code owned must be those that `unifdef -U` removes, directives by our own rule
(`removing.py`). Conditions that unifdef leaves undecided (arithmetic, calls, other macros) or decides
without the macro (`#if 0 && A`), and all lines in their chains, are counted apart. Prints a table of Markdown and every difference; exit 1 where there is any.
"""

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.agreement.repositories import REPOSITORIES, git_folder, written_out
from bench.regions.finding import owned_by_directives
from bench.regions.removing import Directive, Refused, Unit
from variant_budget.measure.languages import language_of

COMPARED = ("libuv/libuv", "micropython/micropython", "prusa3d/Prusa-Firmware")
MACROS = 50
LANGUAGES = frozenset({"C", "C header", "C++", "Objective-C", "Arduino"})
HEAD = """\
| repository | commit | macros | files | lines | owned | equal | apart: conditions | lines | equal | refused |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


class Source(NamedTuple):
    """A file that unifdef can be given."""

    path: str
    language: str
    data: bytes
    unit: Unit


class Outcome(NamedTuple):
    """The counts of one repository, and where the two differ: path:line and what each says."""

    counts: Counter[str]
    differences: list[str]
    apart: dict[str, list[str]]
    """Condition -> the same for lines that unifdef leaves undecided because of it."""


def sources(tree: Path, counts: Counter[str]) -> Iterator[Source]:
    """The files of the C family, by path; those whose directives are not closed are refused."""
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        name = path.relative_to(tree).as_posix()
        language = language_of(name)
        if language in LANGUAGES:
            data = path.read_bytes()
            try:
                yield Source(name, language, data, Unit(data))
            except Refused as reason:
                print(f"{name}: {reason}", file=sys.stderr)
                counts["refused"] += 1


def most_named(found: Iterable[Source]) -> list[str]:
    """The macros that most conditions name."""
    named = Counter(
        name for source in found for each in source.unit.directives for name in each.names
    )
    return sorted(named, key=lambda name: (-named[name], name))[:MACROS]


def compared(tree: Path) -> Outcome:
    outcome = Outcome(Counter(), [], defaultdict(list))
    found = list(sources(tree, outcome.counts))
    macros = most_named(found)
    outcome.counts["macros"] = len(macros)
    for macro in macros:
        for source in found:
            if any(macro in each.names for each in source.unit.directives):
                compare(source, macro, outcome)
    return outcome


def compare(source: Source, macro: str, outcome: Outcome) -> None:
    """Adds what one file says of one macro."""
    counts = outcome.counts
    try:
        expected = source.unit.expected(macro)
    except Refused as refused:
        print(f"{source.path}: {macro}: {refused}", file=sys.stderr)
        counts["refused"] += 1
        return
    ours = owned_by_directives(source.data, source.language, macro) & expected.code
    differing = sorted(ours ^ expected.owned)
    counts["files"] += 1
    counts["lines"] += len(expected.code - expected.apart)
    counts["owned"] += len(expected.owned - expected.apart)
    counts["conditions"] += len(expected.undecided)
    counts["apart"] += len(expected.apart)
    for line in differing:
        who = "engine" if line in ours else "unifdef"
        told = f"{source.path}:{line}: {macro}, by {who} alone"
        if line in expected.apart:
            counts["apart differing"] += 1
            outcome.apart[reason(expected.undecided, line)].append(told)
        else:
            outcome.differences.append(told)


def reason(undecided: Iterable[Directive], line: int) -> str:
    """The nearest undecided condition before a line, else the first behind it."""
    every = sorted(undecided, key=lambda each: each.first)
    before = [each for each in every if each.first <= line]
    each = before[-1] if before else every[0]
    return f"#{each.word} {each.condition}"


def row(name: str, commit: str, outcome: Outcome) -> str:
    counts = outcome.counts
    cells = [
        name,
        commit[:12],
        counts["macros"],
        counts["files"],
        counts["lines"],
        counts["owned"],
        counts["lines"] - len(outcome.differences),
        counts["conditions"],
        counts["apart"],
        counts["apart"] - counts["apart differing"],
        counts["refused"],
    ]
    return f"| {' | '.join(map(str, cells))} |"


def main(arguments: list[str]) -> int:
    named = arguments or os.environ.get("VARIANT_BUDGET_REPOS", "").split(os.pathsep)
    folders = [Path(folder) for folder in named if folder]
    rows, told, apart = [], [], []
    for repository in REPOSITORIES:
        if repository.name not in COMPARED:
            continue
        clone = git_folder(repository, folders)
        if clone is None:
            print(f"{repository.name}: no clone in {named}; left out", file=sys.stderr)
            continue
        with written_out(repository, clone) as tree:
            outcome = compared(tree)
        rows.append(row(repository.name, repository.commit, outcome))
        told += [f"{repository.name}/{each}" for each in outcome.differences]
        apart += [
            f"`{condition}`: {len(lines)} lines, the first {repository.name}/{lines[0]}"
            for condition, lines in sorted(outcome.apart.items())
        ]
    if not rows:
        print("Give folders with clones of the repositories of bench/agreement.", file=sys.stderr)
        return 2
    print("\n".join((HEAD, *rows)), end="\n\n")
    print("\n".join(("Left undecided by unifdef, decided by the engine:", *apart)), end="\n\n")
    print("\n".join(told) or "No differences.")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
