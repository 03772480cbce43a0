"""One path -> who owns it, by which rule, what it costs."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from variant_budget.attribute.narrowing import Grounds
from variant_budget.attribute.plan import PlannedFile
from variant_budget.attribute.spans import Span
from variant_budget.attribute.tally import Reading
from variant_budget.domain.explanation import Explanation, LineSpan
from variant_budget.domain.facts import Facts
from variant_budget.domain.ledger import AsideKind
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.tree import Entry
from variant_budget.errors import UsageError


class Target(NamedTuple):
    """What to explain: a path as git has it and perhaps one line of it, from 1."""

    path: str
    line: int | None


def parse_target(text: str) -> Target:
    """PATH or PATH:LINE; LINE is ASCII digits."""
    path, colon, line = text.rpartition(":")
    if colon and path and line.isascii() and line.isdigit():
        return Target(path, int(line))
    return Target(text, None)


def find_entry(files: Sequence[Entry], target: Target) -> Entry:
    """The tracked file that is meant; UsageError with the nearest names where there is none."""
    for entry in files:
        if entry.path == target.path:
            return entry
    near = get_close_matches(target.path, [entry.path for entry in files], n=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UsageError.one("path-unknown", f"{target.path} is no tracked file of this commit.{meant}")


def explanation(
    file: PlannedFile,
    dimensions: tuple[str, ...],
    reading: Reading | None,
    lines: int,
    line: int | None,
) -> Explanation:
    """The explanation of a file, or of one of its lines; `reading` None where it is no code."""
    cast, place, because = file.decision[:3]
    if line is not None and not 1 <= line <= lines:
        number = "1 line" if lines == 1 else f"{lines} lines"
        raise UsageError.one(
            "line-unknown", f"{file.entry.path} has {number}; line {line} is none of them."
        )
    spans = [Span(1, lines, Grounds(place, because))] if lines else []
    # A Git LFS pointer has lines, and none of them is measured.
    if reading and reading.spans:
        spans = list(_joined(reading.spans))
    if line is not None:
        spans = [span._replace(first=line, last=line) for span in spans if _holds(span, line)]
    return Explanation(
        path=file.entry.path,
        role=cast.role,
        because=cast.because,
        excluded_by=place.excluded_by,
        lines=lines,
        counts=_named(reading.facts if reading else None),
        spans=tuple(_told(span, dimensions) for span in spans),
    )


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of which the same is told become one."""
    last: Span | None = None
    for span in spans:
        if last and last.grounds == span.grounds:
            last = last._replace(last=span.last)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _holds(span: Span, line: int) -> bool:
    return span.first <= line <= span.last


def _told(span: Span, dimensions: tuple[str, ...]) -> LineSpan:
    place, because = span.grounds
    return LineSpan(
        first=span.first,
        last=span.last,
        owners=dict(zip(dimensions, place.owners, strict=True)),
        line_class=dict(zip(dimensions, map(str, place.classes), strict=True)),
        because=dict(zip(dimensions, because, strict=True)),
        undecided={
            dimensions[at]: variants
            for kind, at, variants in place.asides
            if kind is AsideKind.UNDECIDED
        },
    )


def _named(facts: Facts | None) -> dict[str, int]:
    return {} if facts is None else dict(zip(CODE_METRICS, facts.counts, strict=True))
