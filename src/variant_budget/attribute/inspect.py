"""Which files to look into for the functions that make a variant complex."""

from collections.abc import Iterable

from variant_budget.attribute.plan import Plan
from variant_budget.attribute.tally import Measures
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.verdict import JudgedRow, State

MOST_FILES = 20
MOST_PER_VARIANT = 3


def files_to_inspect(rows: Iterable[JudgedRow], plan: Plan, measures: Measures) -> dict[str, str]:
    """Path -> variant of the most complex files of variants over a limit on complexity.

    Variants that block come first, since at most 20 files are looked into.
    """
    complexity = CODE_METRICS.index("cyclomatic_complexity")
    found: dict[str, str] = {}
    for judged in sorted(rows, key=lambda judged: not judged.blocking):
        row = judged.row
        states = (judged.hard.state, judged.soft.state, judged.trend.state)
        if row.metric != "cyclomatic_complexity" or State.BREACH not in states:
            continue
        position = plan.dimensions.index(row.dimension)
        files = sorted(
            (-measures[request].counts[complexity], path)
            for path, file in plan.files.items()
            if row.variant in file.place.owners[position] and (request := file.request)
        )
        for _, path in files[:MOST_PER_VARIANT]:
            found.setdefault(path, row.variant)
    return dict(list(found.items())[:MOST_FILES])
