"""The rows of all files -> the top folders by role and owner, for `validate`."""

from collections.abc import Mapping

from variant_budget.domain.ledger import LineClass
from variant_budget.domain.metrics import CODE_METRICS, Role
from variant_budget.domain.survey import FileRow
from variant_budget.domain.validation import Folder

MOST_FOLDERS = 40


def top_folders(files: Mapping[str, FileRow], dimensions: tuple[str, ...]) -> tuple[Folder, ...]:
    """The folders at the top, split by role and owner, those with most code first."""
    lines = CODE_METRICS.index("lines_of_code")
    sums: dict[tuple[str, str, str], list[int]] = {}
    for path, file in files.items():
        top, slash, _ = path.partition("/")
        key = (
            top + slash if slash else "(top level)",
            str(file.cast.role),
            _owner(dimensions, file),
        )
        row = sums.setdefault(key, [0, 0])
        row[0] += 1
        row[1] += file.measured.counts[lines]
    rows = sorted(sums.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    return tuple(
        Folder(path=key[0], role=key[1], owner=key[2], files=row[0], lines=row[1])
        for key, row in rows[:MOST_FOLDERS]
    )


def _owner(dimensions: tuple[str, ...], file: FileRow) -> str:
    """Who owns it; what no rule claims is worth telling of code alone."""
    place = file.place
    code = place.role is Role.CODE
    parts = [
        f"{dimension}: {' + '.join(owner)}" if owner else f"{dimension}: unattributed"
        for dimension, owner, line_class in zip(
            dimensions, place.owners, place.classes, strict=True
        )
        if owner or (code and line_class is LineClass.UNATTRIBUTED)
    ]
    return ", ".join(parts) or ("common" if code else "")
