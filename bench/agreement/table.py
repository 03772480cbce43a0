"""The comparison as a page."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from bench.agreement.causes import CAUSES
from bench.agreement.definitions import Starts
from bench.agreement.functions import Functions
from bench.agreement.lines import Counted
from bench.agreement.repositories import Repository

HEAD = """\
# Agreement with other tools

Made by `make bench-agreement` (`python -m bench.agreement FOLDER`, the folder with clones; without
it `VARIANT_BUDGET_REPOS`) with scc 4.1.0, radon 6.0.1, lizard 1.24.3 and tree-sitter 0.26.1. Every file that both sides
count is compared, at these commits:
"""

LINES = """\
## Lines of code, against scc

*Set aside* are files whose whole difference is blank lines inside string literals: for scc they are
code, for us they are blank (docs/metrics.md). *Share* is the share of equal files among the others.
"""

FUNCTIONS = """\
## Functions and complexity, against radon and lizard

*Equal* are functions found on the same line with the same complexity. radon also counts inside the
fields of f-strings and reads no file of Python 2; lizard loses the rest of a file where the branches
of an `#if` do not balance, misses generic methods of Java and names operators otherwise. `ours only`
holds what the other tool does not see.
"""

STARTS = """\
## Where functions and classes start, against tree-sitter

Files that the grammar parses without an error. *Same* start on the same line for both; the share is
of all that either side has. The classes of Go are not compared, shell has none. A definition that only one
side has is listed below the table, at most ten a row.

Who is right: tree-sitter reads a Kotlin class behind an annotation with arguments and a comment, or
without a body, as an expression. A C++ function behind a `friend` on a line of its own starts there.
In TypeScript we lose functions whose result or type parameters are object types of several lines
(their start moves or they are not seen) and type predicates, and take a function type that gives an
object type, `f: (a) => { b: c }`, for a function; functions inside template literals are text to us.
"""

SHOWN = 30
"""Differing files of a language and repository that are listed, drawn at random with the seed 1."""


@dataclass(frozen=True, slots=True)
class Result:
    repository: Repository
    files: list[Counted]
    functions: list[Functions]
    starts: list[Starts]


def document(results: list[Result]) -> str:
    commits = [f"- {result.repository.name} `{result.repository.commit}`" for result in results]
    return "\n".join(
        [
            HEAD,
            *commits,
            "",
            LINES,
            *_lines(results),
            "",
            FUNCTIONS,
            *_functions(results),
            "",
            STARTS,
            *_starts(results),
            "",
            *_differences(results),
            "",
        ]
    )


def _lines(results: list[Result]) -> list[str]:
    rows = [
        "| repository | language | files | equal | set aside | differ | share |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    totals: dict[str, list[Counted]] = defaultdict(list)
    for result in results:
        by_language: dict[str, list[Counted]] = defaultdict(list)
        for file in result.files:
            by_language[file.language].append(file)
            totals["Python" if file.language == "Python" else "all others"].append(file)
        rows += [
            _row(result.repository.name, name, by_language[name]) for name in sorted(by_language)
        ]
    return rows + [_row("**all**", f"**{name}**", files) for name, files in sorted(totals.items())]


def _row(repository: str, language: str, files: list[Counted]) -> str:
    equal = sum(file.equal for file in files)
    aside = sum(file.set_aside for file in files)
    differ = len(files) - equal - aside
    # Rounded down: 100 % means all.
    share = f"{equal * 1000 // (equal + differ) / 10:.1f} %" if equal + differ else "–"
    return f"| {repository} | {language} | {len(files)} | {equal} | {aside} | {differ} | {share} |"


def _functions(results: list[Result]) -> list[str]:
    rows = [
        "| repository | language | tool | its functions | equal | share | other complexity | only the tool | ours only | sum ours | sum tool |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for result in results:
        for row in result.functions:
            other = row.theirs - row.equal - row.missing
            share = f"{row.equal * 1000 // row.theirs / 10:.1f} %"
            rows.append(
                f"| {result.repository.name} | {row.language} | {row.tool} | {row.theirs} | {row.equal} "
                f"| {share} | {other} | {row.missing} | {row.ours_only} | {row.sums[0]} | {row.sums[1]} |"
            )
    return rows


def _starts(results: list[Result]) -> list[str]:
    rows = [
        "| repository | language | what | files | not parsed | tree-sitter | ours | same | share |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    listed = ["", "| repository | where | who | line |", "|---|---|---|---|"]
    for result in results:
        name = result.repository.name
        for row in result.starts:
            either = row.theirs + row.ours - row.same
            share = f"{row.same * 10000 // either / 100:.2f} %" if either else "–"
            rows.append(
                f"| {name} | {row.language} | {row.what} | {row.files} | {row.errors} "
                f"| {row.theirs} | {row.ours} | {row.same} | {share} |"
            )
            listed += [f"| {name} | {each} |" for each in row.differing[:10]]
    return rows + listed


def _cause(repository: str, file: Counted) -> str:
    known = CAUSES.get((repository, file.path))
    if known:
        return known
    if file.attributes and file.ours - file.theirs == file.attributes:
        return "ours: scc takes attributes `#[...]` for comments"
    if file.tokens == file.ours:
        return "ours: the grammar's leaves stand on as many lines"
    return "not opened"


def _drawn(files: list[Counted]) -> list[Counted]:
    """All of each language, or SHOWN of them by chance."""
    by_language: dict[str, list[Counted]] = defaultdict(list)
    for file in files:
        by_language[file.language].append(file)
    drawn = []
    for each in by_language.values():
        # No secret: the same files on every run.
        drawn += each if len(each) <= SHOWN else Random(1).sample(each, SHOWN)  # noqa: S311
    return sorted(drawn, key=lambda file: file.path)


def _differences(results: list[Result]) -> list[str]:
    rows = [
        "## Files that differ from scc",
        "",
        "All, or 30 of a repository and language drawn at random (seed 1). *Other way* is our definition",
        "counted by Python's own tokenizer or by the leaves of a tree-sitter grammar, where it parses.",
        "",
        "| repository | file | ours | scc | other way | who is right, and why |",
        "|---|---|--:|--:|--:|---|",
    ]
    aside = [
        "",
        "## Files set aside",
        "",
        "| repository | file | ours | scc | blank lines in strings |",
        "|---|---|--:|--:|--:|",
    ]
    for result in results:
        name = result.repository.name
        differing = [file for file in result.files if not file.equal]
        for file in _drawn([file for file in differing if file.set_aside]) + _drawn(
            [file for file in differing if not file.set_aside]
        ):
            start = f"| {name} | {file.path} | {file.ours} | {file.theirs} |"
            if file.set_aside:
                aside.append(f"{start} {file.blank} |")
            else:
                tokens = "–" if file.tokens is None else file.tokens
                rows.append(f"{start} {tokens} | {_cause(name, file)} |")
    return rows + aside
