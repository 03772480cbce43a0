"""Conditions as short texts, and what they are worth where it is known which symbols are true."""

import operator
from collections.abc import Iterable, Mapping

from variant_budget.domain.regions import FALSE, TRUE, Branch, Condition, Regions, Sort
from variant_budget.domain.symbols import canonical
from variant_budget.measure.layer import Layer
from variant_budget.measure.lexicon import Lexicon

RELATIONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def lexicon(*symbols: str) -> Lexicon:
    return Lexicon(map(canonical, symbols))


def told(condition: Condition) -> str:
    """`A`, `!A`, `(A & B)`, `(A | B)`, `[A == 0]`, `?unknown`, `vehicle=van,bus`, `1`, `0`."""
    sort, of = condition
    if condition in (TRUE, FALSE):
        return "1" if condition == TRUE else "0"
    if sort in (Sort.ALL, Sort.ANY):
        return f"({(' & ' if sort is Sort.ALL else ' | ').join(map(told, of))})"
    if sort is Sort.NOT:
        return f"!{told(of[0])}"
    shown = {
        Sort.RELATION: f"[{' '.join(map(str, of))}]",
        Sort.UNKNOWN: f"?{of[0]}",
        Sort.MARK: f"{of[0]}={','.join(map(str, of[1:]))}",
    }
    return shown.get(sort, str(of[0]))


def holds(condition: Condition, values: Mapping[str, int]) -> bool:
    """Whether it is true; a symbol without a value is false, and so is all that is unknown."""
    sort, of = condition
    match sort:
        case Sort.SYMBOL:
            return bool(values.get(of[0], 0))
        case Sort.RELATION:
            return bool(RELATIONS[of[1]](values.get(of[0], 0), int(of[2])))
        case Sort.UNKNOWN | Sort.MARK:
            return False
        case Sort.NOT:
            return not holds(of[0], values)
        case Sort.ALL:
            return all(holds(each, values) for each in of)
        case Sort.ANY:
            return any(holds(each, values) for each in of)


def lines_left_out(regions: Regions, values: Mapping[str, int]) -> set[int]:
    """The lines that stand in a branch which is not true."""
    own: list[bool] = []
    before: list[bool] = []
    true: list[bool] = []
    for branch in regions.branches:
        own.append(holds(branch.condition, values))
        before.append(branch.previous >= 0 and (before[branch.previous] or own[branch.previous]))
        around = branch.parent < 0 or true[branch.parent]
        true.append(around and own[-1] and not before[-1])
    return {
        line
        for first, last, held in regions.stretches
        for line in range(first, last + 1)
        if not all(true[at] for at in held)
    }


def rows(branches: Iterable[Branch]) -> list[str]:
    """Each branch in one text: line, condition, and its parent and the one before, if any."""
    return [
        f"{branch.line} {told(branch.condition)}"
        + (f" in {branch.parent}" if branch.parent >= 0 else "")
        + (f" after {branch.previous}" if branch.previous >= 0 else "")
        for branch in branches
    ]


def innermost(layer: Layer, lines: int) -> list[int]:
    """The branch of each line, or -1."""
    starts = dict(layer.starts)
    held, found = -1, []
    for line in range(1, lines + 1):
        held = starts.get(line, held)
        found.append(held)
    return found
