"""What one ruler makes of a tree: rows of files, and the sums of folders."""

from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.domain.facts import Kind
from variant_budget.domain.ledger import NO_COUNTS, Counts, Ledger, LineClass, Owner, Place, Row
from variant_budget.domain.metrics import Role
from variant_budget.domain.regions import Trouble
from variant_budget.domain.requests import Request
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
    marked: bool = False


NOTHING = Measured(Kind.FULL, NO_COUNTS, 0, 0)
"""What a file that is no code costs."""

LINES_ALONE = frozenset({Kind.LINES_ONLY, Kind.CAPPED})


class Piece(NamedTuple):
    """The lines of a file that stand at one place, counted."""

    place: Place
    counts: Counts


class Doubt(NamedTuple):
    """Lines of a file that are shared only because of something unknown in their condition.

    `dimension` is a position in the policy; `lines` are code lines.
    """

    first: int
    last: int
    dimension: int
    would_be: Owner
    condition: str
    lines: int


class Copied(NamedTuple):
    """A file that is an edited copy of another, in code lines.

    `added` are those that its base has not, `deleted` those of the base that it has not.
    """

    dimension: int
    variant: str
    base_path: str
    base_oid: str
    copied: int
    added: int
    deleted: int


class Inside(NamedTuple):
    """What stands inside a file that its path does not tell."""

    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()
    copied: Copied | None = None
    troubles: tuple[Trouble, ...] = ()


class FileRow(NamedTuple):
    """One tracked file: what it is for, whose it is and why (by dimension), what it costs.

    `place` is what its path decides; `inside` is None where that holds for every line.
    """

    entry: Entry
    cast: Cast
    place: Place
    because: tuple[str, ...]
    measured: Measured
    inside: Inside | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its lines by their places."""
        if self.inside is not None:
            return self.inside.pieces
        return (Piece(self.place, self.measured.counts),)

    @property
    def request(self) -> Request | None:
        """What was measured: the blob in its language, where the file is code."""
        return (self.entry.oid, self.cast.language) if self.cast.language else None

    @property
    def is_unclaimed(self) -> bool:
        """Whether it is code that no rule of some dimension claims."""
        return bool(self.cast.language) and LineClass.UNATTRIBUTED in self.place.classes

    @property
    def _tells(self) -> bool:
        return self.inside is not None and any(self.inside[1:])

    @property
    def is_listed(self) -> bool:
        """Whether a report names it even if nothing changed: unclaimed code, what costs 0, copies,
        and lines in doubt."""
        odd = self.entry.mode in (SYMLINK, SUBMODULE)
        unread = self.cast.role is Role.CODE and self.measured.kind not in _READ
        return odd or unread or self.is_unclaimed or self._tells


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
