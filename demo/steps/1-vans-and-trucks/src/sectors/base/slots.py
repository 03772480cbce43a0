"""Customers take deliveries in slots of an hour, at any time of the day."""

SLOT_MINUTES = 60


def slot_of(minute: int) -> int:
    """The start of the slot that a minute of the day falls into."""
    return minute // SLOT_MINUTES * SLOT_MINUTES


def first_free(taken: set[int], earliest: int) -> int | None:
    """The start of the first free slot, None if there is none left today."""
    for start in range(slot_of(earliest), 24 * 60, SLOT_MINUTES):
        if start >= earliest and start not in taken:
            return start
    return None
