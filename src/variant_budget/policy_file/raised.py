"""Which limits a later policy raised, or took away: what a board looks at first."""

from collections.abc import Iterator

from variant_budget.domain.budget import Budget, Limit
from variant_budget.domain.policy import Policy
from variant_budget.policy_file.plain import number

_EVERYBODY = ""


def raised(old: Policy, new: Policy) -> tuple[str, ...]:
    """Sorted lines such as "vehicle_budget.hard_limit: 5 → 6".

    What holds is compared, for every variant that either policy gives limits of its own: a variant
    that is excused from the budget's limit has a raised one. A lower floor of coverage is one too.
    """
    later = {budget.name: budget for budget in new.budgets}
    lines: set[str] = set()
    for budget in old.budgets:
        after = later.get(budget.name)
        if after is None:
            lines.add(f"{budget.name}_budget: removed")
        else:
            lines |= {f"{budget.name}_budget.{line}" for line in _raised(budget, after)}
    return tuple(sorted(lines))


def _raised(old: Budget, new: Budget) -> Iterator[str]:
    for variant in sorted({_EVERYBODY, *_own(old), *_own(new)}):
        before, after = old.limits_of(variant), new.limits_of(variant)
        prefix = f"variants.{variant}." if variant else ""
        for name, was, is_now in zip(before._fields, before, after, strict=True):
            if _milder(was, is_now):
                yield f"{prefix}{name}_limit: {_text(was)} → {_text(is_now)}"
    if _milder(old.total_limit, new.total_limit):
        yield f"total_limit: {_text(old.total_limit)} → {_text(new.total_limit)}"
    if _lower(old.coverage_floor, new.coverage_floor):
        yield f"coverage_floor: {_text(old.coverage_floor)} → {_text(new.coverage_floor)}"


def _own(budget: Budget) -> set[str]:
    return {each.variant for each in budget.variants}


def _milder(old: Limit | None, new: Limit | None) -> bool:
    if old is None:
        return False
    return new is None or new.value > old.value


def _lower(old: Limit | str | None, new: Limit | str | None) -> bool:
    if isinstance(old, Limit) and isinstance(new, Limit):
        return new.value < old.value
    return old is not None and new is None


def _text(limit: Limit | str | None) -> str:
    if limit is None:
        return "none"
    return limit if isinstance(limit, str) else f"{number(limit.value):f}"
