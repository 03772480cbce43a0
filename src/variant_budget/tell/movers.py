"""Which files moved a variant's figures most, and which of them a finding should point at."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from variant_budget.domain.change import FileChange, Pieces
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import REPORTED


class Mover(NamedTuple):
    """One file's part in the change of what a variant owns of one metric."""

    units: int
    change: FileChange


def movers(
    judgement: Judgement, row: Comparison, changes: Sequence[FileChange] | None = None
) -> tuple[Mover, ...]:
    """The files that changed what the variant owns, largest first, then by path.

    `changes` are others than those of the change that is judged.
    """
    position = judgement.ledger.dimensions.index(row.dimension)
    return _movers(judgement, row, lambda place: row.variant in place.owners[position], changes)


def common_movers(judgement: Judgement, row: Comparison) -> tuple[Mover, ...]:
    """The files that changed what is common, largest first, then by path."""
    return _movers(judgement, row, lambda place: place.common)


def first_grown(found: Sequence[Mover]) -> Mover | None:
    """The file that added most, where the file still exists."""
    return next((mover for mover in found if mover.units > 0 and mover.change.after), None)


def _movers(
    judgement: Judgement,
    row: Comparison,
    counts: Callable[[Place], bool],
    given: Sequence[FileChange] | None = None,
) -> tuple[Mover, ...]:
    if row.metric not in judgement.ledger.metrics:
        return ()
    changes = judgement.changes if given is None else given
    if row.metric in REPORTED and given is None:
        changes = judgement.evidence.changes
    at = judgement.ledger.metrics.index(row.metric)

    def units(pieces: Pieces) -> int:
        return sum(
            piece.counts[at]
            for piece in pieces
            if row.budget.name not in piece.place.excluded_by and counts(piece.place)
        )

    moved = [Mover(units(each.after) - units(each.before), each) for each in changes]
    return tuple(
        sorted(
            (mover for mover in moved if mover.units),
            key=lambda mover: (-abs(mover.units), mover.change.path),
        )
    )
