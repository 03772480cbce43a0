"""Marks that cannot be followed: never closed, not understood, or of a name that nobody knows."""

from collections.abc import Iterable

from variant_budget.domain.survey import Inside
from variant_budget.errors import Problem

NEXT_STEP = {
    "mark-unclosed": "Add `variant-budget: end` where the variant's code ends.",
    "mark-not-open": "Remove it, or add `variant-budget: begin DIMENSION=VARIANT` above.",
    "mark-not-understood": "Write `variant-budget: begin DIMENSION=VARIANT`.",
    "mark-unknown-name": "Correct the name, or add it to the policy.",
}

Insides = Iterable[tuple[str, Inside | None]]
"""Paths of files, and what stands inside them."""


def mark_problems(files: Insides) -> tuple[Problem, ...]:
    """A located problem for each such mark, sorted."""
    return tuple(
        sorted(
            Problem(path, each.line, 0, each.slug, f"{each.message}. {NEXT_STEP[each.slug]}")
            for path, inside in files
            for each in (inside.troubles if inside else ())
            if each.slug in NEXT_STEP
        )
    )
