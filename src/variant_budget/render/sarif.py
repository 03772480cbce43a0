"""Findings -> SARIF 2.1.0, as GitHub's code scanning reads it.

Sink: SARIF text, in which `[text](target)` would be a link, and relative percent-encoded URIs.
Rules of the format: docs.oasis-open.org/sarif/sarif/v2.1.0, and GitHub's "SARIF support".
"""

import json
import re
from typing import NamedTuple

from variant_budget.domain.report import Finding, Report
from variant_budget.render.place import place_of
from variant_budget.render.visible import inert_json, utf8, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# RFC 3986, section 2.3, and the slash between segments.
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
FINGERPRINT = "variantBudget/v1"
OF_GITHUB = "primaryLocationLineHash"
"""The only fingerprint that GitHub compares. Where it is absent, the upload makes it from the text at
the line: two findings of a rule at one line would become one alert, and each push a new one."""
SOURCES = "%SRCROOT%"
"""The root of the checkout, by the name that GitHub knows."""


class Rule(NamedTuple):
    """The level that a rule's findings usually have, its title, and what it means."""

    level: str
    title: str
    meaning: str


RULES = {
    "hard-breach": Rule(
        "error", "Over the hard limit", "The variant's share is over the hard limit of its budget."
    ),
    "tests-lost": Rule(
        "warning", "Tests did not run", "A variant has no tests left, or some could not be set up."
    ),
    "unattributed-tests": Rule(
        "warning",
        "Tests of nobody",
        "No file, class, name or report rule says whose tests these are.",
    ),
    "coverage-floor": Rule(
        "warning",
        "Covered less than the floor",
        "Less of a variant's code is covered than its budget asks for.",
    ),
    "coverage-file-unknown": Rule(
        "warning",
        "Coverage of nobody",
        "A coverage report names files that are none of this commit's.",
    ),
    "coverage-stale": Rule(
        "warning", "Coverage of other code", "A coverage report has lines that the files have not."
    ),
    "report-refused": Rule(
        "error", "A report is refused", "A report cannot be used, so the figures are incomplete."
    ),
    "report-odd": Rule(
        "warning", "A report is odd", "Something in a report is missing, or was read with care."
    ),
    "report-not-found": Rule(
        "warning", "No report is there", "A pattern for reports matches no file."
    ),
    "hard-excepted": Rule(
        "note",
        "Over the hard limit, with an exception",
        "The share is over the hard limit and below the ceiling of an exception in force.",
    ),
    "hard-tolerated": Rule(
        "warning",
        "Over the hard limit since before this change",
        "The share was over its limit before and this change does not make it worse.",
    ),
    "soft-breach": Rule(
        "warning",
        "Over the soft limit",
        "The variant's share is over the soft limit of its budget.",
    ),
    "soft-tolerated": Rule(
        "warning",
        "Over the soft limit since before this change",
        "The share was over its soft limit before and this change does not make it worse.",
    ),
    "trend-breach": Rule(
        "warning",
        "Growing too fast",
        "The share grew since the last release by more points than the trend limit allows.",
    ),
    "trend-excepted": Rule(
        "note",
        "Growing too fast, with an exception",
        "The growth is over the trend limit and below the ceiling of an exception in force.",
    ),
    "trend-tolerated": Rule(
        "warning",
        "Growing too fast since before this change",
        "The growth was over its limit before and this change does not make it worse.",
    ),
    "total-limit": Rule(
        "error",
        "All variants together over their limit",
        "The code of all variants of a dimension is over the total limit of the budget.",
    ),
    "unattributed": Rule(
        "warning",
        "Code that belongs to nobody",
        "Code files that no rule of the policy claims for a variant or declares shared.",
    ),
    "became-undecided": Rule(
        "warning",
        "Code left a variant while undecided code grew",
        "A variant owns less while more lines may belong to it or not: no improvement.",
    ),
    "undecided": Rule(
        "warning",
        "Code may belong to a variant",
        "Lines count as shared only because of something unknown in their condition.",
    ),
    "became-unattributed": Rule(
        "warning",
        "Code passed from a variant to nobody",
        "A variant owns less while more code is unattributed: this is no improvement.",
    ),
    "left-the-product": Rule(
        "warning",
        "Code left the product",
        "A move made code a test, configuration or nothing, so that it costs no budget.",
    ),
    "units-not-read": Rule(
        "warning",
        "Units that cannot be counted",
        "A file of artifacts, configuration or dependencies cannot be read as what it is.",
    ),
    "new-variant": Rule("note", "New variant", "A variant owns code that had none at the base."),
    "vanished-variant": Rule(
        "warning", "Vanished variant", "A variant has no code left that had some at the base."
    ),
    "pattern-matches-nothing": Rule(
        "warning", "Pattern matches nothing", "A pattern of the policy matches no tracked file."
    ),
    "policy-proposed": Rule(
        "note", "Proposed policy", "The change proposes another policy, in force after merge."
    ),
    "exception-expired": Rule("warning", "Exception expired", "An exception's last day is over."),
    "exception-ends-soon": Rule(
        "note", "Exception ends soon", "An exception ends within fourteen days."
    ),
    "exception-not-yet": Rule(
        "note", "Exception not yet in force", "An exception's first day is still to come."
    ),
    "exception-other-release": Rule(
        "warning",
        "Exception for another release",
        "A trend exception names a release that is not the last one.",
    ),
    "override": Rule(
        "note",
        "Exception approved by a label",
        "The board approved, by a label on the pull request, an exception that it proposes.",
    ),
    "approval-void": Rule(
        "warning",
        "Approval that does not count",
        "A label of the board is set and lets nothing pass; the message says why.",
    ),
    "approval-unknown": Rule(
        "warning",
        "Approval that could not be asked for",
        "GitHub did not tell whether the board approved the pull request, so it did not.",
    ),
    "board-rejected": Rule(
        "warning", "The board said no", "A listed person set the label by which the board rejects."
    ),
    "exception-orphaned": Rule(
        "warning", "Orphaned exception", "An exception names a budget or variant that is no more."
    ),
}


def render(report: Report) -> str:
    """The findings of a report; each has a place, the policy where nothing nearer is known."""
    used = sorted({finding.rule for finding in report.findings})
    driver = {
        "name": "variant-budget",
        "version": report.tool.version,
        "rules": [_rule(name) for name in used],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "variant-budget/"},
        "columnKind": "utf16CodeUnits",
        "results": [
            _result(finding, used.index(finding.rule), report.policy.path)
            for finding in report.findings
        ],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    # Lone surrogates are gone (`visible`).
    return inert_json(json.dumps(document, indent=1, ensure_ascii=False)) + "\n"


def _rule(name: str) -> dict[str, object]:
    rule = RULES[name]
    more = f"docs/messages.md, heading {name}, has the reasons and the next step."
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in re.findall(r"\w+", rule.title)),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": f"{rule.meaning} {more}"},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: Finding, index: int, policy: str) -> dict[str, object]:
    place = place_of(finding, policy)
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level,
        "message": {"text": plain(finding.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(place.path), "uriBaseId": SOURCES},
                    "region": {"startLine": place.line, "endLine": place.end_line},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: finding.id, OF_GITHUB: f"{finding.id}:1"},
    }


def plain(text: str) -> str:
    """Foreign text without the brackets that SARIF would read as a link."""
    return re.sub(r"([\[\]\\])", r"\\\1", visible(text))


def uri(path: str) -> str:
    """A path as a relative URI; any bytes survive percent-encoded."""
    return "".join(chr(byte) if byte in UNRESERVED else f"%{byte:02X}" for byte in utf8(path))
