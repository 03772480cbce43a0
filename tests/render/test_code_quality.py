"""codequality.json: what GitLab's Code Quality reads."""

import json
import re
from typing import Any

import jsonschema
import pytest

from tests.render.reports import finding, report
from tests.render.test_markdown import HOSTILE
from variant_budget.domain.report import Finding, PolicyRef
from variant_budget.render.code_quality import render

# GitLab drops an item that its own schema refuses (app/validators/json_schemas/codeclimate.json, which
# asks for less), and knows these severities (lib/gitlab/ci/reports/codequality_reports.rb).
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\.{1,2}/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def items(*findings: Finding, **changes: Any) -> list[dict[str, Any]]:
    text = render(report(findings=findings, **changes))
    assert not text.startswith("\ufeff")
    found: list[dict[str, Any]] = json.loads(text)
    jsonschema.Draft7Validator(SCHEMA).validate(found)
    return found


def test_a_finding_has_what_gitlab_asks_for() -> None:
    assert items(finding(line=7)) == [
        {
            "description": "truck code is 6.21 % of its product, limit 5 %.",
            "check_name": "hard-breach",
            "fingerprint": "fb7b432d7821377c",
            "severity": "blocker",
            "location": {"path": "src/vehicles/truck/axle.py", "lines": {"begin": 7}},
        }
    ]


def test_nothing_found_is_an_empty_array() -> None:
    assert items() == []


@pytest.mark.parametrize(
    ("level", "blocking", "severity"),
    [
        ("error", True, "blocker"),
        ("error", False, "critical"),
        ("warning", False, "minor"),
        ("note", False, "info"),
    ],
)
def test_severities_follow_what_blocks_and_the_level(
    level: str, severity: str, *, blocking: bool
) -> None:
    (found,) = items(finding(level=level, blocking=blocking))
    assert found["severity"] == severity


@pytest.mark.parametrize("policy", ["team/policy.yml", "./team/policy.yml"])
def test_a_finding_without_a_place_stands_at_the_policy(policy: str) -> None:
    reference = PolicyRef(path=policy, commit=None, in_force=True)
    (found,) = items(finding(path=None, line=None), policy=reference)
    assert found["location"] == {"path": "team/policy.yml", "lines": {"begin": 1}}


def test_a_policy_outside_of_the_repository_is_no_place() -> None:
    (found,) = items(finding(path="../policy.yml", line=12))
    assert found["location"] == {"path": ".variant-budget/policy.yml", "lines": {"begin": 1}}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_foreign_text_is_text(text: str) -> None:
    (found,) = items(finding(path=f"src/{text}", message=text))
    printed = render(report(findings=(finding(path=f"src/{text}", message=text),)))
    assert "##[" not in printed
    assert not re.search(r"(?m)^\s*::", printed)
    assert "\n" not in found["description"]
