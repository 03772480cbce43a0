"""What a vehicle may do. Its figures come from its configuration, not from code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Payload in kilograms, range in kilometres, speed in kilometres per hour."""

    payload: int
    range_km: int
    top_speed: int


class LimitsError(Exception):
    """A configuration that makes no sense."""


def limits_of(settings: dict[str, int]) -> Limits:
    """The limits that a vehicle's configuration gives."""
    missing = {"payload", "range_km", "top_speed"} - settings.keys()
    if missing:
        raise LimitsError(f"missing: {', '.join(sorted(missing))}")
    for name, value in settings.items():
        if value <= 0:
            raise LimitsError(f"{name} is {value}; it must be above 0")
    return Limits(settings["payload"], settings["range_km"], settings["top_speed"])


def allowed_speed(limits: Limits, road: int, load: int, *, wet: bool) -> int:
    """The speed to hold: slower when wet, and slower with more than half the payload."""
    speed = min(limits.top_speed, road)
    if wet:
        speed = speed * 8 // 10
    if load * 2 > limits.payload:
        speed = speed * 9 // 10
    return speed
