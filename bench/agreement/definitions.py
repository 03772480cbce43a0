"""On which lines functions and classes start, against tree-sitter's grammars."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.agreement.grammars import GRAMMARS, parsed
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import language_of

LARGEST = 1_000_000
"""Bytes: generated files beyond this say nothing about a finder, and cost minutes."""


@dataclass(slots=True)
class Starts:
    """Functions or classes of one language: how many start on the same line for both."""

    language: str
    what: str
    files: int = 0
    errors: int = 0
    theirs: int = 0
    ours: int = 0
    same: int = 0
    differing: list[str] = field(default_factory=list)


def started(folder: Path) -> list[Starts]:
    """Two rows for each language of a grammar; files that it cannot parse are only counted."""
    rows: dict[str, tuple[Starts, Starts]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        language = language_of(name) or ""
        if language not in GRAMMARS or path.is_symlink() or path.stat().st_size > LARGEST:
            continue
        pair = rows.setdefault(
            language, (Starts(language, "functions"), Starts(language, "classes"))
        )
        _compare(pair, name, path.read_bytes())
    return [row for pair in rows.values() for row in pair if row.theirs]


def _compare(pair: tuple[Starts, Starts], name: str, data: bytes) -> None:
    language = pair[0].language
    theirs = parsed(data, language, name)
    facts = measure_blob(data, language)
    lines = data.split(b"\n")
    for index, (row, ours) in enumerate(zip(pair, (facts.functions, facts.classes), strict=True)):
        row.files += 1
        if theirs is None:
            row.errors += 1
            continue
        left, right = Counter(theirs[index]), Counter(ours)
        row.theirs += left.total()
        row.ours += right.total()
        row.same += (left & right).total()
        for only, who in ((left - right, "tree-sitter"), (right - left, "ours")):
            for line in sorted(only.elements()):
                text = lines[line - 1].decode("utf-8", "replace").strip()[:60].replace("|", "\\|")
                row.differing.append(f"{name}:{line} | only {who} | `{text}`")
