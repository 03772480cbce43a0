"""Which waiver covers a row today, and what became of each waiver."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from variant_budget.domain.budget import LimitKind
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import CODE_METRICS, LINES
from variant_budget.domain.verdict import JudgedRow, State, WaiverStanding, WaiverState
from variant_budget.domain.waiver import Waiver

NOWHERE = Location("", 0, 0)


class Waivers(NamedTuple):
    """The waivers of a policy on one day; `release_tag` None where there is no release.

    `by_label` are those of `all` that only the approval of this pull request puts in force.
    """

    all: tuple[Waiver, ...]
    today: date
    release_tag: str | None
    by_label: tuple[Waiver, ...] = ()

    def covering(self, row: Comparison, kind: LimitKind) -> Waiver | None:
        """The waiver in force that covers one limit of a row, None where none does."""
        for waiver in self.all:
            if (
                waiver.limit == kind
                and self._state(waiver) == "in_force"
                and waiver.covers(row.budget.name, row.dimension, row.variant, row.metric)
            ):
                return waiver
        return None

    def _state(self, waiver: Waiver) -> WaiverStanding:
        if self.today < waiver.approved_on:
            return "not_yet"
        if self.today > waiver.expires_on:
            return "expired"
        if waiver.limit == "trend" and waiver.since != self.release_tag:
            return "other_release"
        return "in_force"

    def states(self, rows: Sequence[JudgedRow]) -> tuple[WaiverState, ...]:
        """Every waiver with what became of it, sorted by id."""
        return tuple(self._told(waiver, rows) for waiver in sorted(self.all, key=lambda w: w.id))

    def _told(self, waiver: Waiver, rows: Iterable[JudgedRow]) -> WaiverState:
        covered = [
            judged.trend if waiver.limit == "trend" else judged.hard
            for judged in rows
            if waiver.covers(
                judged.row.budget.name, judged.row.dimension, judged.row.variant, judged.row.metric
            )
        ]
        state = self._state(waiver)
        mine = [ruling for ruling in covered if ruling.waiver is waiver]
        return WaiverState(
            waiver=waiver,
            state="orphaned" if not covered else state,
            days_left=(waiver.expires_on - self.today).days,
            used=any(ruling.state is State.EXCEPTED for ruling in mine),
            exceeded=any(ruling.state is not State.EXCEPTED for ruling in mine),
            owned=next(_owned(waiver, rows), None),
            by_label=waiver in self.by_label,
        )


def _owned(waiver: Waiver, rows: Iterable[JudgedRow]) -> Iterator[int]:
    """What the variant owns now of the metric that the waiver names."""
    metric = CODE_METRICS[LINES] if waiver.metric == "all" else waiver.metric
    for row in (judged.row for judged in rows):
        covered = waiver.covers(row.budget.name, row.dimension, row.variant, row.metric)
        if covered and row.metric == metric and row.head is not None:
            yield row.head.owned


def with_approved(
    standing: tuple[Waiver, ...], proposed: tuple[Waiver, ...]
) -> tuple[tuple[Waiver, ...], tuple[Waiver, ...]]:
    """All waivers where the board approved those that a change proposes, and these alone.

    An entry that the change alters counts as it proposes it; one that it removes still stands.
    """
    places = {waiver._replace(location=NOWHERE) for waiver in standing}
    added = tuple(each for each in proposed if each._replace(location=NOWHERE) not in places)
    ids = {waiver.id for waiver in added}
    # The first that covers a row counts: what was approved now, before what it takes the place of.
    return (*added, *(waiver for waiver in standing if waiver.id not in ids)), added
