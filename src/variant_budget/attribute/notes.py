"""A sum and the listed rows -> the notes on files that cost 0 lines, and the files that no rule claims."""

from collections.abc import Iterator, Mapping

from variant_budget.attribute.marks import FOUND_BY_PATH
from variant_budget.domain.facts import Kind
from variant_budget.domain.judgement import DoubtIn, FileNote, UnclaimedFile
from variant_budget.domain.ledger import LineClass
from variant_budget.domain.metrics import LINES, Role
from variant_budget.domain.survey import Excluded, FileRow, Sum
from variant_budget.domain.tree import SUBMODULE, SYMLINK

MOVES_CUT = (
    "So many files came and went that moves with edits were not all paired; totals are exact, but "
    "such a move shows as one file removed and another added."
)


def file_notes(
    total: Sum, listed: Mapping[str, FileRow], *, moves_cut: bool
) -> tuple[FileNote, ...]:
    """A note on each product file that costs 0 lines, or whose lines alone were counted.

    `moves_cut`: too many files came and went for git to pair all that moved with edits.
    """
    notes = [FileNote("moves-not-searched", "", MOVES_CUT)] if moves_cut else []
    for rule, found in total.excluded.items():
        notes.append(FileNote("files-excluded", found.first, _excluded_by(rule, found)))
    notes += [note for file in listed.values() for note in _notes(file)]
    return tuple(sorted(notes))


def _excluded_by(rule: str, found: Excluded) -> str:
    others = "is 1 file" if found.files == 2 else f"are {found.files - 1:,} files"
    more = f"; so {others} more" * (found.files > 1)
    return f"Excluded from the product by {rule}{more}."


def _notes(file: FileRow) -> Iterator[FileNote]:
    path = file.entry.path
    for slug, line, message in file.inside.troubles if file.inside else ():
        if slug != FOUND_BY_PATH:
            yield FileNote(slug, path, f"{message}.", line)
    if file.entry.mode == SYMLINK:
        yield FileNote("symbolic-link", path, "A symbolic link: 0 lines.")
    elif file.entry.mode == SUBMODULE:
        yield FileNote("submodule", path, "A submodule: 0 lines.")
    elif file.cast.role is not Role.CODE:
        return
    elif file.measured.kind is Kind.BINARY:
        yield FileNote("binary", path, "Binary by its content: 0 lines.")
    elif file.measured.kind is Kind.LFS:
        size = f"{file.measured.lfs_bytes:,}".replace(",", " ")
        yield FileNote("lfs-pointer", path, f"A Git LFS pointer to {size} bytes: 0 lines.")
    elif file.measured.kind is Kind.CAPPED:
        message = "Too large for more than lines of code: no other metric counts it."
        yield FileNote("lines-only", path, message)


def doubts(listed: Mapping[str, FileRow]) -> tuple[DoubtIn, ...]:
    """The lines that may belong to a variant, or not, sorted."""
    return tuple(
        sorted(
            DoubtIn(path, doubt)
            for path, file in listed.items()
            for doubt in (file.inside.doubts if file.inside else ())
        )
    )


def unclaimed_files(
    listed: Mapping[str, FileRow], dimensions: tuple[str, ...]
) -> tuple[UnclaimedFile, ...]:
    """The code files that no rule of some dimension claims, sorted."""
    return tuple(
        sorted(
            UnclaimedFile(path, dimension, file.cast.role, _unclaimed(file, at))
            for path, file in listed.items()
            if file.is_unclaimed
            for at, dimension in enumerate(dimensions)
            if file.place.classes[at] is LineClass.UNATTRIBUTED
        )
    )


def _unclaimed(file: FileRow, at: int) -> int:
    unclaimed = LineClass.UNATTRIBUTED
    return sum(counts[LINES] for place, counts in file.pieces if place.classes[at] is unclaimed)
