"""Functions and their complexity against radon (Python) and lizard (other languages)."""

import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lizard
from radon.visitors import Class, ComplexityVisitor
from radon.visitors import Function as Visited

from bench.agreement.reasons import Their, Unequal, reason
from variant_budget.domain.function import Function
from variant_budget.measure.functions import functions_of
from variant_budget.measure.languages import language_of

SAME_RULE = ("C", "C++", "Java")
"""Where our rule is lizard's own, token for token; elsewhere it differs (docs/metrics.md)."""

LIZARD = (
    *SAME_RULE,
    *("JavaScript", "TypeScript", "C#", "Go", "Kotlin", "Swift", "Rust", "PHP"),
    *("Ruby", "Scala", "Lua"),
)

LARGEST = 1_000_000
"""Bytes: lizard takes minutes for generated files beyond this."""


@dataclass(slots=True)
class Functions:
    """What one tool and we found in one language.

    `found` are functions of the tool that end on the same line (in Python: start on it) for us,
    `equal` those of them with the same complexity. `sums` are our complexity and the tool's over
    all functions. `unequal` are the others, for the languages where each is looked at.
    """

    tool: str
    language: str
    theirs: int = 0
    found: int = 0
    equal: int = 0
    ours_only: int = 0
    sums: tuple[int, int] = (0, 0)
    unequal: list[Unequal] = field(default_factory=list)

    def add(self, other: "Functions") -> None:
        self.theirs += other.theirs
        self.found += other.found
        self.equal += other.equal
        self.ours_only += other.ours_only
        self.sums = (self.sums[0] + other.sums[0], self.sums[1] + other.sums[1])


def compared(folder: Path) -> list[Functions]:
    """One row for each language that a tool reads."""
    rows = {"Python": Functions("radon", "Python")}
    rows |= {language: Functions("lizard", language) for language in LIZARD}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        language = language_of(name) or ""
        if language in rows and not path.is_symlink() and path.stat().st_size <= LARGEST:
            theirs = _radon(path) if language == "Python" else _lizard(path)
            if theirs is not None:
                _compare(rows[language], name, theirs, path.read_bytes())
    return [row for row in rows.values() if row.theirs]


def _compare(row: Functions, name: str, theirs: list[Their], data: bytes) -> None:
    """By first line in Python; by last line otherwise, where tools disagree on the first."""
    ours = functions_of(data, row.language)
    by_line: dict[int, list[Function]] = defaultdict(list)
    for each in ours:
        by_line[each.first if row.tool == "radon" else each.last].append(each)
    row.theirs += len(theirs)
    row.sums = (
        row.sums[0] + sum(each.complexity for each in ours),
        row.sums[1] + sum(their.complexity for their in theirs),
    )
    looked_at = row.tool == "radon" or row.language in SAME_RULE
    for their in theirs:
        found = by_line[their.line]
        mine = _closest(found, their.complexity)
        row.found += mine is not None
        row.equal += mine is not None and mine.complexity == their.complexity
        if mine:
            found.remove(mine)
        if looked_at and (mine is None or mine.complexity != their.complexity):
            why = reason(row.language, data, ours, mine, their)
            row.unequal.append(Unequal(name, their, mine.complexity if mine else None, why))
    row.ours_only += sum(len(found) for found in by_line.values())


def _closest(found: list[Function], complexity: int) -> Function | None:
    """Of the functions on one line the one with that complexity, else the last."""
    same = (each for each in found if each.complexity == complexity)
    return next(same, found[-1] if found else None)


def _radon(path: Path) -> list[Their] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            visitor = ComplexityVisitor.from_code(path.read_text("utf-8"))
    except (SyntaxError, ValueError, RecursionError):
        return None
    found = list(_nested(visitor.functions))
    for each in visitor.classes:
        found += _methods(each)
    return found


def _nested(functions: list[Visited]) -> Iterator[Their]:
    for each in functions:
        yield Their(each.lineno, each.lineno, each.complexity, each.name)
        yield from _nested(each.closures)


def _methods(owner: Class) -> Iterator[Their]:
    yield from _nested(owner.methods)
    for inner in owner.inner_classes:
        yield from _methods(inner)


def _lizard(path: Path) -> list[Their] | None:
    try:
        source = path.read_text("utf-8", "replace")
        found = lizard.analyze_file.analyze_source_code(str(path), source)
    except (IndexError, RecursionError):  # lizard 1.24.3 on sources that it cannot follow
        return None
    return [
        Their(each.end_line, each.start_line, each.cyclomatic_complexity, each.name[-60:])
        for each in found.function_list
    ]
