"""Conditions joined by and, or and not, in the fewest levels."""

from collections.abc import Iterable

from variant_budget.domain.regions import FALSE, TRUE, Condition, Sort


def all_of(conditions: Iterable[Condition]) -> Condition:
    """True where all are; TRUE where there are none."""
    return _joined(Sort.ALL, conditions)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """True where any is; FALSE where there are none."""
    return _joined(Sort.ANY, conditions)


def negated(condition: Condition) -> Condition:
    """True where `condition` is false."""
    if condition.sort is Sort.NOT:
        only: Condition = condition.of[0]
        return only
    if condition in (TRUE, FALSE):
        return FALSE if condition == TRUE else TRUE
    return Condition(Sort.NOT, (condition,))


def _joined(sort: Sort, conditions: Iterable[Condition]) -> Condition:
    parts: list[Condition] = []
    for each in conditions:
        if each.sort is sort:
            parts.extend(each.of)
        else:
            parts.append(each)
    return parts[0] if len(parts) == 1 else Condition(sort, tuple(parts))
