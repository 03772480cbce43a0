"""The retarder slows a truck without wear; the brakes do what is left."""

from bisect import bisect_right
from dataclasses import dataclass

HOT = 110.0
TOO_HOT = 130.0
# The part of its force that the retarder gives at each stage.
STAGES = (
    0.0,
    0.15,
    0.35,
    0.6,
    0.8,
    1.0,
)


@dataclass(frozen=True)
class Braking:
    """Stage of the retarder, from 0, and the force that is left for the brakes, in newtons."""

    stage: int
    brakes: float


def power(temperature: float) -> float:
    """How much of its force the retarder may give, 0 to 1, by the temperature of its oil."""
    left = (TOO_HOT - temperature) / (TOO_HOT - HOT)
    return max(0.0, min(left, 1.0))


def best_stage(able: float, demand: float) -> int:
    """The highest stage that does not brake harder than asked."""
    return bisect_right([able * share for share in STAGES], demand) - 1


def blend(demand: float, full_force: float, temperature: float, *, slippery: bool) -> Braking:
    """The stage to set, none on a slippery road, and the force for the brakes."""
    asked = max(demand, 0.0)
    able = full_force * power(temperature)
    stage = 0 if slippery else best_stage(able, asked)
    return Braking(stage, asked - able * STAGES[stage])
