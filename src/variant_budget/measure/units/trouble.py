"""What keeps a file from being read as its format, and the bounds that all readers share."""

LARGEST = 8_000_000
"""Bytes up to which a file is read; the same as for code (`measure.facts.FULL_LIMIT`)."""

DEEPEST = 100
"""Levels of nesting that are read; each costs two frames of Python's thousand."""

MOST_NODES = 200_000
"""Values of one file: 1 s of reading. What holds more is data, not configuration."""

MOST_UNITS = 100_000
"""Units of one file by one rule; what holds more is generated or hostile."""


class UnreadableError(Exception):
    """The file is not what its name says, or is out of bounds. The text names the place."""

    def __init__(self, line: int, column: int, what: str) -> None:
        super().__init__(f"line {line}, column {column}: {what}")


def too_deep(line: int) -> UnreadableError:
    """The trouble of a file that nests deeper than any honest one."""
    return UnreadableError(line, 1, f"nested more than {DEEPEST} levels deep")


def too_many(line: int) -> UnreadableError:
    """The trouble of a file that holds more values than are read."""
    return UnreadableError(line, 1, f"more than {MOST_NODES:,} values")


def too_many_units() -> UnreadableError:
    """The trouble of a file with more units than any honest one."""
    return UnreadableError(1, 1, f"more than {MOST_UNITS:,} units")
