"""What every vehicle must do."""


class StartsInTheCold:
    lowest: int

    def test_starts_in_the_cold(self) -> None:
        assert self.lowest <= -20
