from core.fences import Fence, broken

YARD = Fence("yard", ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)))


def test_a_vehicle_within_its_fence_breaks_none() -> None:
    assert broken([YARD], (1.0, 1.0)) == []


def test_a_vehicle_beyond_its_fence_breaks_it() -> None:
    assert broken([YARD], (5.0, 1.0)) == ["yard"]
