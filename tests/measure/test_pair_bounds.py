"""Comparing long files takes seconds and little memory, whatever stands in them."""

import time
import tracemalloc
from collections.abc import Callable, Sequence
from hashlib import sha256

import pytest

from variant_budget.measure.pairs import LINES_LIMIT, matched, pair
from variant_budget.measure.subsequence import longest_common

SECONDS = 3
"""Generous: measured at most 0.2 s for 20,000 lines."""
MEGABYTES = 60

Draw = Callable[[int], tuple[list[bytes], list[bytes]]]


def unlike(count: int) -> list[bytes]:
    return [b"line %d" % number for number in range(count)]


def shuffled(count: int) -> tuple[list[bytes], list[bytes]]:
    lines = unlike(count)
    return sorted(lines, key=lambda line: sha256(line).digest()), lines


def a_few_again_and_again(kinds: int) -> Draw:
    def draw(count: int) -> tuple[list[bytes], list[bytes]]:
        lines = [b"%d" % (number % kinds) for number in range(count)]
        return lines[::-1], lines

    return draw


SHAPES = [
    pytest.param(shuffled, id="shuffled"),
    pytest.param(lambda count: ([b"a"] * count, [b"a"] * (count - 1)), id="all equal"),
    pytest.param(lambda count: (unlike(count), [b"a"] * count), id="all different"),
    # More kinds of lines than masks are kept.
    pytest.param(a_few_again_and_again(1_100), id="1,100 kinds"),
    pytest.param(a_few_again_and_again(2), id="2 kinds"),
]


@pytest.mark.parametrize("draw", SHAPES)
def test_20_000_lines_are_compared_in_time(draw: Draw) -> None:
    copy, base = draw(20_000)
    start = time.process_time()
    longest_common(copy, base)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("draw", SHAPES)
def test_the_longest_files_that_are_compared_take_little_memory(draw: Draw) -> None:
    copy, base = draw(LINES_LIMIT)
    assert peak(longest_common, copy, base) < MEGABYTES * 1_000_000


def peak(compare: Callable[[Sequence[bytes], Sequence[bytes]], object], *texts: list[bytes]) -> int:
    """The most bytes that the call held."""
    tracemalloc.start()
    try:
        compare(texts[0], texts[1])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_change_in_a_million_lines_is_found_in_time() -> None:
    lines = b"a = 1\n" * 500_000
    start = time.process_time()
    found = pair(lines + b"b = 2\n" + lines, lines + lines, "Python")
    assert time.process_time() - start < 3 * SECONDS
    assert (found.copied_lines, found.added, found.deleted) == (1_000_000, 1, 0)


def test_lines_put_in_that_are_like_the_head_are_slid_in_time() -> None:
    lines = b"a = 1\n" * 100_000
    copy = b"b = 2\n" + lines + b"c = 3\n"
    start = time.process_time()
    found = matched(copy, b"b = 2\n" + lines[:300_000] + b"c = 3\n", "Python")
    assert time.process_time() - start < SECONDS
    assert found[0] == (1, 1)
    assert found[1:] == tuple((row + 50_000, row) for row in range(2, 50_003))
