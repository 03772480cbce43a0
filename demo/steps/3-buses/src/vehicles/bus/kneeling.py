"""A bus kneels at the kerb, to let people in."""


def kneel_height(kerb: int, floor: int, *, ramp: bool) -> int:
    """How far to go down, in millimetres; 40 is a step that everyone can take."""
    down = floor - kerb - (0 if ramp else 40)
    return max(0, min(down, 80))
