import pytest
from core.limits import Limits, LimitsError, allowed_speed, limits_of

VAN = Limits(800, 300, 120)


def test_a_configuration_gives_limits() -> None:
    assert limits_of({"payload": 800, "range_km": 300, "top_speed": 120}) == VAN


def test_a_configuration_must_be_whole() -> None:
    with pytest.raises(LimitsError, match="range_km"):
        limits_of({"payload": 800, "top_speed": 120})


@pytest.mark.parametrize(
    ("load", "wet", "speed"), [(0, False, 100), (0, True, 80), (500, False, 90), (500, True, 72)]
)
def test_rain_and_load_slow_a_vehicle(load: int, wet: bool, speed: int) -> None:
    assert allowed_speed(VAN, 100, load, wet=wet) == speed
