"""What one ruler makes of a tree: rows of files, and the sums of folders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from variant_budget.domain.facts import Kind
from variant_budget.domain.ledger import NO_CODE, Counts, Ledger, LineClass, Owner, Place, Row
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


NOTHING = Measured(Kind.FULL, NO_CODE, 0, 0)
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


class Named(NamedTuple):
    """Something that counts by name: `metric` is its position in the ledger's metrics."""

    place: Place
    metric: int
    name: str


class Inside(NamedTuple):
    """What stands inside a file that its path does not tell."""

    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()
    copied: Copied | None = None
    troubles: tuple[Trouble, ...] = ()
    names: tuple[Named, ...] = ()


class FileRow(NamedTuple):
    """One tracked file: what it is for, whose it is and why (by dimension), what it costs.

    `place` is what its path decides; `inside` is None where that holds for every line. `units` are
    the counts of the metrics behind CODE_METRICS.
    """

    entry: Entry
    cast: Cast
    place: Place
    because: tuple[str, ...]
    measured: Measured
    inside: Inside | None = None
    units: Counts = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its lines by their places."""
        if self.inside is not None:
            return self.inside.pieces
        return (Piece(self.place, self.measured.counts + self.units),)

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
        return self.inside is not None and any(self.inside[1:4])

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

    `names` are the units that count by name, however many files hold one.

    `files` counts by role, in the order of `Role`; `listed` counts the files that a report names
    whatever changed. Sums of folders add up to the sum of the folder above.
    """

    rows: Mapping[Place, tuple[int, ...]]
    files: tuple[int, ...]
    excluded: Mapping[str, Excluded]
    hits: frozenset[int]
    listed: int
    names: frozenset[Named] = frozenset()


def ledger_of(dimensions: tuple[str, ...], metrics: tuple[str, ...], total: Sum) -> Ledger:
    """The ledger of a tree: one row for each place where something counts."""
    sums = dict(total.rows)
    for place, metric in named_once(total.names):
        row = list(sums.get(place, (0,) * (len(metrics) + 2)))
        row[metric] += 1
        sums[place] = tuple(row)
    rows = (Row(place, row[:-2], row[-2], row[-1]) for place, row in sums.items())
    files = tuple(zip(Role, total.files, strict=True))
    return Ledger(dimensions, metrics, tuple(sorted(rows)), files)


def named_once(names: Iterable[Named]) -> Iterator[tuple[Place, int]]:
    """Place and metric of each name, once, wherever it stands.

    In a dimension it is shared where it is in any file, else it belongs to all who name it.
    """
    places: dict[tuple[int, str], list[Place]] = {}
    for place, metric, name in sorted(names):
        places.setdefault((metric, name), []).append(place)
    for (metric, _), found in places.items():
        yield joined(found), metric


def joined(places: Sequence[Place]) -> Place:
    """The place of something that stands in all of these."""
    owners, classes = [], []
    for here in zip(*(zip(each.owners, each.classes, strict=True) for each in places), strict=True):
        owned = [owner for owner, kind in here if kind is LineClass.OWNED]
        shared = not all(owned)
        owners.append(() if shared else tuple(sorted({name for owner in owned for name in owner})))
        classes.append(LineClass.OWNED if owned else here[0][1])
    excluding = set.intersection(*(set(each.excluded_by) for each in places))
    return Place(tuple(owners), tuple(classes), places[0].role, tuple(sorted(excluding)))
