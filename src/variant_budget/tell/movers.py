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
        after, before = (
            sum(
                piece.counts[at]
                for piece in pieces
                if _counts(piece.place, budget) and variant in piece.place.owners[position]
            )
            for pieces in (change.after, change.before)
        )
        if after != before:
            found.append(Mover(after - before, change))
    return tuple(sorted(found, key=lambda mover: (-abs(mover.units), mover.change.path)))


def common_movers(changes: Iterable[FileChange], metric: str, budget: str) -> tuple[Mover, ...]:
    """The files that changed what is common, largest first, then by path."""
    at = CODE_METRICS.index(metric)
    found = []
    for change in changes:
        after, before = (
            sum(
                piece.counts[at]
                for piece in pieces
                if _counts(piece.place, budget) and piece.place.common
            )
            for pieces in (change.after, change.before)
        )
        if after != before:
            found.append(Mover(after - before, change))
    return tuple(sorted(found, key=lambda mover: (-abs(mover.units), mover.change.path)))


def first_grown(found: Sequence[Mover]) -> Mover | None:
    """The file that added most, where the file still exists."""
    return next((mover for mover in found if mover.units > 0 and mover.change.after), None)


def _counts(place: Place, budget: str) -> bool:
    return place.role is Role.CODE and budget not in place.excluded_by
