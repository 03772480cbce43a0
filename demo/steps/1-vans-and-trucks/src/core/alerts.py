"""What the control room must see, once and not a hundred times."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from core.telemetry import Reading


class Level(IntEnum):
    """How bad it is."""

    INFO = 1
    WARNING = 2
    STOP = 3


@dataclass(frozen=True)
class Rule:
    """An alert when a signal is above a value."""

    signal: str
    above: float
    level: Level
    text: str


@dataclass(frozen=True)
class Alert:
    """A rule that a vehicle broke, from a second on."""

    vehicle: str
    since: int
    level: Level
    text: str


RULES = [
    Rule("speed", 130.0, Level.WARNING, "too fast"),
    Rule("coolant", 110.0, Level.STOP, "too hot"),
    # variant-budget: begin sector=mining
    Rule("dust", 0.8, Level.WARNING, "water the road"),
    # variant-budget: end
]


def alerts(readings: Iterable[Reading], rules: list[Rule] = RULES) -> list[Alert]:
    """The first break of each rule by each vehicle, the worst first."""
    found: dict[tuple[str, str], Alert] = {}
    for reading in sorted(readings, key=lambda each: each.second):
        for rule in rules:
            if reading.signal != rule.signal or reading.value <= rule.above:
                continue
            key = (reading.vehicle, rule.text)
            if key not in found:
                found[key] = Alert(reading.vehicle, reading.second, rule.level, rule.text)
    return sorted(found.values(), key=lambda alert: (-alert.level, alert.since))


def message(alert: Alert) -> str:
    """One line for the wall."""
    minutes, seconds = divmod(alert.since, 60)
    return f"{alert.level.name} {alert.vehicle} {minutes}:{seconds:02d} {alert.text}"
