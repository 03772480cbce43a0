import time

import pytest
from line.core import braking_distance


def test_stops_within_50_ms() -> None:
    time.sleep(0.05)
    assert braking_distance(0, 8.0) == 0


@pytest.mark.parametrize("grip", [pytest.param(8.0, id="van"), pytest.param(6.0, id="truck")])
def test_brakes(grip: float) -> None:
    assert braking_distance(12, grip) <= 12


@pytest.mark.skip(reason="needs snow")
def test_brakes_in_winter() -> None:
    assert braking_distance(12, 1.0) <= 12
