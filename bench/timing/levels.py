"""The four service levels of the specification, each beside its figure and the command for it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.timing.enforcement import Enforcement
from bench.timing.targets import Timed

AGREEMENT = Path("docs/agreement.md")
INLINE_CODE = Path("docs/inline-code.md")
LIMIT = 120.0
_ROW = "| {level} | {figure} | {command} |"


def table(timed: Sequence[Timed], enforced: Sequence[Enforcement]) -> list[str]:
    """The table, row by row."""
    rows = [
        ("analysis under 2 minutes", _analysis(timed), "`make bench`"),
        ("accuracy over 99 %", _accuracy(), "`make bench-agreement`"),
        ("false positives under 1 %", _false_positives(), "`make bench-regions`"),
        ("enforcement coverage 100 %", _coverage(enforced), "`python -m bench.timing.enforcement`"),
    ]
    filled = [_ROW.format(level=level, figure=f, command=command) for level, f, command in rows]
    return ["| service level | measured | command |", "|:--|:--|:--|", *filled]


def _analysis(timed: Sequence[Timed]) -> str:
    if not timed:
        return "not measured: no repository was there"
    slowest, worst = max(
        ((each, max(run.wall for run in each.results["cold"].runs)) for each in timed),
        key=lambda pair: pair[1],
    )
    reach = slowest.size.megabytes * LIMIT / worst / 1000
    return (
        f"{worst:.2f} s, the slowest of all cold runs ({slowest.repository.name}, "
        f"{slowest.size.megabytes:.1f} MB). At this pace 2 minutes would do for {reach:.1f} GB; "
        "that is extrapolated, not measured"
    )


def _accuracy() -> str:
    told = accuracy(AGREEMENT.read_text("utf-8")) if AGREEMENT.exists() else ""
    return f"{told or 'not in this page yet'}: [agreement.md](agreement.md)"


def _false_positives() -> str:
    told = _REGIONS.search(INLINE_CODE.read_text("utf-8")) if INLINE_CODE.exists() else None
    if told is None:
        return "not in this page yet: [inline-code.md](inline-code.md)"
    return (
        f"{100 - float(told[2]):.2f} % of the regions found, against {told[1]} that were labelled by "
        "hand: [inline-code.md](inline-code.md)"
    )


def accuracy(text: str) -> str:
    """The lowest shares that docs/agreement.md has, by the parsers and by those tools whose rule for
    complexity is ours. "" where it has not."""
    rows = list(_rows(text))
    lines, functions, classes = (
        [found for row in rows if (found := _OF.match(row.get(column, "")))]
        for column in ("lines of code", "functions", "classes")
    )
    same = [
        found
        for row in rows
        if row.get("target", "").startswith("≥") and (found := _PERCENT.match(row.get(_SAME, "")))
    ]
    if not (lines and functions and classes and same):
        return ""
    total = sum(int(found[2]) for found in lines)
    return (
        f"{_lowest(lines)} of the lines of code that a parser finds, or more, in each of {len(lines)} "
        f"languages ({total:,} lines), {_lowest(functions)} of functions, {_lowest(classes)} of "
        f"classes; {_lowest(same)} of functions have the complexity that radon or lizard find, or "
        f"more, in each of the {len(same)} languages where the rule is the same"
    )


_REGIONS = re.compile(r"\| regions \((\d+)\) \| ([\d.]+) %")
_OF = re.compile(r"([\d.]+) % of (\d+)$")
_PERCENT = re.compile(r"([\d.]+) %$")
_SAME = "share of its functions"


def _lowest(found: Sequence[re.Match[str]]) -> str:
    return f"{min((each[1] for each in found), key=float)} %"


def _rows(text: str) -> Iterator[dict[str, str]]:
    """Every row of every table, by column."""
    head: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            head = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if head:
            yield dict(zip(head, cells, strict=False))
        head = head or cells


def _share(part: int, whole: int) -> str:
    # Cut, not rounded: 99.96 % is not 100 %.
    return f"{int(10000 * part / whole) / 100:.2f} %"


def _coverage(enforced: Sequence[Enforcement]) -> str:
    if not enforced:
        return "not measured: no example repository was there"
    files, covered = (sum(x) for x in zip(*((e.files, e.covered) for e in enforced), strict=True))
    owners, blocked = (sum(x) for x in zip(*((e.owners, e.blocked) for e in enforced), strict=True))
    names = ", ".join(each.name for each in enforced)
    return (
        f"{_share(blocked, owners)} of {owners:,} variants that own code fail the check once they are "
        f"one line over their hard limit; {_share(covered, files)} of {files:,} tracked files have "
        f"a role and, where they are code, an owner in every dimension or a place in the list of "
        f"unattributed ones (policies in examples/, for {names})"
    )
