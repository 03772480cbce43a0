"""Which files to look into for the functions that make a variant complex."""

from collections.abc import Iterable, Mapping

from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.survey import FileRow, Sum
from variant_budget.domain.verdict import JudgedRow, State

MOST_FILES = 20
MOST_PER_VARIANT = 3
COMPLEXITY = CODE_METRICS.index("cyclomatic_complexity")

Complex = tuple[int, str]
"""A variant over a limit on complexity: its dimension's position, and its name."""


def complex_variants(rows: Iterable[JudgedRow], dimensions: tuple[str, ...]) -> tuple[Complex, ...]:
    """The variants over a limit on complexity, those that block first."""
    found: dict[Complex, None] = {}
    for judged in sorted(rows, key=lambda judged: not judged.blocking):
        states = (judged.hard.state, judged.soft.state, judged.trend.state)
        if judged.row.metric == "cyclomatic_complexity" and State.BREACH in states:
            found[dimensions.index(judged.row.dimension), judged.row.variant] = None
    return tuple(found)


def holds_any(total: Sum, variants: Iterable[Complex]) -> bool:
    """Whether a folder holds code of any of these variants."""
    wanted = tuple(variants)
    return any(name in place.owners[position] for place in total.rows for position, name in wanted)


def files_to_inspect(
    variants: Iterable[Complex], files: Mapping[str, FileRow]
) -> dict[str, tuple[str, FileRow]]:
    """Path -> variant and row of the most complex files of each variant, at most 20 in all."""
    found: dict[str, tuple[str, FileRow]] = {}
    for position, name in variants:
        own = sorted(
            (-file.measured.counts[COMPLEXITY], path)
            for path, file in files.items()
            if file.request and name in file.place.owners[position]
        )
        for _, path in own[:MOST_PER_VARIANT]:
            found.setdefault(path, (name, files[path]))
    return dict(list(found.items())[:MOST_FILES])
