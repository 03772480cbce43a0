"""A truck may pull a trailer, which changes what it may do."""

from dataclasses import replace

from core.limits import Limits

TRAILER_PAYLOAD = 18_000


def with_trailer(limits: Limits) -> Limits:
    """The limits of the truck with its trailer: more load, less speed and range."""
    return replace(
        limits,
        payload=limits.payload + TRAILER_PAYLOAD,
        range_km=limits.range_km * 7 // 10,
        top_speed=min(limits.top_speed, 80),
    )


def may_uncouple(speed: float, slope: float, *, brake_set: bool) -> bool:
    """Standing, on the level, with the trailer's brake set."""
    return all((speed == 0, abs(slope) < 0.02, brake_set))
