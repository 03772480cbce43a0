"""A terminal opens a gate for one ship; a vehicle needs its number."""

from core.dispatch import Job


class TerminalAdapter:
    """What the terminal's system tells: the ships by job, and the gates by ship."""

    def gate(self, job: Job, ships: dict[int, str], gates: dict[str, int]) -> int | None:
        """The gate to go to, None if the ship is not in."""
        ship = ships.get(job.number)
        return None if ship is None else gates.get(ship)
