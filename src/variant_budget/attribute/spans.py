"""Who owns which lines of one file: its path, the conditions in it, and what it is a copy of."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from variant_budget.attribute.narrowing import Grounds, Narrowed
from variant_budget.domain.dimension import Overlay
from variant_budget.domain.facts import Facts
from variant_budget.domain.ledger import SHARED, Counts, LineClass, Place
from variant_budget.domain.pair import Pair
from variant_budget.domain.survey import Copied, Doubt, Piece

_ANY_LINE = 1 << 62


class Copy(NamedTuple):
    """A file that is compared with what it was copied from."""

    overlay: Overlay
    base_path: str
    base_oid: str
    pair: Pair

    @property
    def told(self) -> Copied:
        """The same as a report tells it."""
        return Copied(
            self.overlay.dimension,
            self.overlay.variant,
            self.base_path,
            self.base_oid,
            self.pair.copied_lines,
            self.pair.added,
            self.pair.deleted,
        )

    def grounds(self, grounds: Grounds) -> Grounds:
        """Whose a line is that the base has too."""
        at = self.overlay.dimension
        place, because = grounds
        owners, classes, reasons = list(place.owners), list(place.classes), list(because)
        owners[at], classes[at] = SHARED, LineClass.COPY
        reasons[at] = f"copy of {self.base_path}"
        return Grounds(place._replace(owners=tuple(owners), classes=tuple(classes)), tuple(reasons))


class Span(NamedTuple):
    """Lines, both ends included, with their place and why, by dimension."""

    first: int
    last: int
    grounds: Grounds


def spans_of(
    facts: Facts, grounds: Grounds, narrowed: Sequence[Narrowed], copy: Copy | None
) -> list[Span]:
    """Every line of the file in exactly one span, in their order."""
    whole = list(_between(facts.lines, grounds, narrowed))
    if copy is None:
        return whole
    found, at = [], 0
    for first, last, copied in _runs(facts, copy.pair):
        while at < len(whole) and whole[at].last < first:
            at += 1
        over = at
        while over < len(whole) and whole[over].first <= last:
            own = whole[over].grounds
            here = max(first, whole[over].first), min(last, whole[over].last)
            found.append(Span(*here, copy.grounds(own) if copied else own))
            over += 1
    return found


def pieces_of(
    facts: Facts, spans: Iterable[Span], units: Sequence[Sequence[int]] = ()
) -> tuple[Piece, ...]:
    """The counts of each place in these spans, sorted; places without any are left out.

    `units` are the lines of the units of each metric behind CODE_METRICS.
    """
    code = _ones_of(facts.code)
    sums: dict[Place, Counts] = {}
    for first, last, (place, _) in spans:
        counts = _counts(facts, code, first, last, units)
        known = sums.get(place)
        sums[place] = tuple(map(int.__add__, known, counts)) if known else counts
    return tuple(sorted(Piece(place, counts) for place, counts in sums.items() if any(counts)))


def doubts_of(facts: Facts, narrowed: Iterable[Narrowed]) -> tuple[Doubt, ...]:
    """The lines whose owner hangs on something unknown."""
    code = _ones_of(facts.code)
    return tuple(
        Doubt(
            each.first,
            each.last,
            at,
            fate.undecided,
            each.told[at],
            code.count("1", each.first - 1, each.last),
        )
        for each in narrowed
        for at, fate in enumerate(each.fates)
        if fate.undecided
    )


def open_ended(spans: Sequence[Span], grounds: Grounds) -> list[Span]:
    """The spans, and with the last whatever stands behind the last line; a file without lines may be
    a unit too."""
    last = spans[-1] if spans else Span(1, 1, grounds)
    return [*spans[:-1], last._replace(last=_ANY_LINE)]


def place_at(spans: Sequence[Span], line: int) -> Place:
    """Where a line stands, in spans that are open-ended."""
    return spans[bisect_left(spans, line, key=lambda span: span.last)].grounds.place


def _counts(
    facts: Facts, code: str, first: int, last: int, units: Sequence[Sequence[int]]
) -> Counts:
    """Lines of code, complexity, functions and classes in these lines, then the other units."""

    def within(lines: Sequence[int]) -> int:
        return bisect_right(lines, last) - bisect_left(lines, first)

    functions = within(facts.functions)
    return (
        code.count("1", first - 1, last),
        within(facts.decisions) + functions,
        functions,
        within(facts.classes),
        *map(within, units),
    )


def _between(lines: int, grounds: Grounds, narrowed: Iterable[Narrowed]) -> Iterator[Span]:
    """The stretches, and everything between them."""
    line = 1
    for each in narrowed:
        if line < each.first:
            yield Span(line, each.first - 1, grounds)
        yield Span(each.first, each.last, each.grounds)
        line = each.last + 1
    if line <= lines:
        yield Span(line, lines, grounds)


def _runs(facts: Facts, pair: Pair) -> Iterator[tuple[int, int, bool]]:
    """Runs of lines that are copied or not; a line without code goes with the code before it."""
    code, copied = _ones_of(facts.code), _ones_of(pair.copied).ljust(facts.lines, "0")
    at = code.find("1")
    first, state = 1, at >= 0 and copied[at] == "1"
    while at >= 0:
        if (copied[at] == "1") != state:
            if at >= first:
                yield first, at, state
            first, state = at + 1, not state
        at = code.find("1", at + 1)
    if first <= facts.lines:
        yield first, facts.lines, state


def _ones_of(bits: bytes) -> str:
    """A "1" or "0" for each line, as far as there are ones: its parts are counted in no time."""
    return f"{int.from_bytes(bits, 'little'):b}"[::-1]
