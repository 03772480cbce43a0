"""Reports to render: an empty one, and findings to put into it."""

from typing import Any

from variant_budget.domain.report import CommitRef, Finding, LedgerTable, PolicyRef, Report, Tool


def finding(**changes: Any) -> Finding:
    """A breach of a hard limit."""
    return Finding(
        id="fb7b432d7821377c",
        rule="hard-breach",
        level="error",
        budget="vehicle",
        variant="truck",
        metric="lines_of_code",
        path="src/vehicles/truck/axle.py",
        line=1,
        end_line=1,
        message="truck code is 6.21 % of its product, limit 5 %.",
        figures={"share": 6.21, "limit": 5.0, "excess": 136},
        blocking=True,
    )._replace(**changes)


def report(**changes: Any) -> Report:
    """A report on nothing."""
    return Report(
        schema_version=1,
        tool=Tool(version="1.0.0", engine=1),
        judged_on="2026-11-25",
        verdict="fail",
        headline="Over budget",
        event="local",
        mode="default",
        head=CommitRef(commit="4f2a91c"),
        base=None,
        release=None,
        policy=PolicyRef(path=".variant-budget/policy.yml", commit=None, in_force=True),
        budgets=(),
        ledger=LedgerTable(rows=(), files={}, totals={}, dimensions={}),
        evidence=None,
        findings=(),
        exceptions=(),
        transfers=(),
        release_changes=(),
        overlays=(),
        undecided=(),
        unattributed=(),
        notes=(),
        left_out={},
    )._replace(**changes)
