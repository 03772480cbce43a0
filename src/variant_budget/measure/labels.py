"""The branches of a `switch`, `match`, `when` or `case`: groups of labels -> a chain."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from variant_budget.domain.regions import TRUE, Condition
from variant_budget.measure.chains import Arm, Chain
from variant_budget.measure.connectives import all_of, any_of, negated
from variant_budget.measure.layer import one_line
from variant_budget.measure.outline import SHOWN, Outline

_OTHERS = re.compile(r"(?:default|@unknown default|else|_|case null, default)")
# What binds all that is left; `true` and `false` are patterns.
_NAME = re.compile(r"(?!true\b|false\b)[a-z_]\w*")
_BIND_ALL = frozenset({"Python", "Rust"})


class Group(NamedTuple):
    """Labels without code between, each as the offsets of its patterns, and all that they lead to."""

    start: int
    end: int
    labels: list[tuple[int, int]]


def chain_of(outline: Outline, groups: Sequence[Group], *, has_subject: bool = True) -> Chain:
    """The branches from the first one with a symbol on, and those for all others before it.

    Without a subject, each label is a condition of its own. Labels for all others that do not stand
    last exclude those behind them.
    """
    first = next((at for at, group in enumerate(groups) if _holds(outline, group)), len(groups))
    arms = [_arm(outline, group, has_subject) for group in groups]
    arms = [arm for at, arm in enumerate(arms) if at >= first or arm.condition == TRUE]
    chain = []
    previous = -1
    for at, arm in enumerate(arms):
        own = arm.condition
        if own == TRUE:
            own = all_of(negated(each.condition) for each in arms[at + 1 :])
        chain.append(arm._replace(condition=own, follows=previous))
        if arm.condition != TRUE:
            previous = at
    return chain if first < len(groups) else []


def _holds(outline: Outline, group: Group) -> bool:
    return any(outline.holds(*label) for label in group.labels)


def _arm(outline: Outline, group: Group, has_subject: bool) -> Arm:
    texts = [" ".join(outline.plain(*label).split()) for label in group.labels]
    conditions = [_condition(outline, text, has_subject) for text in texts]
    found = TRUE if TRUE in conditions else any_of(conditions)
    end = min(group.labels[-1][1], group.start + SHOWN)
    shown = one_line(outline.plain(group.start, end))
    return Arm(group.start, group.end, found, shown)


def _condition(outline: Outline, text: str, has_subject: bool) -> Condition:
    if _OTHERS.fullmatch(text):
        return TRUE
    if not has_subject:
        choices = outline.grammar.disjunctions | {","}
        return outline.says(text, outline.grammar._replace(disjunctions=choices))
    if outline.language in _BIND_ALL and _NAME.fullmatch(text):
        text = "_"
    return outline.label_says(text)
