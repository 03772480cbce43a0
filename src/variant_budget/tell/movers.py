"""Which files moved a variant's figures most, and which of them a finding should point at."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from variant_budget.domain.change import FileChange
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import CODE_METRICS, Role


class Mover(NamedTuple):
    """One file's part in the change of what a variant owns of one metric."""

    units: int
    change: FileChange


def movers(
    changes: Iterable[FileChange], position: int, variant: str, metric: str, budget: str
) -> tuple[Mover, ...]:
    """The files that changed what the variant owns, largest first, then by path."""
    if metric not in CODE_METRICS:
        return ()
    at = CODE_METRICS.index(metric)
    found = []
    for change in changes:
        after = _owned(change.after, position, variant, budget) and change.counts_after[at]
        before = _owned(change.before, position, variant, budget) and change.counts_before[at]
        if after != before:
            found.append(Mover(after - before, change))
    return tuple(sorted(found, key=lambda mover: (-abs(mover.units), mover.change.path)))


def common_movers(changes: Iterable[FileChange], metric: str, budget: str) -> tuple[Mover, ...]:
    """The files that changed what is common, largest first, then by path."""
    at = CODE_METRICS.index(metric)
    found = []
    for change in changes:
        after = _common(change.after, budget) and change.counts_after[at]
        before = _common(change.before, budget) and change.counts_before[at]
        if after != before:
            found.append(Mover(after - before, change))
    return tuple(sorted(found, key=lambda mover: (-abs(mover.units), mover.change.path)))


def first_grown(found: Sequence[Mover]) -> Mover | None:
    """The file that added most, where the file still exists."""
    return next((mover for mover in found if mover.units > 0 and mover.change.after), None)


def _owned(place: Place | None, position: int, variant: str, budget: str) -> bool:
    return (
        place is not None
        and place.role is Role.CODE
        and budget not in place.excluded_by
        and variant in place.owners[position]
    )


def _common(place: Place | None, budget: str) -> bool:
    return (
        place is not None
        and place.role is Role.CODE
        and budget not in place.excluded_by
        and place.common
    )
