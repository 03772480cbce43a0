"""Rows and sums of folders as bytes, for the cache: JSON, with values that repeat named once.

What is unpacked may have been written by anybody: ValueError for all that `pack_*` never writes.
"""

import json
from collections.abc import Container, Iterable, Sequence
from typing import Any

from variant_budget.domain.facts import Kind
from variant_budget.domain.ledger import NO_CODE, Aside, AsideKind, Counts, LineClass, Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.regions import Trouble
from variant_budget.domain.survey import (
    NOTHING,
    Cast,
    Copied,
    Doubt,
    Excluded,
    FileRow,
    FolderRows,
    Inside,
    Measured,
    Named,
    Piece,
    Sum,
)
from variant_budget.domain.tree import Folder

_WIDTH = len(NO_CODE) + 2
_KINDS = {int(kind): kind for kind in Kind}
_CLASSES = {str(each): each for each in LineClass}
_ASIDES = {str(each): each for each in AsideKind}
_ROLES = {str(each): each for each in Role}
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_BAD = (KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)


class _Named:
    """Values by number, in the order they first came."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: object) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(self._numbers)


def pack_rows(rows: FolderRows) -> bytes:
    """The rows without their entries, which the folder itself names in the same order."""
    places, casts, reasons = _Named(), _Named(), _Named()
    files = [
        (
            casts.number(row.cast),
            places.number(row.place),
            reasons.number(row.because),
            row.measured if row.cast.language else None,
            row.inside,
            row.units,
        )
        for row in rows.files
    ]
    hits = sorted(rows.hits)
    return _dump((places.values, casts.values, reasons.values, files, hits))


def unpack_rows(packed: bytes, folder: Folder, paths: Container[str] | None = None) -> FolderRows:
    """The rows of this folder; with `paths`, of these files alone."""
    try:
        places, casts, reasons, files, hits = _load(packed)
        known = list(map(_place, places)), list(map(_cast, casts)), list(map(tuple, reasons))
        rows = []
        for entry, row in zip(folder.files, files, strict=True):
            cast, place, because, measured, inside, units = row
            if paths is None or entry.path in paths:
                rows.append(
                    FileRow(
                        entry,
                        known[1][cast],
                        known[0][place],
                        known[2][because],
                        _measured(*measured) if measured else NOTHING,
                        _inside(*inside) if inside else None,
                        _counts(units),
                    )
                )
        return FolderRows(tuple(rows), frozenset(map(int, hits)))
    except _BAD as error:
        raise ValueError(f"no rows of a folder: {error}") from error


def pack_sum(total: Sum) -> bytes:
    """The sum of a folder."""
    rows = [(place, row) for place, row in total.rows.items()]
    names = sorted(total.names)
    return _dump((rows, total.files, total.excluded, sorted(total.hits), total.listed, names))


def unpack_sum(packed: bytes) -> Sum:
    """The sum of a folder."""
    try:
        rows, files, excluded, hits, listed, names = _load(packed)
        if len(files) != len(Role) or any(len(row) < _WIDTH for _, row in rows):
            raise IndexError("too few or too many counts")
        return Sum(
            {_place(place): tuple(map(int, row)) for place, row in rows},
            tuple(map(int, files)),
            {rule: Excluded(str(first), int(number)) for rule, (first, number) in excluded.items()},
            frozenset(map(int, hits)),
            int(listed),
            frozenset(_name(*each) for each in names),
        )
    except _BAD as error:
        raise ValueError(f"no sum of a folder: {error}") from error


def _dump(value: object) -> bytes:
    return _ENCODER.encode(value).encode("ascii")


def _load(packed: bytes) -> Any:  # noqa: ANN401 - JSON
    return json.loads(packed)


def _place(plain: Sequence[Any]) -> Place:
    owners, classes, role, excluded_by, asides = plain
    return Place(
        tuple(map(tuple, owners)),
        tuple(_CLASSES[each] for each in classes),
        _ROLES[role],
        tuple(excluded_by),
        tuple(
            Aside(_ASIDES[kind], int(dimension), tuple(variants))
            for kind, dimension, variants in asides
        ),
    )


def _cast(plain: Sequence[Any]) -> Cast:
    role, because, language = plain
    return Cast(_ROLES[role], because, language)


def _measured(
    kind: int, counts: Iterable[int], lines: int, lfs_bytes: int, marked: object
) -> Measured:
    return Measured(_KINDS[kind], _counts(counts), int(lines), int(lfs_bytes), bool(marked))


def _inside(
    pieces: Iterable[Any],
    doubts: Iterable[Any],
    copied: Sequence[Any] | None,
    troubles: Iterable[Any],
    names: Iterable[Any],
) -> Inside:
    return Inside(
        tuple(Piece(_place(place), _counts(counts)) for place, counts in pieces),
        tuple(
            Doubt(int(first), int(last), int(at), tuple(would_be), str(condition), int(lines))
            for first, last, at, would_be, condition, lines in doubts
        ),
        _copied(*copied) if copied else None,
        tuple(Trouble(str(slug), int(line), str(message)) for slug, line, message in troubles),
        tuple(_name(*each) for each in names),
    )


def _copied(at: int, variant: str, path: str, oid: str, *lines: int) -> Copied:
    copied, added, deleted = map(int, lines)
    return Copied(int(at), str(variant), str(path), str(oid), copied, added, deleted)


def _counts(plain: Iterable[int]) -> Counts:
    return tuple(map(int, plain))


def _name(place: Sequence[Any], metric: int, name: str) -> Named:
    return Named(_place(place), int(metric), str(name))
