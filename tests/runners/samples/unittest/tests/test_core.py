import time
import unittest

from line.core import braking_distance


class CoreTest(unittest.TestCase):
    def test_stops_within_50_ms(self) -> None:
        time.sleep(0.05)
        assert braking_distance(0, 8.0) == 0

    def test_brakes(self) -> None:
        for vehicle, grip in (("van", 8.0), ("truck", 6.0)):
            with self.subTest(vehicle=vehicle):
                assert braking_distance(12, grip) <= 12

    def test_brakes_downhill(self) -> None:
        for vehicle, grip in (("van", 7.0), ("truck", 3.0)):
            with self.subTest(vehicle=vehicle):
                assert braking_distance(12, grip) <= 12

    @unittest.skip("needs snow")
    def test_brakes_in_winter(self) -> None:
        assert braking_distance(12, 1.0) <= 12
