from vehicles.truck.retarder import Braking, blend


def test_a_slippery_road_is_left_to_the_brakes() -> None:
    assert blend(5000.0, 10000.0, 90.0, slippery=True) == Braking(0, 5000.0)
