"""The largest files of the variants that are over a limit: where the board would look first."""

from collections.abc import Iterable, Mapping

from variant_budget.domain.metrics import LINES
from variant_budget.domain.survey import FileRow
from variant_budget.domain.verdict import JudgedRow

MOST_FILES = 10

Files = tuple[tuple[str, int], ...]
"""Paths with code lines, the largest first."""


def variants_over(
    rows: Iterable[JudgedRow], dimensions: tuple[str, ...]
) -> tuple[tuple[int, str], ...]:
    """Dimension, by its position, and name of the variants over a hard or trend limit."""
    return tuple(
        sorted(
            {
                (dimensions.index(judged.row.dimension), judged.row.variant)
                for judged in rows
                if judged.is_over("hard") or judged.is_over("trend")
            }
        )
    )


def largest_files(
    variants: Iterable[tuple[int, str]], rows: Mapping[str, FileRow]
) -> dict[tuple[int, str], Files]:
    """The files that hold most code lines of each variant, at most ten."""
    found = {}
    for position, name in variants:
        lines = (
            (
                path,
                sum(p.counts[LINES] for p in row.pieces if name in p.place.owners[position]),
            )
            for path, row in rows.items()
        )
        own = sorted((each for each in lines if each[1]), key=lambda each: (-each[1], each[0]))
        found[position, name] = tuple(own[:MOST_FILES])
    return found
