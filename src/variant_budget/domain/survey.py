"""What one ruler makes of a tree: rows of files, and the sums of folders."""

from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.domain.facts import Kind, Request
from variant_budget.domain.ledger import NO_COUNTS, Counts, Ledger, LineClass, Place, Row
from variant_budget.domain.metrics import Role
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry


class Cast(NamedTuple):
    """A file's role, the rule that gave it, and its language where it is code."""

    role: Role
    because: str
    language: str | None = None


class Measured(NamedTuple):
    """What the ledger needs of one blob's facts. `lines` are physical ones."""

    kind: Kind
    counts: Counts
    lines: int
    lfs_bytes: int


NOTHING = Measured(Kind.FULL, NO_COUNTS, 0, 0)
"""What a file that is no code costs."""

LINES_ALONE = frozenset({Kind.LINES_ONLY, Kind.CAPPED})


class FileRow(NamedTuple):
    """One tracked file: what it is for, whose it is and why (by dimension), what it costs."""

    entry: Entry
    cast: Cast
    place: Place
    because: tuple[str, ...]
    measured: Measured

    @property
    def request(self) -> Request | None:
        """What was measured: the blob in its language, where the file is code."""
        return (self.entry.oid, self.cast.language) if self.cast.language else None

    @property
    def is_unclaimed(self) -> bool:
        """Whether it is code that no rule of some dimension claims."""
        return bool(self.cast.language) and LineClass.UNATTRIBUTED in self.place.classes

    @property
    def is_listed(self) -> bool:
        """Whether a report names it even if nothing changed: unclaimed code, and what costs 0."""
        odd = self.entry.mode in (SYMLINK, SUBMODULE)
        unread = self.cast.role is Role.CODE and self.measured.kind not in _READ
        return odd or unread or self.is_unclaimed


_READ = frozenset({Kind.FULL, Kind.LINES_ONLY})


class FolderRows(NamedTuple):
    """The files of one folder, in git's order.

    `hits` are the positions, in `Policy.patterns`, of the patterns that decided something here.
    """

    files: tuple[FileRow, ...]
    hits: frozenset[int]


class Excluded(NamedTuple):
    """What one rule takes out of the product: its first path and the number of files."""

    first: str
    files: int


class Sum(NamedTuple):
    """Everything below one folder. `rows` maps a place to its counts, files and lines-only files.

    `files` counts by role, in the order of `Role`; `listed` counts the files that a report names
    whatever changed. Sums of folders add up to the sum of the folder above.
    """

    rows: Mapping[Place, tuple[int, ...]]
    files: tuple[int, ...]
    excluded: Mapping[str, Excluded]
    hits: frozenset[int]
    listed: int


def ledger_of(dimensions: tuple[str, ...], total: Sum) -> Ledger:
    """The ledger of a tree: one row for each place that code stands in."""
    rows = (Row(place, row[:-2], row[-2], row[-1]) for place, row in total.rows.items())
    files = tuple(zip(Role, total.files, strict=True))
    return Ledger(dimensions, tuple(sorted(rows)), files)
