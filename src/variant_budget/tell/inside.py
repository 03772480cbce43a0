"""What conditions, marks and edited copies make of each variant: lines of the summary."""

from collections import Counter
from fractions import Fraction

from variant_budget.domain.judgement import DoubtIn, EditedCopy, Judgement
from variant_budget.domain.ledger import AsideKind
from variant_budget.domain.metrics import LINES
from variant_budget.domain.summary import InsideLine, Sentence, Span
from variant_budget.tell.numbers import count, percent
from variant_budget.tell.words import units

UNIT = "lines_of_code"
DASH = "\N{EN DASH}"

Of = tuple[str, str]
"""A dimension and one of its variants."""


def inside_lines(judgement: Judgement) -> list[InsideLine]:
    """One line for each variant with anything of it: the most undecided, then inline code first."""
    owned, copied, asides = _owned(judgement), _copied(judgement), judgement.ledger.asides
    said = {
        of: [asides.get((kind, *of), 0) for kind in AsideKind]
        for of in {(dimension, variant) for _, dimension, variant in asides} | copied.keys()
    }

    def line(of: Of) -> InsideLine:
        inline, undecided, without = said[of]
        return InsideLine(
            dimension=of[0],
            variant=of[1],
            owned=count(owned[of]),
            inline=f"{count(inline)} ({percent(Fraction(100 * inline, owned[of]))})"
            if inline
            else DASH,
            undecided=_some(undecided),
            without=_some(without),
            copied=_some(copied[of]),
        )

    return [line(of) for of in sorted(said, key=lambda of: (-said[of][1], -said[of][0], of))]


def inside_places(judgement: Judgement, most: int) -> tuple[list[Sentence], int]:
    """Where undecided lines and copies are, at most so many of each, and how many others there are.

    The largest come first, of copies those that drifted.
    """
    doubts = sorted(judgement.doubts, key=lambda each: (-each.doubt.lines, each))
    copies = sorted(judgement.copies, key=lambda each: (-each.drift, -each.copied.added, each))
    others = len(doubts[most:]) + len(copies[most:])
    return [*map(_doubt, doubts[:most]), *map(_copy, copies[:most])], others


def _doubt(each: DoubtIn) -> Sentence:
    doubt = each.doubt
    lines = units(UNIT, doubt.lines)
    return (
        Span(each.path, code=True),
        Span(f": {lines} may be of {' and '.join(doubt.would_be)}, and count as shared: "),
        Span(doubt.condition, code=True),
    )


def _copy(each: EditedCopy) -> Sentence:
    copied = each.copied
    own = f"{units(UNIT, copied.added)} of {copied.variant}, {count(copied.deleted)} left out"
    drift = f", {count(each.drift)} by drift of its base" if each.drift else ""
    return (
        Span(each.path, code=True),
        Span(f": {units(UNIT, copied.copied)} copied from "),
        Span(copied.base_path, code=True),
        Span(f", {own}{drift}"),
    )


def _owned(judgement: Judgement) -> Counter[Of]:
    ledger = judgement.ledger
    found: Counter[Of] = Counter()
    for row in ledger.rows:
        for dimension, owner in zip(ledger.dimensions, row.place.owners, strict=True):
            found.update({(dimension, variant): row.counts[LINES] for variant in owner})
    return found


def _copied(judgement: Judgement) -> Counter[Of]:
    found: Counter[Of] = Counter()
    for _, copied, _ in judgement.copies:
        found[judgement.ledger.dimensions[copied.dimension], copied.variant] += copied.copied
    return found


def _some(number: int) -> str:
    return count(number) if number else DASH
