"""Functions and their complexity against radon (Python) and lizard (other languages)."""

import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lizard
from radon.visitors import Class, ComplexityVisitor, Function

from variant_budget.measure.functions import functions_of
from variant_budget.measure.languages import language_of

LIZARD = ("C", "C++", "Java")


@dataclass(slots=True)
class Functions:
    """What one tool and we found in one language; `differing` has the first few differences."""

    tool: str
    language: str
    theirs: int = 0
    equal: int = 0
    missing: int = 0
    ours_only: int = 0
    sums: tuple[int, int] = (0, 0)
    differing: list[str] = field(default_factory=list)


def compared(folder: Path) -> list[Functions]:
    """One row for each language that a tool reads."""
    rows = {"Python": Functions("radon", "Python")}
    rows |= {language: Functions("lizard", language) for language in LIZARD}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        language = language_of(name) or ""
        if language in rows and not path.is_symlink():
            theirs = _radon(path) if language == "Python" else _lizard(path)
            if theirs is not None:
                _compare(rows[language], name, theirs, path.read_bytes())
    return [row for row in rows.values() if row.theirs]


def _compare(row: Functions, name: str, theirs: list[tuple[int, int]], data: bytes) -> None:
    """By first line in Python; by last line otherwise, where tools disagree on the first."""
    by_line = defaultdict(list)
    ours = functions_of(data, row.language)
    for each in ours:
        by_line[each.first if row.tool == "radon" else each.last].append(each.complexity)
    row.theirs += len(theirs)
    row.sums = (
        row.sums[0] + sum(each.complexity for each in ours),
        row.sums[1] + sum(complexity for _, complexity in theirs),
    )
    for line, complexity in theirs:
        found = by_line[line]
        if not found:
            row.missing += 1
            row.differing.append(f"{name}:{line} only {row.tool}")
        elif complexity in found:
            row.equal += 1
            found.remove(complexity)
        else:
            row.differing.append(f"{name}:{line} ours {found.pop()}, {row.tool} {complexity}")
    row.ours_only += sum(len(found) for found in by_line.values())


def _radon(path: Path) -> list[tuple[int, int]] | None:
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


def _nested(functions: list[Function]) -> Iterator[tuple[int, int]]:
    for each in functions:
        yield each.lineno, each.complexity
        yield from _nested(each.closures)


def _methods(owner: Class) -> Iterator[tuple[int, int]]:
    yield from _nested(owner.methods)
    for inner in owner.inner_classes:
        yield from _methods(inner)


def _lizard(path: Path) -> list[tuple[int, int]] | None:
    try:
        source = path.read_text("utf-8", "replace")
        found = lizard.analyze_file.analyze_source_code(str(path), source)
    except (IndexError, RecursionError):  # lizard 1.24.3 on sources that it cannot follow
        return None
    return [(each.end_line, each.cyclomatic_complexity) for each in found.function_list]
