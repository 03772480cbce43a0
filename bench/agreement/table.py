"""The comparison as a page."""

from collections import defaultdict
from dataclasses import dataclass

from bench.agreement.causes import CAUSES
from bench.agreement.functions import Functions
from bench.agreement.lines import Counted
from bench.agreement.repositories import Repository

HEAD = """\
# Agreement with other tools

Made by `make bench-agreement` (`python -m bench.agreement FOLDER`, the folder with clones; without
it `VARIANT_BUDGET_REPOS`) with scc 4.1.0, radon 6.0.1 and lizard 1.24.3. Every file that both sides
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


@dataclass(frozen=True, slots=True)
class Result:
    repository: Repository
    files: list[Counted]
    functions: list[Functions]


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


def _differences(results: list[Result]) -> list[str]:
    rows = [
        "## Files that differ from scc",
        "",
        "Each was opened by hand. *tokenize* is our definition counted with Python's own tokenizer.",
        "",
        "| repository | file | ours | scc | tokenize | who is right, and why |",
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
        for file in result.files:
            start = f"| {name} | {file.path} | {file.ours} | {file.theirs} |"
            if file.set_aside:
                aside.append(f"{start} {file.blank} |")
            elif not file.equal:
                tokens = "–" if file.tokens is None else file.tokens
                rows.append(f"{start} {tokens} | {CAUSES.get((name, file.path), 'not opened')} |")
    return rows + aside
