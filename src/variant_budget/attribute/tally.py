"""Plans and the measures of their blobs -> rows of files."""

from variant_budget.attribute.measures import Measures
from variant_budget.attribute.plan import Plan, PlannedFile
from variant_budget.domain.survey import NOTHING, FileRow, FolderRows


def folder_rows(plan: Plan, measures: Measures) -> FolderRows:
    """The rows of one folder's own files."""
    hits = {hit for file in plan for hit in file.decision.hits}
    return FolderRows(tuple(_row(file, measures) for file in plan), frozenset(hits))


def _row(file: PlannedFile, measures: Measures) -> FileRow:
    request = file.request
    return FileRow(
        file.entry,
        file.decision.cast,
        file.decision.place,
        file.decision.because,
        measures[request] if request else NOTHING,
    )
