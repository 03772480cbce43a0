"""The rulings on the three limits of every row: first each alone, then standing breaches together.

A standing breach may pass because another one got better, so blocking is decided in a second step,
over all rows.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from variant_budget.domain.budget import LimitKind, Limits, Mode
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.figures import Figures
from variant_budget.domain.verdict import JudgedRow, Ruling, State
from variant_budget.domain.waiver import Waiver
from variant_budget.judge.breach import growth_state, improves, level_state, worsens
from variant_budget.judge.waivers import Waivers

NOT_JUDGED = Ruling(state=State.NOT_JUDGED)


class Draft(NamedTuple):
    """A row with the rulings that it gets alone; `better` and `worse` than at the base."""

    row: Comparison
    limits: Limits
    hard: Ruling
    soft: Ruling
    trend: Ruling
    reason: str
    better: bool
    worse: bool


def draft(row: Comparison, waivers: Waivers, *, escaped: bool = False) -> Draft:
    """The rulings on one row, before standing breaches are weighed.

    `escaped`: code of the variant belongs to nobody now, so less of it is no improvement.
    """
    limits = row.budget.limits_of(row.variant)
    reason = not_measured(row)
    hard = soft = trend = Ruling(state=State.NOT_JUDGED, reason=reason)
    if not reason and row.head is not None:
        hard = _level(row, limits, "hard", waivers.covering(row, "hard"))
        soft = _level(row, limits, "soft", None)
        trend = _growth(row, limits, waivers.covering(row, "trend"))
    return Draft(
        row=row,
        limits=limits,
        hard=hard,
        soft=soft,
        trend=trend,
        reason=reason,
        better=not escaped and improves(row.head, row.base),
        worse=worsens(row.without_drift, row.base),
    )


def not_measured(row: Comparison) -> str:
    """Why the row has no share; "" where it has one."""
    if row.head is None:
        return "not measured yet: this version does not count it"
    if not row.head.common:
        return "not measured: nothing is common, so there is no product to take a share of"
    return ""


def _level(row: Comparison, limits: Limits, kind: LimitKind, waiver: Waiver | None) -> Ruling:
    limit = limits.hard if kind == "hard" else limits.soft
    if limit is None or row.head is None:
        return Ruling(state=State.NOT_JUDGED, reason=f"the policy sets no {kind} limit")

    def over(figures: Figures, bound: Fraction) -> State:
        return level_state(row.metric, figures, bound)

    state = over(row.head, limit.value)
    base = row.base if row.base is not None and row.base.common else None
    if state is not State.BREACH:
        return Ruling(state=state, limit=limit.value)
    bound = max(limit.value, waiver.ceiling) if waiver else limit.value
    if waiver and not row.head.over(bound):
        return Ruling(state=State.EXCEPTED, limit=bound, waiver=waiver)
    standing = base is not None and over(base, bound) is State.BREACH
    drifted = row.drift > 0 and over(row.without_drift or row.head, bound) is not State.BREACH
    return Ruling(
        state=State.BREACH, limit=bound, waiver=waiver, standing=standing, drifted=drifted
    )


def _growth(row: Comparison, limits: Limits, waiver: Waiver | None) -> Ruling:
    limit, head, release = limits.trend, row.head, row.release
    if limit is None or head is None:
        return Ruling(state=State.NOT_JUDGED, reason="the policy sets no trend limit")
    if release is None:
        return Ruling(state=State.NOT_JUDGED, reason="no release to grow from")
    if not release.owned or not release.common:
        return Ruling(state=State.NOT_JUDGED, reason="the variant owned nothing at the release")
    state = growth_state(row.metric, head, release, limit.value)
    if state is not State.BREACH:
        return Ruling(state=state, limit=limit.value)
    bound = max(limit.value, waiver.ceiling) if waiver else limit.value
    if waiver and growth_state(row.metric, head, release, bound) is not State.BREACH:
        return Ruling(state=State.EXCEPTED, limit=bound, waiver=waiver)
    base = row.base
    standing = (
        base is not None
        and bool(base.common)
        and growth_state(row.metric, base, release, bound) is State.BREACH
    )
    now = row.without_drift or head
    drifted = row.drift > 0 and growth_state(row.metric, now, release, bound) is not State.BREACH
    return Ruling(
        state=State.BREACH, limit=bound, waiver=waiver, standing=standing, drifted=drifted
    )


def settle(drafts: Sequence[Draft], mode: Mode) -> tuple[JudgedRow, ...]:
    """The final rulings: which breaches block, which standing ones are tolerated."""
    standing = [each for each in drafts if _stands(each, mode)]
    improving = any(each.better for each in standing) and not any(each.worse for each in standing)
    return tuple(_settled(each, mode, improving) for each in drafts)


def _stands(each: Draft, mode: Mode) -> bool:
    """Whether some enforced limit of the row is breached and was breached at the base."""
    kinds: tuple[tuple[LimitKind, Ruling], ...] = (
        ("hard", each.hard),
        ("soft", each.soft),
        ("trend", each.trend),
    )
    return any(
        ruling.state is State.BREACH
        and ruling.standing
        and each.row.budget.enforce.blocks(kind, mode)
        for kind, ruling in kinds
    )


def _settled(each: Draft, mode: Mode, improving: bool) -> JudgedRow:
    enforce = each.row.budget.enforce

    def final(kind: LimitKind, ruling: Ruling) -> Ruling:
        if ruling.state is not State.BREACH or not enforce.blocks(kind, mode):
            return ruling
        if kind == "soft" and each.hard.state is State.EXCEPTED:
            # The board allowed the share up to the ceiling; the soft limit below must not undo it.
            return ruling._replace(state=State.EXCEPTED)
        if ruling.drifted and mode != "release":
            return ruling._replace(state=State.TOLERATED)
        if mode == "release" or not ruling.standing:
            return ruling._replace(blocking=True)
        tolerate = each.row.budget.existing_breaches == "tolerate"
        tolerated = not each.worse if tolerate else improving
        return (
            ruling._replace(state=State.TOLERATED) if tolerated else ruling._replace(blocking=True)
        )

    return JudgedRow(
        row=each.row,
        limits=each.limits,
        hard=final("hard", each.hard),
        soft=final("soft", each.soft),
        trend=final("trend", each.trend),
        reason=each.reason,
    )
