from vehicles.bus.doors import Door, Doors, requested


def test_doors_stay_closed_while_the_bus_moves() -> None:
    doors = Doors((Door.CLOSED, Door.CLOSED))
    assert requested(doors, {0}, speed=1.5) == doors
