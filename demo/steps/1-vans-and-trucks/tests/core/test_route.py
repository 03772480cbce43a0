from core.route import Stop, arrivals, length_km, nearest_first

DEPOT = Stop("depot", 52.0, 5.0)
NEAR = Stop("near", 52.1, 5.0)
FAR = Stop("far", 53.0, 5.0)


def test_a_route_goes_on_to_the_nearest_stop() -> None:
    assert nearest_first(DEPOT, [FAR, NEAR]) == [DEPOT, NEAR, FAR]


def test_a_degree_of_latitude_is_111_km() -> None:
    assert round(length_km([DEPOT, FAR])) == 111


def test_a_stop_takes_its_minutes() -> None:
    assert arrivals([DEPOT, DEPOT], 60.0, leaves_at=600) == [600, 610]
