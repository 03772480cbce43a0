"""Sources drawn with a margin: `x` before a line of code, `.` before any other."""


def drawn(text: str) -> tuple[bytes, list[int]]:
    """The source without its margin, and the numbers of the lines marked as code."""
    rows = [row.lstrip(" ") for row in text.strip().split("\n")]
    assert all(row[:1] in {"x", "."} for row in rows), text
    source = "".join(row[2:] + "\n" for row in rows)
    return source.encode(), [number for number, row in enumerate(rows, 1) if row[0] == "x"]


def code_lines(bits: bytes) -> list[int]:
    """The line numbers of a bitmap of `Facts`."""
    number = int.from_bytes(bits, "little")
    return [at + 1 for at in range(number.bit_length()) if number >> at & 1]
