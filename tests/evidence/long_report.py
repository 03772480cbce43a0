"""`python -m tests.evidence.long_report MEGABYTES`: reads a report of that size, made as it is read.

Prints cases, seconds and the peak memory of the process in MiB. Every case has a class and a name
of its own and prints 2 kB, in CDATA and escaped in turns.
"""

import resource
import sys
import time
from collections.abc import Iterator

from variant_budget.evidence.junit import read_junit

LINE = "2026-11-25 12:00:00 INFO line.van.doors a door was opened &amp; closed\n"
PRINTED = (
    f"<system-out><![CDATA[{LINE * 28}]]></system-out>",
    f"<system-out>{LINE * 28}</system-out>",
)


def report(megabytes: int) -> Iterator[bytes]:
    """The pieces of a report, of about 1 MB each."""
    yield b'<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="long">'
    size = number = 0
    while size < megabytes * 1_000_000:
        piece = b"".join(_case(number + at) for at in range(470))
        number += 470
        size += len(piece)
        yield piece
    yield b"</testsuite></testsuites>"


def _case(number: int) -> bytes:
    name = f'classname="tests.part_{number // 50}.TestPart" name="test_{number}" time="0.125"'
    return f"<testcase {name}>{PRINTED[number % 2]}</testcase>".encode()


def main(megabytes: int) -> None:
    start = time.perf_counter()
    found, remarks = read_junit(lambda: report(megabytes))
    seconds = time.perf_counter() - start
    assert not remarks
    # KiB, but bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(len(found.cases), f"{seconds:.2f}", f"{peak:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
