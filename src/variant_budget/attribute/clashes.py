"""Two owners that claim one file -> located problems, one for each pair of patterns."""

from collections.abc import Iterable

from variant_budget.attribute.owners import Clash
from variant_budget.attribute.plan import Plan
from variant_budget.domain.policy import Pattern
from variant_budget.errors import PolicyError, Problem


def refuse_clashes(plan: Plan) -> None:
    """Raise PolicyError where two owners claim one file of the plan."""
    problems = clash_problems(plan.clashes)
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
    first, second = clash.first_pattern.location, clash.second_pattern.location
    return Problem(
        path=second.path,
        line=second.line,
        column=second.column,
        slug="patterns-overlap",
        message=(
            f"{clash.dimension}: {clash.path}{more} is claimed by {clash.first} (pattern "
            f"{clash.first_pattern.text}, line {first.line}) and by {clash.second} (pattern "
            f"{clash.second_pattern.text}, line {second.line}). A file has one owner: narrow one "
            "pattern, or name a group of both variants."
        ),
    )
