"""What a release brings, variant by variant: the files that changed what each owns."""

from collections.abc import Iterator
from itertools import groupby

from variant_budget.domain.change import FileChange
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import LINES
from variant_budget.domain.report import ReleaseChange
from variant_budget.domain.summary import ReleaseLine
from variant_budget.tell.numbers import count, signed

MOST_FILES = 5


def release_changes(judgement: Judgement) -> list[ReleaseChange]:
    """Code lines that each file brought to each variant or took from it, since the last release."""
    return sorted(
        ReleaseChange(dimension, variant, change.path, change.from_path or None, lines)
        for change in judgement.since_release
        for (dimension, variant), lines in _moved(judgement, change).items()
        if lines
    )


def _moved(judgement: Judgement, change: FileChange) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for sign, pieces in ((1, change.after), (-1, change.before)):
        for piece in pieces:
            for key in _owners(judgement, piece.place):
                found[key] = found.get(key, 0) + sign * piece.counts[LINES]
    return found


def _owners(judgement: Judgement, place: Place) -> Iterator[tuple[str, str]]:
    for dimension, owner in zip(judgement.ledger.dimensions, place.owners, strict=True):
        for variant in owner:
            yield dimension, variant


def release_lines(judgement: Judgement) -> list[ReleaseLine]:
    """A line for each variant that a release changes, the most changed first."""
    changes = release_changes(judgement)
    lines = []
    for (dimension, variant), group in groupby(changes, key=lambda each: each[:2]):
        files = sorted(group, key=lambda each: (-abs(each.lines), each.path))
        total = sum(each.lines for each in files)
        more = len(files) - MOST_FILES
        line = ReleaseLine(
            dimension=dimension,
            variant=variant,
            lines=signed(total),
            files=tuple(f"{signed(each.lines)} {each.path}" for each in files[:MOST_FILES]),
            more=f"and {count(more)} more" if more > 0 else "",
        )
        lines.append((-sum(abs(each.lines) for each in files), line))
    return [line for _, line in sorted(lines)]
