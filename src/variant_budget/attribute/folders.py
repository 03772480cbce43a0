"""The rows of all files -> the top folders by role and owner, for `validate`."""

from collections.abc import Mapping

from variant_budget.domain.ledger import LineClass, Place
from variant_budget.domain.metrics import LINES, Role
from variant_budget.domain.survey import FileRow
from variant_budget.domain.validation import Folder

MOST_FOLDERS = 40


def top_folders(files: Mapping[str, FileRow], dimensions: tuple[str, ...]) -> tuple[Folder, ...]:
    """The folders at the top, split by role and owner, those with most code first."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    for path, file in files.items():
        top, slash, _ = path.partition("/")
        key = (
            top + slash if slash else "(top level)",
            str(file.cast.role),
            _owner(dimensions, file.place),
        )
        sums.setdefault(key, [0, 0])[0] += 1
        for place, counts in file.pieces:
            inside = (*key[:2], _owner(dimensions, place))
            sums.setdefault(inside, [0, 0])[1] += counts[LINES]
    rows = sorted(sums.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    return tuple(
        Folder(path=key[0], role=key[1], owner=key[2], files=row[0], lines=row[1])
        for key, row in rows[:MOST_FOLDERS]
    )


def _owner(dimensions: tuple[str, ...], place: Place) -> str:
    """Who owns it; what no rule claims is worth telling of code alone."""
    code = place.role is Role.CODE
    parts = [
        f"{dimension}: {' + '.join(owner)}" if owner else f"{dimension}: unattributed"
        for dimension, owner, line_class in zip(
            dimensions, place.owners, place.classes, strict=True
        )
        if owner or (code and line_class is LineClass.UNATTRIBUTED)
    ]
    return ", ".join(parts) or ("common" if code else "")
