"""A plan and the facts of its blobs -> the ledger, and the notes on files that cost 0 lines."""

from collections.abc import Mapping
from typing import NamedTuple

from variant_budget.attribute.plan import Plan, PlannedFile
from variant_budget.domain.facts import Kind, Request, packed_counts
from variant_budget.domain.judgement import FileNote, UnclaimedFile
from variant_budget.domain.ledger import NO_COUNTS, Counts, Ledger, LineClass, Place, Row
from variant_budget.domain.metrics import CODE_METRICS, Role
from variant_budget.domain.tree import SUBMODULE, SYMLINK


class Measured(NamedTuple):
    """What the ledger needs of one blob's facts."""

    kind: Kind
    counts: Counts
    lines: int
    lfs_bytes: int


Measures = Mapping[Request, Measured]


def readable(facts: Mapping[Request, bytes]) -> dict[Request, bytes]:
    """Those of the packed facts that can be read: a cache may hold what others wrote."""
    found = {}
    for request, packed in facts.items():
        try:
            packed_counts(packed)
        except ValueError:
            continue
        found[request] = packed
    return found


def read_measures(facts: Mapping[Request, bytes]) -> Measures:
    """What the ledger needs of packed facts."""
    return {request: Measured(*packed_counts(packed)) for request, packed in facts.items()}


NOTHING = Measured(Kind.FULL, NO_COUNTS, 0, 0)


def measured(file: PlannedFile, measures: Measures) -> Measured:
    """The measures of one file; nothing where it is no code."""
    request = file.request
    return NOTHING if request is None else measures[request]


def tally(plan: Plan, measures: Measures) -> Ledger:
    """The ledger of a plan: one row for each place that code stands in."""
    sums: dict[Place, list[int]] = {}
    for file in plan.files.values():
        request = file.request
        if request is None:
            continue
        found = measures[request]
        row = sums.get(file.place)
        if row is None:
            row = sums[file.place] = [0] * (len(NO_COUNTS) + 2)
        for at, count in enumerate(found.counts):
            row[at] += count
        row[-2] += 1
        row[-1] += found.kind in LINES_ALONE and found.counts[0] > 0
    rows = (Row(place, tuple(row[:-2]), row[-2], row[-1]) for place, row in sums.items())
    return Ledger(plan.dimensions, tuple(sorted(rows)), plan.roles)


MOVES_CUT = (
    "So many files came and went that moves with edits were not all paired; totals are exact, but "
    "such a move shows as one file removed and another added."
)
LINES_ALONE = frozenset({Kind.LINES_ONLY, Kind.CAPPED})


def file_notes(plan: Plan, measures: Measures, *, moves_cut: bool) -> tuple[FileNote, ...]:
    """A note on each product file that costs 0 lines, or whose lines alone were counted.

    `moves_cut`: too many files came and went for git to pair all that moved with edits.
    """
    notes = [FileNote("moves-not-searched", "", MOVES_CUT)] if moves_cut else []
    notes += _excluded(plan)
    for path, file in plan.files.items():
        if file.entry.mode == SYMLINK:
            notes.append(FileNote("symbolic-link", path, "A symbolic link: 0 lines."))
        elif file.entry.mode == SUBMODULE:
            notes.append(FileNote("submodule", path, "A submodule: 0 lines."))
        elif file.cast.role is Role.CODE:
            note = _kind_note(path, measured(file, measures))
            if note:
                notes.append(note)
    return tuple(sorted(notes))


def _excluded(plan: Plan) -> list[FileNote]:
    """One note for each rule that takes files out of the product, at its first file."""
    by_rule: dict[str, list[str]] = {}
    for path, file in plan.files.items():
        if file.cast.role is Role.EXCLUDED:
            by_rule.setdefault(file.cast.because, []).append(path)
    return [
        FileNote("files-excluded", min(paths), _excluded_by(rule, len(paths)))
        for rule, paths in by_rule.items()
    ]


def _excluded_by(rule: str, files: int) -> str:
    more = f"; so {'is 1 file' if files == 2 else f'are {files - 1:,} files'} more" * (files > 1)
    return f"Excluded from the product by {rule}{more}."


def _kind_note(path: str, found: Measured) -> FileNote | None:
    if found.kind is Kind.BINARY:
        return FileNote("binary", path, "Binary by its content: 0 lines.")
    if found.kind is Kind.LFS:
        size = f"{found.lfs_bytes:,}".replace(",", " ")
        return FileNote("lfs-pointer", path, f"A Git LFS pointer to {size} bytes: 0 lines.")
    if found.kind is Kind.CAPPED:
        return FileNote(
            "lines-only", path, "Too large for more than lines of code: no other metric counts it."
        )
    return None


def unclaimed_files(plan: Plan, measures: Measures) -> tuple[UnclaimedFile, ...]:
    """The code files that no rule of some dimension claims, sorted."""
    lines = CODE_METRICS.index("lines_of_code")
    return tuple(
        sorted(
            UnclaimedFile(path, dimension, file.cast.role, measures[request].counts[lines])
            for path, file in plan.files.items()
            if (request := file.request)
            for dimension, line_class in zip(plan.dimensions, file.place.classes, strict=True)
            if line_class is LineClass.UNATTRIBUTED
        )
    )
