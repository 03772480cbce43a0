"""Blobs -> the code in them that stands under conditions on symbols, and under marks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from variant_budget.domain.regions import (
    NO_REGIONS,
    Branch,
    Condition,
    Regions,
    Sort,
    Stretch,
    chains_of,
)
from variant_budget.measure.directives import directive_layer
from variant_budget.measure.layer import Layer, with_those_around
from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.marks import mark_layer
from variant_budget.measure.statements import statement_layer
from variant_budget.measure.text import (
    MARK,
    has_mark,
    is_binary,
    lfs_bytes,
    physical_lines,
    text_of,
)

_TELLING = frozenset({Sort.SYMBOL, Sort.RELATION, Sort.MARK})


_Start = tuple[int, int, int]
"""From this line on, a layer's innermost branch is another one, or none (-1): line, layer, branch."""


def regions_of(data: bytes, language: str, lexicon: Lexicon) -> Regions:
    """The branches of a file's bytes that say something of the symbols, and the lines in them."""
    # UTF-16 and UTF-32 hold no symbol as it is written.
    text = text_of(data) if has_mark(data) else b""
    if not _may_tell(text or data, lexicon) or is_binary(data) or lfs_bytes(data) is not None:
        return NO_REGIONS
    text = text or text_of(data)
    layers = (
        _telling(directive_layer(text, language, lexicon)),
        statement_layer(text, language, lexicon),
        mark_layer(text, language),
    )
    return _together(layers, physical_lines(text))


def _may_tell(data: bytes, lexicon: Lexicon) -> bool:
    return lexicon.occurs(data) or data.find(MARK) >= 0


def _telling(layer: Layer) -> Layer:
    """Without the chains that say nothing of a symbol, but with the branches around those that do.

    Lines in what is left out stand in the branch around it.
    """
    branches = layer.branches
    chains = chains_of(branches)
    telling = {chains[at] for at, branch in enumerate(branches) if _tells(branch.condition)}
    if not telling:
        return Layer([], [], [])
    stays = with_those_around(branches, [chain in telling for chain in chains])
    kept: list[Branch] = []
    # By branch, behind that for none: its new position, and the branch that its lines stand in.
    places, held = [-1], [-1]
    for at, branch in enumerate(branches):
        parent, previous = places[branch.parent + 1], places[branch.previous + 1]
        places.append(len(kept) if stays[at] else -1)
        held.append(places[-1] if chains[at] in telling else held[branch.parent + 1])
        if stays[at]:
            kept.append(branch._replace(parent=parent, previous=previous))
    return Layer(kept, [(line, held[at + 1]) for line, at in layer.starts], layer.troubles)


def _tells(condition: Condition) -> bool:
    if condition.sort in (Sort.NOT, Sort.ALL, Sort.ANY):
        return any(map(_tells, condition.of))
    return condition.sort in _TELLING


def _together(layers: Sequence[Layer], lines: int) -> Regions:
    """The layers as one, their branches behind each other."""
    branches: list[Branch] = []
    starts: list[_Start] = []
    for number, layer in enumerate(layers):
        base = len(branches)
        starts += [(line, number, at if at < 0 else at + base) for line, at in layer.starts]
        branches += [_moved(branch, base) for branch in layer.branches] if base else layer.branches
    starts.sort(key=itemgetter(0))
    troubles = sorted(each for layer in layers for each in layer.troubles)
    return Regions(tuple(branches), tuple(_stretches(starts, len(layers), lines)), tuple(troubles))


def _moved(branch: Branch, base: int) -> Branch:
    parent, previous = branch.parent, branch.previous
    return branch._replace(
        parent=parent if parent < 0 else parent + base,
        previous=previous if previous < 0 else previous + base,
    )


def _stretches(starts: Sequence[_Start], layers: int, lines: int) -> Iterator[Stretch]:
    held = [-1] * layers
    open_at = 1
    open_in: tuple[int, ...] = ()
    # Of several starts in one line the last counts.
    for (line, layer, branch), (following, _, _) in pairwise((*starts, (lines + 1, 0, -1))):
        held[layer] = branch
        if following == line:
            continue
        now = tuple([each for each in held if each >= 0])
        if now != open_in:
            if open_in and line > open_at:
                yield Stretch(open_at, line - 1, open_in)
            open_at, open_in = line, now
    if open_in and open_at <= lines:
        yield Stretch(open_at, lines, open_in)
