"""Marks that cannot be followed: never closed, not understood, or of a name that nobody knows."""

from collections.abc import Container, Iterable

from variant_budget.domain.dimension import Dimension
from variant_budget.domain.ledger import Aside, AsideKind, Place
from variant_budget.domain.survey import FileRow, Inside
from variant_budget.errors import Problem

UNKNOWN_NAME = "mark-unknown-name"
FOUND_BY_PATH = "mark-of-found-variant"
"""No trouble where a path of the tree finds the variant."""

NEXT_STEP = {
    "mark-unclosed": "Add `variant-budget: end` where the variant's code ends.",
    "mark-not-open": "Remove it, or add `variant-budget: begin DIMENSION=VARIANT` above.",
    "mark-not-understood": "Write `variant-budget: begin DIMENSION=VARIANT`.",
    UNKNOWN_NAME: "Correct the name, or add it to the policy.",
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


def no_variant(dimension: str, variant: str) -> str:
    """What is wrong with a mark that names a variant which is none."""
    return f"this mark names {variant}, which is no variant of {dimension}"


def found_by_path(places: Iterable[Place], dimensions: Iterable[Dimension]) -> frozenset[str]:
    """What would be wrong with marks of the variants that paths give something, were they none."""
    found = set()
    for at, dimension in enumerate(dimensions):
        for place in places:
            inline = Aside(AsideKind.INLINE, at, place.owners[at])
            if inline not in place.asides:
                found |= {no_variant(dimension.name, name) for name in place.owners[at]}
    return frozenset(found)


def inventions(rows: Iterable[FileRow], found: Container[str]) -> tuple[Problem, ...]:
    """A located problem for each mark of a variant that a path must find and none does."""
    return tuple(
        Problem(
            row.entry.path,
            each.line,
            0,
            UNKNOWN_NAME,
            f"{each.message}. {NEXT_STEP[UNKNOWN_NAME]}",
        )
        for row in rows
        for each in (row.inside.troubles if row.inside else ())
        if each.slug == FOUND_BY_PATH and each.message not in found
    )
