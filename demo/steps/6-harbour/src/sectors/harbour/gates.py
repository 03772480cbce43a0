"""A terminal opens a gate for one ship; a vehicle needs its number."""

from core.dispatch import Job


def gate_of(job: Job, ships: dict[int, str], gates: dict[str, int]) -> int | None:
    """The gate to go to, None if the ship is not in."""
    ship = ships.get(job.number)
    return None if ship is None else gates.get(ship)
