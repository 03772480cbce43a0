from core.dispatch import Job, Vehicle, assign
from core.limits import Limits
from core.route import Stop

DEPOT = Stop("depot", 52.0, 5.0)


def test_a_job_that_is_too_heavy_is_left() -> None:
    van = Vehicle("van-1", "van", Limits(800, 300, 120), DEPOT)
    assert assign([Job(1, DEPOT, 900)], [van]) == [Job(1, DEPOT, 900)]
