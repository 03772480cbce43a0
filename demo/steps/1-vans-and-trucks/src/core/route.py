"""A route: the stops of one trip, in order, and when the vehicle is at each."""

from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True)
class Stop:
    """A place to load or unload, and the minutes it takes."""

    name: str
    latitude: float
    longitude: float
    minutes: int = 10


def distance_km(start: Stop, end: Stop) -> float:
    """Along the great circle."""
    half_latitude = radians(end.latitude - start.latitude) / 2
    half_longitude = radians(end.longitude - start.longitude) / 2
    a = (
        sin(half_latitude) ** 2
        + cos(radians(start.latitude)) * cos(radians(end.latitude)) * sin(half_longitude) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(a))


def length_km(stops: list[Stop]) -> float:
    """From the first stop to the last."""
    return sum(distance_km(a, b) for a, b in pairwise(stops))


def arrivals(stops: list[Stop], km_per_hour: float, leaves_at: int) -> list[int]:
    """The minute of the day at which each stop is reached."""
    now = float(leaves_at)
    reached = []
    for index, stop in enumerate(stops):
        if index:
            now += distance_km(stops[index - 1], stop) / km_per_hour * 60
        reached.append(round(now))
        now += stop.minutes
    return reached


def nearest_first(depot: Stop, stops: list[Stop]) -> list[Stop]:
    """A short route, not the shortest: always on to the nearest stop."""
    left = list(stops)
    route = [depot]
    while left:
        nearest = min(left, key=lambda stop: distance_km(route[-1], stop))
        left.remove(nearest)
        route.append(nearest)
    return route
