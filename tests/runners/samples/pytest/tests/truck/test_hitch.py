from line.truck import pulls, reverses
from tests.starting import StartsInTheCold


class TestHitch:
    def test_pulls(self) -> None:
        assert pulls(40)

    def test_pulls_more_than_it_can(self) -> None:
        assert pulls(41)

    class TestCoupled:
        def test_reverses(self) -> None:
            assert reverses(30)


class TestStart(StartsInTheCold):
    lowest = -30
