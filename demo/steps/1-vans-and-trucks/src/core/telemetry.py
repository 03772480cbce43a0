"""Readings that vehicles send, and what can be told from them."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Reading:
    """One line of a vehicle's log."""

    vehicle: str
    second: int
    signal: str
    value: float


class BadLineError(Exception):
    """A line of a log that holds no reading."""


def parse(line: str) -> Reading:
    """`truck-7;120;speed;63.5` as a reading."""
    parts = line.strip().split(";")
    if len(parts) != 4:
        raise BadLineError(f"{len(parts)} fields instead of 4: {line!r}")
    vehicle, second, signal, value = parts
    try:
        return Reading(vehicle, int(second), signal, float(value))
    except ValueError as error:
        raise BadLineError(f"not a number in {line!r}") from error


def of_signal(readings: Iterable[Reading], signal: str) -> list[Reading]:
    """The readings of one signal, in order of time."""
    return sorted(
        (reading for reading in readings if reading.signal == signal),
        key=lambda reading: (reading.vehicle, reading.second),
    )


def smoothed(values: Iterable[float], width: int = 5) -> Iterator[float]:
    """The mean of the last `width` values, at every value."""
    last: deque[float] = deque(maxlen=width)
    for value in values:
        last.append(value)
        yield sum(last) / len(last)


def gaps(readings: list[Reading], longest: int) -> list[tuple[int, int]]:
    """Where nothing was heard for longer than `longest` seconds."""
    seconds = [reading.second for reading in readings]
    return [(before, after) for before, after in pairwise(seconds) if after - before > longest]
