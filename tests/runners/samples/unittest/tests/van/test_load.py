import unittest

from line.van import boxes

from tests.starting import StartsInTheCold


class LoadTest(unittest.TestCase):
    def test_loads(self) -> None:
        assert boxes(10) == 20


class StartTest(StartsInTheCold, unittest.TestCase):
    lowest = -20
