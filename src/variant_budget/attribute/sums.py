"""Rows of files -> the sum of a folder, and the sums of folders -> the sum of the one above."""

from collections.abc import Iterable
from operator import add

from variant_budget.domain.ledger import Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.survey import (
    LINES_ALONE,
    Excluded,
    FileRow,
    FolderRows,
    Measured,
    Named,
    Sum,
)

_ROLES = {role: at for at, role in enumerate(Role)}


def sum_up(own: FolderRows, below: Iterable[Sum]) -> Sum:
    """The sum of a folder: its own files and everything in the folders below it."""
    rows: dict[Place, tuple[int, ...]] = {}
    files = [0] * len(Role)
    excluded: dict[str, Excluded] = {}
    hits, listed = set(own.hits), 0
    names: set[Named] = set()
    for file in own.files:
        files[_ROLES[file.cast.role]] += 1
        listed += file.is_listed
        if file.cast.language or file.inside or any(file.units):
            _count(rows, file)
            names.update(file.inside.names if file.inside else ())
        if file.cast.role is Role.EXCLUDED:
            _exclude(excluded, file.cast.because, Excluded(file.entry.path, 1))
    for each in below:
        for at, number in enumerate(each.files):
            files[at] += number
        for place, counts in each.rows.items():
            _add(rows, place, counts)
        for rule, found in each.excluded.items():
            _exclude(excluded, rule, found)
        hits |= each.hits
        listed += each.listed
        names |= each.names
    return Sum(rows, tuple(files), excluded, frozenset(hits), listed, frozenset(names))


def _count(rows: dict[Place, tuple[int, ...]], file: FileRow) -> None:
    code = bool(file.cast.language)
    for place, counts in file.pieces:
        if code or any(counts):
            _add(rows, place, (*counts, int(code), _lines_alone(file.measured)))


def _lines_alone(found: Measured) -> int:
    return int(found.kind in LINES_ALONE and found.counts[0] > 0)


def _add(rows: dict[Place, tuple[int, ...]], place: Place, counts: tuple[int, ...]) -> None:
    known = rows.get(place)
    rows[place] = counts if known is None else tuple(map(add, known, counts))


def _exclude(excluded: dict[str, Excluded], rule: str, found: Excluded) -> None:
    known = excluded.get(rule)
    if known is not None:
        found = Excluded(min(known.first, found.first), known.files + found.files)
    excluded[rule] = found
