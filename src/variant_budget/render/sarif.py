"""Findings -> SARIF 2.1.0, as GitHub's code scanning reads it.

Sink: SARIF text, in which `[text](target)` would be a link, and relative percent-encoded URIs.
Rules of the format: docs.oasis-open.org/sarif/sarif/v2.1.0, and GitHub's "SARIF support".
"""

import json
import re

from variant_budget.domain.report import Finding, Report
from variant_budget.render.visible import visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
# RFC 3986, section 2.3, and the slash between segments.
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
FINGERPRINT = "variantBudget/v1"


def render(report: Report) -> str:
    """The findings of a report; each has a place, the policy where nothing nearer is known."""
    rules = sorted({finding.rule for finding in report.findings})
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "variant-budget",
                        "version": report.tool.version,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "utf16CodeUnits",
                "results": [
                    _result(finding, rules.index(finding.rule), report.policy.path)
                    for finding in report.findings
                ],
            }
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _rule(rule: str) -> dict[str, object]:
    title = rule.replace("-", " ")
    return {
        "id": rule,
        "name": "".join(word.capitalize() for word in rule.split("-")),
        "shortDescription": {"text": title.capitalize()},
        "fullDescription": {"text": f"{title.capitalize()}: see docs/messages.md, heading {rule}."},
        "help": {"text": f"See docs/messages.md, heading {rule}."},
    }


def _result(finding: Finding, index: int, policy: str) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": uri(finding.path or policy)}}
    if finding.line:
        region = {"startLine": finding.line, "endLine": finding.end_line or finding.line}
        location["region"] = region
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.level],
        "message": {"text": plain(finding.message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {FINGERPRINT: finding.id},
    }


def plain(text: str) -> str:
    """Foreign text without the brackets that SARIF would read as a link."""
    return re.sub(r"([\[\]\\])", r"\\\1", visible(text))


def uri(path: str) -> str:
    """A path as a relative URI; any bytes survive percent-encoded."""
    data = path.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in UNRESERVED else f"%{byte:02X}" for byte in data)
