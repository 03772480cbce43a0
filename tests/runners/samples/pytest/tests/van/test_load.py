from line.van import boxes
from tests.starting import StartsInTheCold


def test_loads() -> None:
    assert boxes(10) == 20


class TestStart(StartsInTheCold):
    lowest = -20
