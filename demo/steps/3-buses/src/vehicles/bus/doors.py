"""Doors of a bus: they open at a stop and block the drive."""

from dataclasses import dataclass
from enum import StrEnum


class Door(StrEnum):
    """Where a door is."""

    CLOSED = "closed"
    OPEN = "open"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Doors:
    """All doors of one bus, from the front."""

    states: tuple[Door, ...]

    @property
    def may_drive(self) -> bool:
        """Whether every door is closed."""
        return all(state is Door.CLOSED for state in self.states)


def requested(doors: Doors, buttons: set[int], speed: float) -> Doors:
    """The doors after passengers pressed their buttons."""
    if speed > 0:
        return doors
    states = [
        Door.OPEN if index in buttons and state is Door.CLOSED else state
        for index, state in enumerate(doors.states)
    ]
    return Doors(tuple(states))
