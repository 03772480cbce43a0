"""The bit-parallel search against a table of lengths and a walk back through it."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from variant_budget.measure.subsequence import longest_common

LINES = st.lists(st.sampled_from([b"a", b"b", b"c", b"d"]), max_size=40)


def textbook(copy: list[bytes], base: list[bytes]) -> list[int]:
    """The positions in the copy: equal lines are common, else a base line is left out first."""
    length = [[0] * (len(base) + 1) for _ in range(len(copy) + 1)]
    for i, ours in enumerate(copy, 1):
        for j, theirs in enumerate(base, 1):
            longest = max(length[i - 1][j], length[i][j - 1])
            length[i][j] = length[i - 1][j - 1] + 1 if ours == theirs else longest
    i, j = len(copy), len(base)
    found = []
    while i and j:
        if copy[i - 1] == base[j - 1]:
            i, j = i - 1, j - 1
            found.append(i)
        elif length[i][j - 1] == length[i][j]:
            j -= 1
        else:
            i -= 1
    return found[::-1]


def latest(lines: list[bytes], text: list[bytes]) -> list[int]:
    """The positions of `lines` in `text`, each as late as it can stand."""
    found, end = [], len(text)
    for line in reversed(lines):
        end = max(at for at in range(end) if text[at] == line)
        found.append(end)
    return found[::-1]


def expected(copy: list[bytes], base: list[bytes]) -> list[tuple[int, int]]:
    rows = textbook(copy, base)
    return list(zip(rows, latest([copy[row] for row in rows], base), strict=True))


def test_every_pair_of_short_texts_has_the_lines_that_the_textbook_walk_finds() -> None:
    texts = [[*text] for size in range(6) for text in product((b"a", b"b", b"c"), repeat=size)]
    for copy in texts:
        for base in texts:
            assert longest_common(copy, base) == expected(copy, base), (copy, base)


@given(LINES, LINES)
def test_longer_texts_have_the_lines_that_the_textbook_walk_finds(
    copy: list[bytes], base: list[bytes]
) -> None:
    assert longest_common(copy, base) == expected(copy, base)


@given(LINES, LINES)
def test_the_lines_stand_as_late_in_the_copy_as_they_can(
    copy: list[bytes], base: list[bytes]
) -> None:
    rows = [row for row, _ in longest_common(copy, base)]
    assert rows == latest([copy[row] for row in rows], copy)


@given(st.data(), LINES, LINES)
def test_lines_that_one_side_alone_has_change_nothing(
    data: st.DataObject, copy: list[bytes], base: list[bytes]
) -> None:
    ours, theirs = ([*lines] for lines in (copy, base))
    for lines, line in ((ours, b"ours"), (theirs, b"theirs")):
        for at in data.draw(st.lists(st.integers(0, len(lines)), max_size=5)):
            lines.insert(at, line)
    kept = [[at for at, line in enumerate(lines) if len(line) == 1] for lines in (ours, theirs)]
    assert longest_common(ours, theirs) == [
        (kept[0][row], kept[1][bit]) for row, bit in longest_common(copy, base)
    ]
