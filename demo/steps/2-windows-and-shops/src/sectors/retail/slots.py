"""Shops take deliveries in slots of half an hour."""

SLOT_MINUTES = 30


def slot_of(minute: int) -> int:
    """The start of the slot that a minute of the day falls into."""
    return minute // SLOT_MINUTES * SLOT_MINUTES


def first_free(taken: set[int], earliest: int, closes: int) -> int | None:
    """The start of the first free slot, None if the shop closes before."""
    for start in range(slot_of(earliest), closes, SLOT_MINUTES):
        if start >= earliest and start not in taken:
            return start
    return None
