def pulls(load: int) -> bool:
    return load <= 40


def reverses(angle: int) -> bool:
    return abs(angle) < 60
