"""Labels against findings: what both say, what one alone says, and where they differ.

A line agrees where both give it the same owners. A labelled region is found where every line of code
in it agrees; a region of the engine (a longest stretch of lines of code with the same owners) is
right where every line in it agrees. An `#endif` that stands alone is a line, and no region.
"""

from collections.abc import Iterable
from typing import NamedTuple

from bench.regions.finding import Found, Ground, Lines, runs, spread
from bench.regions.reading import File, Range


class Score(NamedTuple):
    """Counts that add up. `labelled` and `found` are those of each side."""

    files: int = 0
    regions_labelled: int = 0
    regions_recalled: int = 0
    regions_found: int = 0
    regions_right: int = 0
    lines_labelled: int = 0
    lines_found: int = 0
    lines_agreed: int = 0
    unsure_labelled: int = 0
    unsure_found: int = 0
    unsure_agreed: int = 0

    def plus(self, other: "Score") -> "Score":
        """Both together."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))


class Difference(NamedTuple):
    """Lines of one file on which the sides differ, and what each says."""

    path: str
    first: int
    last: int
    labels: str
    engine: str


def score(file: File, found: Found, on: Ground) -> Score:
    """The counts of one file."""
    labelled, unsure = spread(file.owned), spread(file.undecided)
    agreed = {line for line in on.code if labelled.get(line) == found.owned.get(line)}
    regions = [each for each in file.owned if each.first not in on.ends]
    theirs = [each for each in runs(found.owned, on) if each.first not in on.ends]
    return Score(
        1,
        len(regions),
        sum(_all_in(each, agreed, on) for each in regions),
        len(theirs),
        sum(_all_in(each, agreed, on) for each in theirs),
        *_lines(labelled, found.owned, on),
        *_lines(unsure, found.undecided, on),
    )


def differences(file: File, found: Found, on: Ground) -> Iterable[Difference]:
    """Every stretch of lines of code on which labels and engine differ."""
    labelled, unsure = spread(file.owned), spread(file.undecided)
    last: Difference | None = None
    for line in on.code:
        ours = _said(labelled, unsure, line)
        theirs = _said(found.owned, found.undecided, line)
        if ours == theirs:
            if last:
                yield last
            last = None
        elif last and last[3:] == (ours, theirs):
            last = last._replace(last=line)
        else:
            if last:
                yield last
            last = Difference(file.path, line, line, ours, theirs)
    if last:
        yield last


def _lines(labelled: Lines, found: Lines, on: Ground) -> tuple[int, int, int]:
    return (
        sum(line in labelled for line in on.code),
        sum(line in found for line in on.code),
        sum(line in labelled and labelled[line] == found.get(line) for line in on.code),
    )


def _all_in(region: Range, agreed: set[int], on: Ground) -> bool:
    return all(line in agreed for line in on.code if region.first <= line <= region.last)


def _said(owned: Lines, unsure: Lines, line: int) -> str:
    if line in owned:
        return "+".join(owned[line])
    return f"undecided {'+'.join(unsure[line])}" if line in unsure else "shared"
