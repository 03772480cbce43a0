def boxes(volume: float) -> int:
    return int(volume / 0.5)
