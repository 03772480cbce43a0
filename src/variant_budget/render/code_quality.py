"""Findings -> GitLab's Code Quality report, a part of the format of Code Climate.

Sink: a JSON array. The format: docs.gitlab.com/ci/testing/code_quality, "Code Quality report
format"; GitLab keeps one finding of each fingerprint, and shows descriptions as plain text.
"""

import json

from variant_budget.domain.report import Finding, Report
from variant_budget.render.place import place_of
from variant_budget.render.visible import inert_json, unicode_text, visible

SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}
BLOCKING = "blocker"


def render(report: Report) -> str:
    """The findings of a report, the worst first; an empty array where there is none."""
    found = [_finding(finding, report.policy.path) for finding in report.findings]
    return inert_json(json.dumps(found, indent=1, ensure_ascii=False)) + "\n"


def _finding(finding: Finding, policy: str) -> dict[str, object]:
    place = place_of(finding, policy)
    return {
        "description": visible(finding.message),
        "check_name": finding.rule,
        "fingerprint": finding.id,
        "severity": BLOCKING if finding.blocking else SEVERITIES[finding.level],
        "location": {"path": unicode_text(place.path), "lines": {"begin": place.line}},
    }
