"""Bytes -> other bytes: what transport, editors and hostile hands do to any file."""

import re
from collections.abc import Callable, Sequence
from random import Random

LARGEST = 300_000
"""Bytes of a drawn input: enough to show time that grows with the square of it."""

ODD: tuple[bytes, ...] = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x1b[1m", b"\x85"),
    *(b"-1", b"0", b"1e308", b"NaN", b"Infinity", b"-0.0", b"0x10", b"9" * 25, b"1" + b"0" * 400),
    *("\u202e".encode(), "\u200b".encode(), "\U0001f600".encode(), "\u2028".encode()),
    *(b"::error::x", b"##[group]", b"../../..", b"/etc/passwd", b"C:\\", b"%0A", b"${{ x }}"),
    *(
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<!--",
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"'",
        b":",
        b",",
        b"\n",
        b"\t",
    ),
)
_NUMBER = re.compile(rb"\d+")
_ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1")

Change = Callable[[bytes, Random, Sequence[bytes]], bytes]


def changed(data: bytes, rng: Random, corpus: Sequence[bytes]) -> bytes:
    """The bytes after one change; `corpus` gives pieces of other files."""
    return rng.choice(_CHANGES)(data, rng, corpus)[:LARGEST]


def _span(data: bytes, rng: Random, most: int = 40) -> tuple[int, int]:
    first = rng.randint(0, len(data))
    return first, min(len(data), first + rng.randint(0, most))


def _flip(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    at = rng.randint(0, max(0, len(data) - 1))
    return data[:at] + bytes([rng.randint(0, 255)]) + data[at + 1 :]


def _insert(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    first, last = _span(data, rng, rng.choice((0, 0, 8)))
    return data[:first] + rng.choice(ODD) + data[last:]


def _lose(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    first, last = _span(data, rng)
    return data[:first] + data[last:]


def _cut(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    return data[: rng.randint(0, len(data))]


def _repeat(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    first, last = _span(data, rng)
    times = rng.choice((2, 2, 3, 10, 300, 20_000))
    return data[:first] + (data[first:last] * times)[:LARGEST] + data[last:]


def _splice(data: bytes, rng: Random, corpus: Sequence[bytes]) -> bytes:
    other = rng.choice(corpus)
    first, last = _span(other, rng, 400)
    at, until = _span(data, rng)
    return data[:at] + other[first:last] + data[until:]


def _join(data: bytes, rng: Random, corpus: Sequence[bytes]) -> bytes:
    return (
        data[: rng.randint(0, len(data))]
        + (other := rng.choice(corpus))[rng.randint(0, len(other)) :]
    )


def _number(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    first, last = rng.choice(found).span()
    number = rng.choice(
        (b"0", b"1", b"-1", b"10000000", b"10000001", b"4294967296", b"9" * 30, b"0.00005", b"1e9")
    )
    return data[:first] + number + data[last:]


def _lines(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one] = b"  " + lines[one]
    return b"\n".join(lines)


def _encoded(data: bytes, rng: Random, _: Sequence[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")


_CHANGES: tuple[Change, ...] = (
    *(_flip, _flip, _insert, _insert, _insert, _lose, _lose, _cut, _repeat, _splice, _splice),
    *(_join, _number, _number, _lines, _lines, _encoded),
)
