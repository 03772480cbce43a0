"""Every git and security scenario through the command line: exit code, figures, what is said."""

from pathlib import Path
from typing import Any

import pytest

from tests.command import TODAY, Told, on_github, variant_budget
from tests.scenarios.git_cases import GIT_SCENARIOS
from tests.scenarios.line import Question, Scenario
from tests.scenarios.security_cases import SECURITY_SCENARIOS

SCENARIOS = (*GIT_SCENARIOS, *SECURITY_SCENARIOS)


def asked(question: Question, folder: Path, *flags: str) -> Told:
    """The answer of `check` to a scenario's question."""
    environ = on_github(question.event_name, question.event, folder) if question.event_name else {}
    return variant_budget([*question.arguments(), "--today", TODAY, *flags], environ=environ)


def owned_changes(report: dict[str, Any]) -> dict[str, int]:
    """Lines of code that each variant owns more than at the base; all of them without a base."""
    changes = {}
    for budget in report["budgets"]:
        for variant in budget["variants"]:
            for metric in variant["metrics"]:
                if metric["metric"] == "lines_of_code":
                    before = metric["base"]["owned"] if metric["base"] else 0
                    changes[variant["variant"]] = metric["owned"] - before
    return {name: change for name, change in changes.items() if change}


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.name) for each in SCENARIOS])
def test_scenario(scenario: Scenario, tmp_path: Path) -> None:
    question = scenario.build(tmp_path)
    output = tmp_path / "results"
    told = asked(question, tmp_path / "runner", "--format", "json", "--output", str(output))
    report, summary = told.report, (output / "summary.md").read_text(encoding="utf-8")
    assert told.exit_code == scenario.exit_code, told.err
    said = summary + told.err
    for words in scenario.mentions:
        assert words.lower() in said.lower()
    for words in scenario.never:
        assert words not in said
    if scenario.outcome == "error":
        assert report["verdict"] == "error"
        assert report["errors"]
        return
    assert owned_changes(report) == dict(scenario.changes)
    unattributed = sum(row["lines"] for row in report["unattributed"])
    assert unattributed == scenario.unattributed
    if question.base:
        assert report["base"]["commit"] == question.base
    else:
        assert report["base"] is None
    assert report["head"]["commit"] == question.head
    if scenario.outcome == "warn":
        assert any(finding["level"] == "warning" for finding in report["findings"])


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.name) for each in SCENARIOS])
def test_no_line_of_the_log_is_a_foreign_command(scenario: Scenario, tmp_path: Path) -> None:
    question = scenario.build(tmp_path)
    told = asked(question, tmp_path / "runner")
    ours = ("::error ", "::warning ", "::notice ", "::error::", "::warning::", "::notice::")
    for line in (told.out + told.err).splitlines():
        text = line.lstrip()
        assert not text.startswith("##[")
        assert not text.startswith("::") or (text.startswith(ours) and question.event_name)
    assert "set-output name=x::y" not in told.err.replace("%3A%3Aset-output", "")
