"""Hand-made labels, and how findings are compared with them."""

from itertools import pairwise

import pytest

from bench.regions.comparing import differences, score
from bench.regions.finding import Found, Ground, runs
from bench.regions.labelled import enough, share
from bench.regions.reading import File, Labels, Range, all_labels

ON = Ground(code=(1, 2, 3, 4, 5, 6), ends=frozenset({6}))
LINUX, MAC = ("linux",), ("mac",)


def labelled(*owned: Range, undecided: tuple[Range, ...] = ()) -> File:
    return File("a.c", owned, undecided)


@pytest.mark.parametrize("labels", list(all_labels()), ids=lambda labels: labels.repository)
def test_labels_ascend_without_overlap_and_name_declared_variants(labels: Labels) -> None:
    (dimension,) = labels.policy.dimensions
    names = dimension.names
    for file in labels.files:
        ranges = sorted((*file.owned, *file.undecided))
        assert all(each.first <= each.last for each in ranges)
        assert all(one.last < two.first for one, two in pairwise(ranges))
        for each in ranges:
            assert each.owners
            assert names.issuperset(each.owners)


def test_a_region_that_goes_on_too_long_is_recalled_and_wrong() -> None:
    counts = score(labelled(Range(1, 2, LINUX)), Found(dict.fromkeys((1, 2, 3), LINUX), {}), ON)
    assert (counts.regions_recalled, counts.regions_labelled) == (1, 1)
    assert (counts.regions_right, counts.regions_found) == (0, 1)
    assert (counts.lines_agreed, counts.lines_labelled, counts.lines_found) == (2, 2, 3)


def test_a_region_that_ends_too_soon_is_right_and_not_recalled() -> None:
    counts = score(labelled(Range(1, 3, LINUX)), Found(dict.fromkeys((1, 2), LINUX), {}), ON)
    assert (counts.regions_recalled, counts.regions_right) == (0, 1)


def test_a_region_of_other_owners_agrees_in_nothing() -> None:
    counts = score(labelled(Range(1, 3, LINUX)), Found(dict.fromkeys((1, 2, 3), MAC), {}), ON)
    assert (counts.regions_recalled, counts.regions_right, counts.lines_agreed) == (0, 0, 0)


def test_an_endif_alone_is_a_line_and_no_region() -> None:
    counts = score(labelled(Range(6, 6, LINUX)), Found({6: LINUX}, {}), ON)
    assert (counts.regions_labelled, counts.regions_found, counts.lines_agreed) == (0, 0, 1)


def test_lines_that_hold_no_code_are_nobodys_business() -> None:
    counts = score(labelled(Range(1, 9, LINUX)), Found(dict.fromkeys(range(1, 7), LINUX), {}), ON)
    assert (counts.regions_recalled, counts.regions_right, counts.lines_labelled) == (1, 1, 6)


def test_a_longest_stretch_ends_where_owners_change_or_a_shared_line_stands() -> None:
    found = {1: LINUX, 2: LINUX, 3: MAC, 5: MAC}
    assert runs(found, ON) == [Range(1, 2, LINUX), Range(3, 3, MAC), Range(5, 5, MAC)]


def test_differences_are_stretches_with_what_each_side_says() -> None:
    file = labelled(Range(1, 2, LINUX), undecided=(Range(5, 6, MAC),))
    assert list(differences(file, Found({}, {5: MAC}), ON)) == [
        ("a.c", 1, 2, "linux", "shared"),
        ("a.c", 6, 6, "undecided mac", "shared"),
    ]


def test_shares_are_rounded_down_and_nothing_of_nothing_is_none() -> None:
    assert [share(9999, 10000), share(99999, 100000), share(0, 0)] == ["99.99", "99.99", "–"]


def test_99_percent_are_enough_and_less_are_not() -> None:
    file = labelled(Range(1, 3, LINUX))
    whole = score(file, Found(dict.fromkeys((1, 2, 3), LINUX), {}), ON)
    assert enough(whole)
    assert not enough(whole.plus(score(file, Found({}, {}), ON)))
