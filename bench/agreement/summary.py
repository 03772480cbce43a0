"""All languages at a glance: what is equal, what the target is, and whether it is met."""

from collections import defaultdict
from collections.abc import Iterable

from bench.agreement.definitions import WHAT, Starts
from bench.agreement.functions import Functions
from bench.agreement.lines import Counted

LINES_TARGETS = {
    **dict.fromkeys(
        ("C", "C header", "C++", "Java", "Go", "Rust", "C#", "Swift", "Kotlin", "PHP"), 99.0
    ),
    "Python": 96.0,
    **dict.fromkeys(("Ruby", "JavaScript", "TypeScript"), 98.0),
}
"""Language -> share of files, in percent, whose lines of code equal those of scc."""

STARTS_TARGET, STARTS_TARGETS = 99.0, {"C++": 97.0}
PYTHON_LINES_TARGET = 99.5
EQUAL_TARGETS = {"Python": 98.0, "C": 99.5, "C++": 97.0, "Java": 97.0}
PYTHON_SUM_TARGET = 0.5
"""Percent that the sum over all functions may be apart from radon's."""


def percent(part: int, whole: int) -> float:
    """In percent with two digits, rounded down, so that 100 means all."""
    return part * 10000 // whole / 100 if whole else 100.0


def told(share: float) -> str:
    return f"{share:.2f} %"


def _verdict(target: float | None, shares: Iterable[tuple[str, float]]) -> tuple[str, str]:
    """The cells of target and verdict: the first share that reaches the target says how."""
    if target is None:
        return "–", "–"
    for how, share in shares:
        if share >= target:
            return f"≥ {target:g} %", f"met{how}"
    return f"≥ {target:g} %", "**missed**"


def lines_table(files: list[Counted]) -> list[str]:
    """Lines of code against scc, and cloc beside it."""
    by_language: dict[str, list[Counted]] = defaultdict(list)
    for file in files:
        by_language[file.language].append(file)
    # Those with a target first, as the specification lists them.
    order = [*LINES_TARGETS, *sorted(set(by_language) - set(LINES_TARGETS))]
    return [
        "| language | files | equal to scc | only blank lines in strings differ | proved errors of scc | opened by hand | equal, blank lines set aside | proved errors set aside too | target | | equal to cloc |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|",
        *(_lines_row(name, by_language[name]) for name in order if by_language[name]),
    ]


def _lines_row(language: str, files: list[Counted]) -> str:
    equal = sum(file.equal for file in files)
    aside = sum(file.set_aside for file in files)
    proved = sum(file.proved for file in files)
    raw = percent(equal, len(files))
    without_blank = percent(equal, len(files) - aside)
    without_both = percent(equal, len(files) - aside - proved)
    target, verdict = _verdict(
        LINES_TARGETS.get(language),
        (
            ("", raw),
            (", blank lines in strings set aside", without_blank),
            (", proved errors of scc set aside too", without_both),
        ),
    )
    cloc = [file for file in files if file.cloc is not None]
    by_cloc = told(percent(sum(file.cloc == file.ours for file in cloc), len(cloc)))
    return (
        f"| {language} | {len(files)} | {told(raw)} | {aside} | {proved} "
        f"| {len(files) - equal - aside - proved} | {told(without_blank)} | {told(without_both)} "
        f"| {target} | {verdict} | {by_cloc if cloc else '–'} |"
    )


def starts_table(starts: list[Starts]) -> list[str]:
    """Lines, functions and classes against grammars; ctags beside them."""
    rows = _summed(starts)
    languages = sorted({language for language, _, _ in rows})
    return [
        "| language | files that parse | lines of code | functions | classes | target | | functions by ctags | classes by ctags | where ctags differs, the grammar says ours |",
        "|---|--:|--:|--:|--:|--:|---|--:|--:|--:|",
        *(_starts_row(language, rows) for language in languages),
    ]


def _starts_row(language: str, rows: dict[tuple[str, str, str], Starts]) -> str:
    lines = rows[language, "lines", "tree-sitter"]
    cells, shares = [], []
    for tool in ("tree-sitter", "ctags"):
        for what in WHAT:
            row = rows.get((language, what, tool))
            cells.append(f"{told(_same(row))} of {row.either}" if row else "–")
            if row and tool == "tree-sitter":
                shares.append(_same(row))
    target, verdict = _verdict(
        STARTS_TARGETS.get(language, STARTS_TARGET), (("", min(shares, default=100.0)),)
    )
    if language == "Python":
        target += f", lines ≥ {PYTHON_LINES_TARGET} %"
        verdict = verdict if _same(lines) >= PYTHON_LINES_TARGET else "**missed**"
    disputed = [row for key, row in rows.items() if key[0] == language and key[2] == "ctags"]
    settled = sum(row.settled for row in disputed)
    apart = sum(row.apart for row in disputed)
    return (
        f"| {language} | {lines.files - lines.errors} of {lines.files} "
        f"| {told(_same(lines))} of {lines.either} | {cells[0]} | {cells[1]} | {target} "
        f"| {verdict} | {cells[2]} | {cells[3]} | {f'{settled} of {apart}' if apart else '–'} |"
    )


def _same(row: Starts) -> float:
    return percent(row.same, row.either)


def _summed(starts: list[Starts]) -> dict[tuple[str, str, str], Starts]:
    rows: dict[tuple[str, str, str], Starts] = {}
    for each in starts:
        key = (each.language, each.what, each.tool)
        rows.setdefault(key, Starts(*key)).add(each)
    return rows


def functions_table(functions: list[Functions]) -> list[str]:
    """Complexity against radon and lizard."""
    rows: dict[str, Functions] = {}
    for each in functions:
        rows.setdefault(each.language, Functions(each.tool, each.language)).add(each)
    order = [*EQUAL_TARGETS, *sorted(set(rows) - set(EQUAL_TARGETS))]
    return [
        "| language | tool | its functions | found by us | equal complexity | share of its functions | share of those found | sum, ours : tool's | target | |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|---|",
        *(_functions_row(rows[language]) for language in order if language in rows),
    ]


def _functions_row(row: Functions) -> str:
    share = percent(row.equal, row.theirs)
    target, verdict = _verdict(EQUAL_TARGETS.get(row.language), (("", share),))
    if row.language == "Python":
        apart = abs(row.sums[0] - row.sums[1]) / row.sums[1] * 100
        target += f", sum within {PYTHON_SUM_TARGET} %"
        verdict = f"{verdict}, {apart:.2f} %" if apart <= PYTHON_SUM_TARGET else "**missed**"
    return (
        f"| {row.language} | {row.tool} | {row.theirs} | {row.found} | {row.equal} | {told(share)} "
        f"| {told(percent(row.equal, row.found))} | {row.sums[0]} : {row.sums[1]} "
        f"| {target} | {verdict} |"
    )
