"""`report.json` as values: the field names, their order and their types are the format.

Its JSON Schema is made from these classes (render/report_schema.py). Everything that leaves the
program is sorted; shares, changes and growths are rounded up to four decimals.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from variant_budget.domain.evidence_report import EvidenceTable

SCHEMA_VERSION = 1
MOST_ITEMS = 1_000

VerdictWord = Literal["pass", "warn", "fail", "not-in-force", "error"]
JSON_NAMES = {"line_class": "class", "giver": "from", "taker": "to"}
"""Fields whose name in the document is a word that Python keeps for itself."""


class Tool(NamedTuple):
    """Which version measured; figures of different engines are not compared."""

    version: str
    engine: int


class CommitRef(NamedTuple):
    """A commit; `commit` is null for the index. `tag` and `chosen_by` are given for releases."""

    commit: str | None
    tag: str | None = None
    chosen_by: str | None = None


class Proposal(NamedTuple):
    """What a change would make of the policy: shown, not in force.

    `verdict` is what the proposed policy would give, null where it cannot be read.
    """

    changes: tuple[str, ...]
    verdict: VerdictWord | None
    errors: tuple[str, ...] = ()


class PolicyRef(NamedTuple):
    """Where the policy was read; `commit` is null for a file of the work tree."""

    path: str
    commit: str | None
    in_force: bool
    proposed: Proposal | None = None


class LimitsRef(NamedTuple):
    """Limits in percent (hard, soft) and points (trend); null where there is none."""

    hard: float | None
    soft: float | None
    trend: float | None


class Then(NamedTuple):
    """The figures at another commit."""

    owned: int
    common: int
    share: float | None


class MetricRow(NamedTuple):
    """One metric of one variant: counts, share, limits and rulings.

    `reason` says why there is no share, or why it is not judged. `allowed` is the most units the variant may own under its
    hard limit beside this common code. `partial`: some files were measured by lines alone.
    """

    metric: str
    owned: int | None
    own: int | None
    in_groups: int | None
    common: int | None
    share: float | None
    limits: LimitsRef
    hard: str
    soft: str
    trend: str
    status: str
    blocking: bool
    exception: str | None
    base: Then | None
    change: float | None
    release: Then | None
    growth: float | None
    cause: str | None
    allowed: int | None
    partial: bool
    reason: str | None


class VariantCoverage(NamedTuple):
    """The coverage of what a variant owns, against the budget's floor in percent, if it sets one.

    `unmentioned_lines` are code lines in files that no report mentions, where there is a floor.
    """

    coverable_lines: int
    covered_lines: int
    unmentioned_lines: int
    floor: float | None
    under: bool
    blocking: bool


class VariantRow(NamedTuple):
    """One variant of a budget; `status` is its worst metric's. `presence`: new, vanished or null.

    Code lines of the whole dimension: `inline`, those that conditions and marks in files of others
    give it; `undecided`, those that may be its own; `without`, shared ones that it does without.
    """

    variant: str
    status: str
    presence: str | None
    inline: int
    undecided: int
    without: int
    coverage: VariantCoverage | None
    metrics: tuple[MetricRow, ...]


class TotalRow(NamedTuple):
    """All variants of the dimension together, against `total_limit`."""

    metric: str
    owned: int
    common: int
    share: float | None
    limit: float | None
    over: bool
    blocking: bool


class BudgetRow(NamedTuple):
    """One budget over one dimension."""

    budget: str
    dimension: str
    relative_to: str
    variants: tuple[VariantRow, ...]
    totals: tuple[TotalRow, ...]


class LedgerRow(NamedTuple):
    """One combination of owners over all dimensions, with its counts."""

    owners: Mapping[str, tuple[str, ...]]
    line_class: Mapping[str, str]
    role: str
    excluded_by: tuple[str, ...]
    counts: Mapping[str, int]


class DimensionRow(NamedTuple):
    """One owner of one dimension, summed over the ledger's rows."""

    line_class: str
    owner: tuple[str, ...]
    counts: Mapping[str, int]


