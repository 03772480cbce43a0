from core.limits import Limits
from vehicles.truck.trailer import with_trailer


def test_a_trailer_adds_payload_and_costs_range() -> None:
    assert with_trailer(Limits(9000, 1000, 90)) == Limits(27000, 700, 80)
