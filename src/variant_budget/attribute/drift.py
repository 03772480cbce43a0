"""Edited copies that came to differ more from their bases though nobody touched them."""

from collections.abc import Collection, Iterable, Mapping

from variant_budget.domain.comparison import Drifts
from variant_budget.domain.judgement import EditedCopy
from variant_budget.domain.ledger import Counts, add
from variant_budget.domain.policy import Overlay
from variant_budget.domain.survey import Copied, FileRow

Rows = Mapping[str, FileRow]


def copies_of(overlays: Iterable[Overlay], paths: Collection[str]) -> frozenset[str]:
    """The paths that a copy of one of these files would have, where they do not differ themselves."""
    found = (
        overlay.path + path[len(overlay.base) :]
        for overlay in overlays
        for path in paths
        if path.startswith(overlay.base)
    )
    return frozenset(found) - frozenset(paths)


def drifts(head: Rows, base: Rows, dimensions: tuple[str, ...]) -> Drifts:
    """What the variants came to own of files that are the same at head and base."""
    found: dict[tuple[str, str], Counts] = {}
    for path, file in head.items():
        before = base.get(path)
        copied = _copied(before) if before else None
        if before is None or copied is None or before.entry.oid != file.entry.oid:
            continue
        at, variant = copied.dimension, copied.variant
        then, now = _owned(before, at, variant), _owned(file, at, variant)
        grown = tuple(max(0, after - was) for after, was in zip(now, then, strict=True))
        key = dimensions[at], variant
        found[key] = add(found[key], grown) if key in found else grown
    return found


def edited_copies(listed: Rows, untouched: Rows) -> tuple[EditedCopy, ...]:
    """The edited copies among these files, sorted by path.

    `untouched` are those at the base that are the same at head.
    """
    return tuple(
        EditedCopy(path, copied, _drift(file, untouched.get(path)))
        for path, file in sorted(listed.items())
        if (copied := _copied(file))
    )


def _drift(file: FileRow, before: FileRow | None) -> int:
    copied = _copied(file)
    if copied is None or before is None or before.entry.oid != file.entry.oid:
        return 0
    at, variant = copied.dimension, copied.variant
    return max(0, _owned(file, at, variant)[0] - _owned(before, at, variant)[0])


def _copied(file: FileRow) -> Copied | None:
    return file.inside.copied if file.inside else None


def _owned(file: FileRow, at: int, variant: str) -> Counts:
    pieces = file.pieces
    nothing = (0,) * len(pieces[0].counts)
    return add(nothing, *(counts for place, counts in pieces if variant in place.owners[at]))
