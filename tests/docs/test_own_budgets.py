"""This repository keeps its own budgets, and they are ones that it can break."""

from typing import Any

import pytest

from tests.command import variant_budget
from tests.docs.blocks import ROOT


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    told = variant_budget(["check", "--repo", str(ROOT), "--format", "json", "--release", "none"])
    assert told.exit_code == 0, told.out + told.err
    return told.report


def test_all_our_code_has_an_owner(report: dict[str, Any]) -> None:
    assert report["unattributed"] == []
    assert report["ledger"]["files"]["code"] > 0


def test_every_budget_is_within_reach(report: dict[str, Any]) -> None:
    """Of each budget some variant has used more than half: a limit far off is none."""
    for budget in report["budgets"]:
        used = max(
            metric["share"] / metric["limits"]["hard"]
            for variant in budget["variants"]
            for metric in variant["metrics"]
        )
        assert 0.5 < used <= 1, budget["budget"]
