"""What differs, one row each: files, definitions and functions, with the cause."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from random import Random
from typing import Any, NamedTuple

from bench.agreement.causes import FILES, FUNCTIONS
from bench.agreement.definitions import OneSided, Starts
from bench.agreement.functions import Functions
from bench.agreement.lines import Counted
from bench.agreement.opened import KINDS, opened

SHOWN = 30
SEED = 1
_WIDEST = 60


class Found(NamedTuple):
    """All that was compared in one repository."""

    repository: str
    files: list[Counted]
    functions: list[Functions]
    starts: list[Starts]


Row = tuple[str, str]
"""A language, and a line of a table."""


def drawn(rows: Iterable[Row]) -> list[str]:
    """All rows of each language, or SHOWN of them by chance."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for language, row in rows:
        by_language[language].append(row)
    # No secret: the same rows on every run.
    return [row for each in by_language.values() for row in _sample(each)]


def _sample(rows: list[Any]) -> list[Any]:
    if len(rows) <= SHOWN:
        return rows
    chosen = Random(SEED).sample(range(len(rows)), SHOWN)  # noqa: S311
    return [rows[index] for index in sorted(chosen)]


def differing_files(found: list[Found]) -> list[str]:
    """The files that scc counts otherwise for another reason than blank lines in strings."""
    return [
        "| repository | language | file | ours | scc | cloc | first line that differs | what misleads scc | who is right |",
        "|---|---|---|--:|--:|--:|---|---|---|",
        *(
            _file_row(repository, file)
            for repository, file in _files(found, lambda file: file.differs)
        ),
    ]


def _files(found: list[Found], wanted: Callable[[Counted], bool]) -> Iterable[tuple[str, Counted]]:
    by_language: dict[str, list[tuple[str, Counted]]] = defaultdict(list)
    for each in found:
        for file in each.files:
            if wanted(file):
                by_language[file.language].append((each.repository, file))
    for language in sorted(by_language):
        yield from _sample(by_language[language])


def _file_row(repository: str, file: Counted) -> str:
    cause = FILES.get((repository, file.path), "")
    if file.difference is None or not file.difference.lines:
        first, misled = "–", "–"
    else:
        case = opened(file, file.difference)
        first = f"{case.line}" if cause else f"{case.line}: {KINDS[case.kind]}"
        misled = "the line itself" if case.misled == case.line else f"line {case.misled}"
        misled += f": {code(case.misled_text)}" if case.misled_text else ""
    who = f"{cause} (by hand)" if cause else "not opened"
    if file.proved:
        who = "ours, says the parser of all lines"
    return (
        f"| {repository} | {file.language} | {file.path} | {file.ours} | {file.scc} "
        f"| {'–' if file.cloc is None else file.cloc} | {first} | {misled} | {who} |"
    )


def set_aside(found: list[Found]) -> list[str]:
    """The files whose whole difference is blank lines in strings."""
    rows = []
    for repository, file in _files(found, lambda file: file.set_aside):
        assert file.difference is not None
        lines = [str(line) for line, _ in file.difference.lines]
        shown = ", ".join(lines[:5]) + (" …" if len(lines) > 5 else "")
        rows.append(
            f"| {repository} | {file.language} | {file.path} | {file.ours} | {file.scc} | {shown} |"
        )
    return [
        "| repository | language | file | ours | scc | blank lines in strings |",
        "|---|---|---|--:|--:|---|",
        *rows,
    ]


def one_sided(found: list[Found], tool: str) -> list[str]:
    """Definitions, and lines of code, that only we or only the tool has."""
    rows = [
        (row.language, _one_sided_row(each.repository, row, side))
        for each in found
        for row in each.starts
        if row.tool == tool
        for side in row.differing
    ]
    return [
        "| repository | language | what | where | only | line |",
        "|---|---|---|---|---|---|",
        *drawn(rows),
    ]


def _one_sided_row(repository: str, row: Starts, side: OneSided) -> str:
    return (
        f"| {repository} | {row.language} | {row.what} | {side.path}:{side.line} | {side.who} "
        f"| {code(side.text)} |"
    )


def unequal_functions(found: list[Found]) -> list[str]:
    """Every function of C, C++, Java and Python that a tool finds and that is not equal to ours."""
    rows = []
    for each in found:
        for row in each.functions:
            for unequal in row.unequal:
                by_hand = FUNCTIONS.get((each.repository, unequal.path))
                why = unequal.reason or (f"{by_hand} (by hand)" if by_hand else "not opened")
                ours = "–" if unequal.ours is None else unequal.ours
                rows.append(
                    f"| {each.repository} | {row.language} | {unequal.path}:{unequal.their.first} "
                    f"| `{unequal.their.name}` | {ours} | {unequal.their.complexity} | {why} |"
                )
    return [
        "| repository | language | where | function | ours | tool | who is right, and why |",
        "|---|---|---|---|--:|--:|---|",
        *rows,
    ]


def code(text: str) -> str:
    """Text of a source as a cell of a table."""
    shown = text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"
    fence = "``" if "`" in shown else "`"
    space = " " if "`" in shown else ""
    return f"{fence}{space}{shown}{space}{fence}".replace("|", "\\|") if shown else "–"
