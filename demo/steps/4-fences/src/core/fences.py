"""Areas that a vehicle must stay in, or out of."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Fence:
    """A closed line of points; `inside` says on which side vehicles may be."""

    name: str
    points: tuple[Point, ...]
    inside: bool = True


def contains(fence: Fence, point: Point) -> bool:
    """Whether the point is within the line: a ray to the right crosses it an odd number of times."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(fence.points, (*fence.points[1:], fence.points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def broken(fences: list[Fence], point: Point) -> list[str]:
    """The names of the fences that a vehicle at this point breaks."""
    return [fence.name for fence in fences if contains(fence, point) != fence.inside]
