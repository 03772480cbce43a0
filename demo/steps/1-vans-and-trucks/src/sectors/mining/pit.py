"""Rules of the pit: loaded vehicles have the right of way uphill."""

from core.limits import Limits, allowed_speed


def pit_speed(limits: Limits, load: int, *, dust: bool) -> int:
    """In the pit, dust counts as wet."""
    return allowed_speed(limits, 40, load, wet=dust)


def gives_way(load: int, other_load: int, *, uphill: bool) -> bool:
    """Whether this vehicle waits for the other."""
    if uphill:
        return load < other_load
    return load == 0
