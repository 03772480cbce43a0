"""A van parks where a truck cannot."""

from core.route import Stop


def parking_minutes(stop: Stop, *, loading_zone: bool) -> int:
    """How long the van may stand."""
    if loading_zone:
        return min(stop.minutes, 15)
    return min(stop.minutes, 5)
