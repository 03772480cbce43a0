"""When a vehicle is due in the workshop."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Part(StrEnum):
    """What wears."""

    BRAKES = "brakes"
    OIL = "oil"
    TYRES = "tyres"


@dataclass(frozen=True)
class Interval:
    """A part is due after so many kilometres or days, whichever comes first."""

    part: Part
    kilometres: int
    days: int


@dataclass(frozen=True)
class Done:
    """The last time a part was serviced."""

    part: Part
    kilometres: int
    day: date


def due_in_days(interval: Interval, done: Done, kilometres: int, per_day: int, today: date) -> int:
    """Days until the part is due; 0 or less if it is."""
    by_calendar = (done.day + timedelta(days=interval.days) - today).days
    if per_day <= 0:
        return by_calendar
    left = interval.kilometres - (kilometres - done.kilometres)
    return min(by_calendar, left // per_day)


def overdue(
    intervals: list[Interval], log: list[Done], kilometres: int, per_day: int, today: date
) -> list[Part]:
    """The parts that are due today, or were never serviced."""
    last: dict[Part, Done] = {}
    for done in log:
        known = last.get(done.part)
        if known is None or known.day < done.day:
            last[done.part] = done
    parts = []
    for interval in intervals:
        entry = last.get(interval.part)
        if entry is None or due_in_days(interval, entry, kilometres, per_day, today) <= 0:
            parts.append(interval.part)
    return parts
