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
from variant_budget.domain.metrics import NOISY_METRICS, TEST_METRICS
from variant_budget.domain.verdict import JudgedRow, Ruling, State
from variant_budget.domain.waiver import Waiver
from variant_budget.judge.breach import growth_state, improves, level_state, worsens
from variant_budget.judge.waivers import Waivers

WITHIN_NOISE = "over the limit by no more than two runs of the same tests may differ"


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
    limits = within_noise(row, row.budget.limits_of(row.variant))
    reason = not_measured(row)
    hard = soft = trend = Ruling(state=State.NOT_JUDGED, reason=reason or too_small(row))
    if not reason and (row.unknown or not row.too_small):
        hard = _level(row, limits, "hard", waivers.covering(row, "hard"))
        soft = _level(row, limits, "soft", None)
        hard, soft = (_certain(row, each) for each in (hard, soft))
        trend = _growth(row, limits, waivers.covering(row, "trend"))
    return Draft(
        row=row,
        limits=limits,
        hard=hard,
        soft=soft,
        trend=trend,
        reason=reason,
        better=not escaped and not _by_chance(row) and improves(row.head, row.base),
        worse=not _by_chance(row) and worsens(row.without_drift, row.base),
    )


def _by_chance(row: Comparison) -> bool:
    """Whether a share differs from that at the base by no more than two runs may differ: else the
    weather of a runner would decide whether standing breaches pass.
    """
    head = row.head.share if row.head else None
    base = row.base.share if row.base else None
    if head is None or base is None or row.metric not in NOISY_METRICS:
        return False
    return max(head, base) <= min(head, base) * tolerated(row)


def _certain(row: Comparison, ruling: Ruling) -> Ruling:
    """The ruling, unless times that nobody knows could turn it over."""
    if not row.unknown or ruling.state is not State.OK:
        return ruling
    runs = "1 run is" if row.unknown == 1 else f"{row.unknown} runs are"
    return Ruling(state=State.NOT_JUDGED, reason=f"not judged: the times of {runs} unknown")


def within_noise(row: Comparison, limits: Limits) -> Limits:
    """The limits, with the hard one as a soft one where a noisy share has no other."""
    if limits.soft is None and tolerated(row) > 1:
        return limits._replace(soft=limits.hard)
    return limits


def not_measured(row: Comparison) -> str:
    """Why the row has no share; "" where it has one."""
    if row.head is None:
        return f"not measured: {row.missing}"
    if not row.head.common:
        return "not measured: nothing is common, so there is no product to take a share of"
    return ""


def too_small(row: Comparison) -> str:
    """Why times and costs of few seconds are not judged; "" for all else."""
    if not row.too_small or row.budget.test_rules is None:
        return ""
    return f"too small to judge: all its tests take less than {row.budget.test_rules.min_seconds} s"


def tolerated(row: Comparison) -> Fraction:
    """How many times its limit a share may be that two runs measure differently."""
    if row.metric not in NOISY_METRICS or row.budget.test_rules is None:
        return Fraction(1)
    return Fraction(100 + row.budget.test_rules.time_tolerance, 100)


def _level(row: Comparison, limits: Limits, kind: LimitKind, waiver: Waiver | None) -> Ruling:
    limit = limits.hard if kind == "hard" else limits.soft
    if limit is None or row.head is None:
        return Ruling(state=State.NOT_JUDGED, reason=f"the policy sets no {kind} limit")
    tolerance = tolerated(row) if kind == "hard" else Fraction(1)

    def over(figures: Figures, bound: Fraction) -> State:
        return level_state(row.metric, figures, bound * tolerance)

    state = over(row.head, limit.value)
    base = row.base if row.base is not None and row.base.common else None
    if state is not State.BREACH:
        noise = tolerance > 1 and row.head.over(limit.value)
        return Ruling(state=state, limit=limit.value, reason=WITHIN_NOISE if noise else "")
    bound = max(limit.value, waiver.ceiling) if waiver else limit.value
    if waiver and not row.head.over(bound * tolerance):
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
    worse = any(each.worse for each in standing)
    # A change writes its own test reports: they excuse no breach that git tells of.
    better = {_reported(each) for each in standing if each.better}
    return tuple(
        _settled(
            each, mode, not worse and (False in better or (_reported(each) and True in better))
        )
        for each in drafts
    )


def _reported(each: Draft) -> bool:
    """Whether reports tell the figures, and not git."""
    return each.row.metric in TEST_METRICS


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
        and not _never_blocks(each, kind)
        and each.row.budget.enforce.blocks(kind, mode)
        for kind, ruling in kinds
    )


def _never_blocks(each: Draft, kind: LimitKind) -> bool:
    """The growth of a time or a cost: the release was measured on another day, on another machine."""
    return kind == "trend" and each.row.metric in NOISY_METRICS


def _settled(each: Draft, mode: Mode, improving: bool) -> JudgedRow:
    enforce = each.row.budget.enforce

    def final(kind: LimitKind, ruling: Ruling) -> Ruling:
        enforced = enforce.blocks(kind, mode) and not _never_blocks(each, kind)
        if ruling.state is not State.BREACH or not enforced:
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
