"""Plans and the measures of their blobs -> rows of files."""

from variant_budget.attribute.measures import Measures
from variant_budget.attribute.owners import Claim
from variant_budget.attribute.plan import Plan, PlannedFile
from variant_budget.domain.ledger import LineClass
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
        tuple(map(reason, file.decision.claims)),
        measures[request] if request else NOTHING,
    )


def reason(claim: Claim) -> str:
    """The rule behind a claim, in a reader's words."""
    if claim.pattern is not None:
        return claim.pattern.text
    if claim.line_class is LineClass.UNATTRIBUTED:
        return "no rule"
    return "no rule, so shared"
