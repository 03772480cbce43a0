from sectors.retail.slots import first_free


def test_a_slot_that_has_begun_is_not_free() -> None:
    assert first_free(set(), 605, 720) == 630
