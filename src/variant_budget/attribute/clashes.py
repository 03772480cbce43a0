"""Two owners that claim one file -> located problems, one for each pair of patterns."""

from collections.abc import Iterable

from variant_budget.attribute.owners import Clash
from variant_budget.attribute.plan import Plan
from variant_budget.domain.dimension import Pattern
from variant_budget.errors import PolicyError, Problem


def clashes_of(plans: Iterable[Plan]) -> tuple[Clash, ...]:
    """Every clash in these plans."""
    return tuple(clash for plan in plans for file in plan for clash in file.decision.clashes)


def refuse_clashes(plans: Iterable[Plan]) -> None:
    """Raise PolicyError where two owners claim one file of the plans."""
    problems = clash_problems(clashes_of(plans))
    if problems:
        raise PolicyError(problems)


def clash_problems(clashes: Iterable[Clash]) -> tuple[Problem, ...]:
    """A problem for each pair of patterns that meet, with the first file as an example."""
    pairs: dict[tuple[Pattern, Pattern], list[Clash]] = {}
    for clash in clashes:
        pairs.setdefault((clash.first_pattern, clash.second_pattern), []).append(clash)
    return tuple(sorted(_problem(found) for found in pairs.values()))


def _problem(found: list[Clash]) -> Problem:
    clash = min(found)
    more = f" (and {len(found) - 1} more files)" if len(found) > 1 else ""
    claims = [(clash.first_pattern, clash.first), (clash.second_pattern, clash.second)]
    (first, one), (second, other) = sorted(claims, key=lambda claim: claim[0].location)
    return Problem(
        path=second.location.path,
        line=second.location.line,
        column=second.location.column,
        slug="patterns-overlap",
        message=(
            f"{clash.dimension}: {clash.path}{more} is claimed by {one} (pattern {first.text}, line "
            f"{first.location.line}) and by {other} (pattern {second.text}, line "
            f"{second.location.line}). A file has one owner: narrow one pattern, or name a group of "
            "both variants."
        ),
    )
