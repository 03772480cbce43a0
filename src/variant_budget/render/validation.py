"""The answer of `validate` as text. No line of it starts with foreign text."""

from collections.abc import Sequence
from fractions import Fraction

from variant_budget.domain.budget import Budget, Limit, Limits
from variant_budget.domain.validation import Validation
from variant_budget.domain.waiver import Waiver
from variant_budget.errors import Problem
from variant_budget.render.visible import visible

WIDTH = 98


def render(found: Validation) -> str:
    """Effective limits, defaults in use, what is not measured yet, and the top folders."""
    lines = [f"policy {visible(found.policy.path)}: valid"]
    for title, rows in (
        ("Budgets", [row for budget in found.policy.budgets for row in _budget(budget)]),
        ("Exceptions", [_exception(each) for each in found.waivers]),
        ("File patterns in use", _files(found)),
        ("Top folders", _folders(found)),
        ("Warnings", [f"- {problem}" for problem in unmatched_problems(found)]),
    ):
        if rows:
            lines += ["", title, *(f"  {visible(row)}" for row in rows)]
    if found.without_files:
        lines += ["", "Here is no commit, so patterns and folders were not looked at."]
    return "\n".join(lines) + "\n"


def _exception(each: Waiver) -> str:
    unit = "points" if each.limit == "trend" else "%"
    return (
        f"- {each.id}: {each.budget} · {each.variant} up to {_decimal(each.ceiling)} {unit}, "
        f"until {each.expires_on}"
    )


def _folders(found: Validation) -> list[str]:
    if not found.folders:
        return []
    paths = max(len(visible(each.path)) for each in found.folders)
    return [
        f"{'code lines':>10} {'files':>7}  {'role':<9}  {'folder':<{paths}}  owner",
        *(
            f"{each.lines:>10,} {each.files:>7,}  {each.role.replace('_', ' '):<9}  "
            f"{visible(each.path):<{paths}}  {visible(each.owner)}".rstrip()
            for each in found.folders
        ),
    ]


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
    names = ", ".join(budget.dimensions)
    over = "" if names == budget.name else f" over {names}"
    common = "common code" if budget.relative_to == "common" else "the variant's product"
    usual, release = _kinds(budget.enforce.default), _kinds(budget.enforce.release)
    return [
        f"{budget.name}{over}: {_limits(budget.limits)}, in percent of {common}",
        f"  blocks on {usual}; in a release on {release}",
        f"  existing breaches: {budget.existing_breaches}",
        f"  metrics: {', '.join(budget.metrics)}",
        *(f"  {each.variant}: {_limits(each.limits, own=True)}" for each in budget.variants),
    ]


def _limits(limits: Limits, *, own: bool = False) -> str:
    """All limits; of a variant's own, those that it has."""
    kinds = (("hard", limits.hard), ("soft", limits.soft), ("trend", limits.trend))
    shown = [f"{name} {_limit(limit)}" for name, limit in kinds if limit or not own]
    return f"{', '.join(shown)} of its own" if own else ", ".join(shown)


def _kinds(kinds: Sequence[str]) -> str:
    return ", ".join(kinds) or "nothing"


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
        line
        for name, patterns in rows.items()
        for line in _wrapped(name, [visible(pattern.text) for pattern in patterns])
    ]


def _wrapped(name: str, words: Sequence[str]) -> list[str]:
    """The words behind their name, in lines that begin below each other."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + len(word) < WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{'' if lines else f'{name}:':<11}{word}")
    return lines


def _limit(limit: Limit | None) -> str:
    return "–" if limit is None else _decimal(limit.value)


def _decimal(value: Fraction) -> str:
    return f"{float(value):g}"