class LedgerTable(NamedTuple):
    """The ledger of head: rows, files by role, totals, and one table for each dimension."""

    rows: tuple[LedgerRow, ...]
    files: Mapping[str, int]
    totals: Mapping[str, int]
    dimensions: Mapping[str, tuple[DimensionRow, ...]]


class Finding(NamedTuple):
    """Something to act on or to know. `id` is the same for the same finding in every run."""

    id: str
    rule: str
    level: Literal["error", "warning", "note"]
    budget: str | None
    variant: str | None
    metric: str | None
    path: str | None
    line: int | None
    end_line: int | None
    message: str
    figures: Mapping[str, float | int | None]
    blocking: bool


class ExceptionRow(NamedTuple):
    """An exception of the policy and what became of it today.

    `by_label`: only proposed, and in force since the board approved the pull request. `owned` are
    the units of the metric that the variant has, of lines of code for `all`; null if not measured.
    """

    id: str
    budget: str
    dimension: str | None
    variant: str
    metric: str
    limit: str
    ceiling: float
    since: str | None
    approved_by: str
    approved_on: str
    expires_on: str
    days_left: int
    state: str
    used: bool
    exceeded: bool
    by_label: bool
    reason: str
    ticket: str
    refactoring_plan: str
    owned_at_approval: int | None
    owned: int | None


class TransferRow(NamedTuple):
    """Lines that passed between owners or roles by a move."""

    path: str
    from_path: str
    dimension: str
    giver: tuple[str, ...]
    taker: tuple[str, ...]
    from_class: str
    to_class: str
    from_role: str
    to_role: str
    lines: int


class OverlayRow(NamedTuple):
    """An edited copy of a base file, in code lines.

    `drift` are lines that became the variant's while the copy itself did not change.
    """

    path: str
    base_path: str
    dimension: str
    variant: str
    copied: int
    added: int
    deleted: int
    drift: int


class UndecidedRow(NamedTuple):
    """Lines whose owner hangs on an unknown condition."""

    path: str
    first: int
    last: int
    dimension: str
    would_be: tuple[str, ...]
    condition: str
    lines: int


class UnattributedRow(NamedTuple):
    """A code file that no rule of a dimension claims."""

    path: str
    dimension: str
    role: str
    lines: int


class ReleaseChange(NamedTuple):
    """Code lines that a file brought to a variant, or took from it, since the last release."""

    dimension: str
    variant: str
    path: str
    from_path: str | None
    lines: int


class Note(NamedTuple):
    """Something to know about how the figures came about."""

    slug: str
    path: str | None
    line: int | None
    message: str


class ErrorRow(NamedTuple):
    """A problem that stopped the check, or a part of it."""

    message: str
    path: str | None
    line: int | None
    column: int | None
    slug: str


class Report(NamedTuple):
    """The whole answer. `left_out` counts, by list, what is beyond the first 1,000 items."""

    schema_version: int
    tool: Tool
    judged_on: str
    verdict: VerdictWord
    headline: str
    event: str
    mode: str
    head: CommitRef
    base: CommitRef | None
    release: CommitRef | None
    policy: PolicyRef
    budgets: tuple[BudgetRow, ...]
    ledger: LedgerTable
    evidence: EvidenceTable | None
    findings: tuple[Finding, ...]
    exceptions: tuple[ExceptionRow, ...]
    transfers: tuple[TransferRow, ...]
    release_changes: tuple[ReleaseChange, ...]
    overlays: tuple[OverlayRow, ...]
    undecided: tuple[UndecidedRow, ...]
    unattributed: tuple[UnattributedRow, ...]
    notes: tuple[Note, ...]
    left_out: Mapping[str, int]
    errors: tuple[ErrorRow, ...] = ()


class ErrorReport(NamedTuple):
    """The answer where no ledger could be made."""

    schema_version: int
    verdict: Literal["error"]
    errors: tuple[ErrorRow, ...]
