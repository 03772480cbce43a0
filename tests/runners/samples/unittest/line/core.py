def braking_distance(speed: float, grip: float) -> float:
    return speed**2 / (2 * grip)
