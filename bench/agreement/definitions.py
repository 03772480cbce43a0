"""On which lines functions and classes start, against tree-sitter and ctags; code line by line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.agreement.ctags import KINDS, Found, by_ctags
from bench.agreement.grammars import GRAMMARS
from bench.agreement.lines import code_lines
from bench.agreement.trees import Parsed, parsed
from variant_budget.measure.facts import measure_blob
from variant_budget.measure.languages import language_of

LARGEST = 1_000_000
"""Bytes: generated files beyond this say nothing about a finder, and cost minutes."""

WHAT = ("functions", "classes")


@dataclass(slots=True)
class Starts:
    """What one tool and we found in one language: how much of it on the same line.

    `what` is "lines" where lines of code are compared. `errors` are files that the grammar cannot
    parse, which are left out, for ctags as well. `settled` are definitions that only one of ctags
    and us has and where the grammar says what we say.
    """

    language: str
    what: str
    tool: str
    files: int = 0
    errors: int = 0
    theirs: int = 0
    ours: int = 0
    same: int = 0
    settled: int = 0
    differing: list["OneSided"] = field(default_factory=list)

    @property
    def apart(self) -> int:
        """Definitions that only one side has."""
        return self.theirs + self.ours - 2 * self.same

    def add(self, other: "Starts") -> None:
        self.files += other.files
        self.errors += other.errors
        self.theirs += other.theirs
        self.ours += other.ours
        self.same += other.same
        self.settled += other.settled

    @property
    def either(self) -> int:
        return self.theirs + self.ours - self.same


class OneSided(NamedTuple):
    """A definition or line that only one side has."""

    path: str
    line: int
    who: str
    text: str


Rows = dict[tuple[str, str, str], Starts]


def started(folder: Path) -> list[Starts]:
    """A row for each language, tool and kind of thing that the tool found any of."""
    rows: Rows = {}
    tags = by_ctags(folder)
    for name, language in _sources(folder):
        data = (folder / name).read_bytes()
        tree = parsed(data, language, name)
        _against_tree(rows, name, language, data, tree)
        if language in KINDS and tree is not None:
            _against_ctags(rows, name, language, data, tags, tree)
    return [row for row in rows.values() if row.theirs]


def _sources(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        language = language_of(name) or ""
        if language not in GRAMMARS:
            continue
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
            yield name, language


def _row(rows: Rows, language: str, what: str, tool: str) -> Starts:
    row = rows.setdefault((language, what, tool), Starts(language, what, tool))
    row.files += 1
    return row


def _against_tree(rows: Rows, name: str, language: str, data: bytes, tree: Parsed | None) -> None:
    compared = [_row(rows, language, what, "tree-sitter") for what in (*WHAT, "lines")]
    if tree is None:
        for row in compared:
            row.errors += 1
        return
    facts = measure_blob(data, language)
    lines = data.splitlines()
    _count(compared[0], Counter(tree.functions), Counter(facts.functions), name, lines)
    _count(compared[1], Counter(tree.classes), Counter(facts.classes), name, lines)
    _count(compared[2], Counter(tree.code), Counter(code_lines(data, language)), name, lines)


def _against_ctags(
    rows: Rows, name: str, language: str, data: bytes, tags: Found, tree: Parsed
) -> None:
    facts = measure_blob(data, language)
    theirs = tags.get(name, ([], []))
    lines = data.splitlines()
    judged = (tree.functions, tree.classes)
    for index, ours in enumerate((facts.functions, facts.classes)):
        if KINDS[language][index]:
            row = _row(rows, language, WHAT[index], "ctags")
            left, right = Counter(theirs[index]), _moved(ours, theirs[index])
            _count(row, left, right, name, lines)
            if Counter(judged[index]) == Counter(ours):
                row.settled += ((left - right) + (right - left)).total()


def _moved(ours: tuple[int, ...], theirs: list[int]) -> Counter[int]:
    """Our lines, each on that of ctags where it is the next one or the one before.

    ctags names the line of the name, which may stand behind the type on a line of its own.
    """
    free = Counter(theirs)
    moved: Counter[int] = Counter()
    late = []
    for line in ours:
        if free[line]:
            free[line] -= 1
            moved[line] += 1
        else:
            late.append(line)
    for line in late:
        near = next((each for each in (line + 1, line - 1) if free[each]), line)
        free[near] -= near != line
        moved[near] += 1
    return moved


def _count(
    row: Starts, left: Counter[int], right: Counter[int], name: str, lines: list[bytes]
) -> None:
    row.theirs += left.total()
    row.ours += right.total()
    row.same += (left & right).total()
    for only, who in ((left - right, row.tool), (right - left, "ours")):
        for line in sorted(only.elements()):
            text = lines[line - 1] if line <= len(lines) else b""
            shown = text.decode("utf-8", "replace").strip()
            row.differing.append(OneSided(name, line, who, shown))
