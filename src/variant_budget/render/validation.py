"""The answer of `validate` as text."""

from fractions import Fraction

from variant_budget.domain.policy import Budget, Limit
from variant_budget.domain.validation import Validation
from variant_budget.errors import Problem
from variant_budget.render.visible import visible


def render(found: Validation) -> str:
    """Effective limits, defaults in use, what is not measured yet, and the top folders."""
    lines = [f"{visible(found.policy.path)}: valid", "", "Budgets"]
    for budget in found.policy.budgets:
        lines += _budget(budget)
    lines += ["", "File patterns in use"]
    lines += _files(found)
    if found.waivers:
        lines += ["", "Exceptions"]
        lines += [
            f"  {visible(each.id)}: {each.budget} · {visible(each.variant)} to {_decimal(each.ceiling)}"
            f" until {each.expires_on}"
            for each in found.waivers
        ]
    lines += ["", "Top folders (code lines, files, role, owner)"]
    lines += [
        f"  {each.lines:>9,} {each.files:>7,}  {each.role:<9} {visible(each.path)}  {visible(each.owner)}"
        for each in found.folders
    ]
    for title, problems in (
        ("Warnings", unmatched_problems(found)),
        ("Accepted, not measured by this version", found.not_yet),
    ):
        if problems:
            lines += ["", title, *(f"  {visible(str(problem))}" for problem in problems)]
    return "\n".join(lines) + "\n"


def unmatched_problems(found: Validation) -> tuple[Problem, ...]:
    """A problem for each pattern that matches no tracked file."""
    return tuple(
        Problem(
            path=pattern.location.path,
            line=pattern.location.line,
            column=pattern.location.column,
            slug="pattern-matches-nothing",
            message=f"the pattern {pattern.text} matches no tracked file: correct it or remove it",
        )
        for pattern in found.unmatched
    )


def _budget(budget: Budget) -> list[str]:
    limits = budget.limits
    bounds = f"hard {_limit(limits.hard)}, soft {_limit(limits.soft)}, trend {_limit(limits.trend)}"
    extra = [
        f"    {visible(each.variant)}: hard {_limit(each.limits.hard)}, soft {_limit(each.limits.soft)}, "
        f"trend {_limit(each.limits.trend)} (– as above)"
        for each in budget.variants
    ]
    return [
        (
            f"  {budget.name} over {', '.join(budget.dimensions)}: {bounds}; of "
            f"{budget.relative_to}; existing breaches {budget.existing_breaches}"
        ),
        (
            f"    blocks on {', '.join(budget.enforce.default) or 'nothing'}; in a release on "
            f"{', '.join(budget.enforce.release) or 'nothing'}"
        ),
        f"    metrics: {', '.join(budget.metrics)}",
        *extra,
    ]


def _files(found: Validation) -> list[str]:
    rules = found.policy.files
    rows = {
        "exclude": rules.exclude,
        "product": rules.product,
        "tests": rules.tests,
        "test_data": rules.test_data,
        "config": rules.config,
        "manifests": rules.manifests,
    }
    return [
        f"  {name}: {' '.join(visible(pattern.text) for pattern in patterns)}"
        for name, patterns in rows.items()
        if patterns
    ]


def _limit(limit: Limit | None) -> str:
    return "–" if limit is None else _decimal(limit.value)


def _decimal(value: Fraction) -> str:
    return f"{float(value):g}"
