"""A stand-in for each test."""

from collections.abc import Iterator

import pytest

from tests.github.stand_in import StandIn


@pytest.fixture
def github() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in
