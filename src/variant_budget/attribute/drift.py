"""Edited copies that came to differ more from their bases though nobody touched them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from operator import sub

from variant_budget.domain.comparison import Drifts
from variant_budget.domain.dimension import Overlay
from variant_budget.domain.judgement import EditedCopy
from variant_budget.domain.ledger import Counts, add
from variant_budget.domain.survey import Copied, FileRow

Rows = Mapping[str, FileRow]


def copies_of(overlays: Iterable[Overlay], paths: Collection[str]) -> frozenset[str]:
    """The paths that a copy of one of these files would have, where they do not differ themselves."""
    ordered, found = sorted(paths), set()
    for overlay in overlays:
        for path in ordered[bisect_left(ordered, overlay.base) :]:
            if not path.startswith(overlay.base):
                break
            found.add(overlay.path + path[len(overlay.base) :])
    return frozenset(found) - frozenset(paths)


def drifts(head: Rows, base: Rows, dimensions: tuple[str, ...]) -> Drifts:
    """What the variants came to own of files that are the same at head and base, less what they
    came to own no more."""
    found: dict[tuple[str, str, tuple[str, ...]], Counts] = {}
    for path, file in head.items():
        copied = _untouched(file, base.get(path))
        if copied:
            at, variant = copied.dimension, copied.variant
            then, now = _owned(base[path], at, variant), _owned(file, at, variant)
            change = tuple(map(sub, now, then))
            key = dimensions[at], variant, file.place.excluded_by
            found[key] = add(found[key], change) if key in found else change
    return found


def edited_copies(listed: Rows, head: Rows, base: Rows) -> tuple[EditedCopy, ...]:
    """The edited copies among the listed files, sorted by path, and those that were some at the base.

    `head` and `base` hold those that may have drifted.
    """
    found = {path: copied for path, file in listed.items() if (copied := _copied(file))}
    for path, file in head.items():
        was = _untouched(file, base.get(path))
        if was and path not in found:
            # What it was copied from is gone, or is no file any more.
            lines = _owned(file, was.dimension, was.variant)[0]
            found[path] = was._replace(copied=0, added=lines, deleted=0)
    return tuple(
        EditedCopy(path, copied, _drift(head.get(path), base.get(path)))
        for path, copied in sorted(found.items())
    )


def _drift(file: FileRow | None, before: FileRow | None) -> int:
    was = _untouched(file, before) if file else None
    if file is None or before is None or was is None:
        return 0
    at, variant = was.dimension, was.variant
    return max(0, _owned(file, at, variant)[0] - _owned(before, at, variant)[0])


def _untouched(file: FileRow, before: FileRow | None) -> Copied | None:
    """What a file was a copy of at the base, where it is the same file at head."""
    return _copied(before) if before and before.entry.oid == file.entry.oid else None


def _copied(file: FileRow) -> Copied | None:
    return file.inside.copied if file.inside else None


def _owned(file: FileRow, at: int, variant: str) -> Counts:
    pieces = file.pieces
    nothing = (0,) * len(pieces[0].counts)
    return add(nothing, *(counts for place, counts in pieces if variant in place.owners[at]))
