"""findings.sarif: what GitHub's code scanning asks for; `make oracles` holds it against the schema."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.render.reports import finding, report
from variant_budget.domain.report import MOST_ITEMS, Finding
from variant_budget.render.sarif import RULES, plain, render, uri

TELL = Path(__file__).parents[2] / "src/variant_budget/tell"


def run(*findings: Finding) -> dict[str, Any]:
    document = json.loads(render(report(findings=findings)))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-2.1.0.json")
    (only,) = document["runs"]
    return dict(only)


def test_every_result_has_a_rule_a_place_and_a_fingerprint() -> None:
    many = [finding(rule=rule, id=f"{number:016x}") for number, rule in enumerate(RULES)]
    made = run(*many, finding(path=None, line=None))
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["endLine"] >= place["region"]["startLine"]
        assert re.fullmatch(r"[\w.~%-]+(/[\w.~%-]+)*", place["artifactLocation"]["uri"], re.ASCII)
        assert sorted(result["partialFingerprints"]) == [
            "primaryLocationLineHash",
            "variantBudget/v1",
        ]


def test_a_finding_without_a_place_stands_at_the_policy() -> None:
    (result,) = run(finding(path=None, line=None))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == ".variant-budget/policy.yml"
    assert place["region"] == {"startLine": 1, "endLine": 1}


def test_every_rule_says_what_it_is() -> None:
    made = run(*(finding(rule=rule) for rule in RULES))
    for rule in made["tool"]["driver"]["rules"]:
        assert re.fullmatch(r"([A-Z][a-z]*)+", rule["name"])
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"].endswith(".")
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert rule["id"] in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}


def test_every_rule_that_is_told_is_known_here() -> None:
    told = set()
    for path in TELL.glob("*.py"):
        told |= set(re.findall(r"finding\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8")))
    assert len(told) > 5
    assert told <= set(RULES)
    for kind in ("hard", "trend"):
        for state in ("breach", "excepted", "tolerated"):
            assert f"{kind}-{state}" in RULES
    for state in ("expired", "ends-soon", "not-yet", "other-release", "orphaned"):
        assert f"exception-{state}" in RULES


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("src/a b.py", "src/a%20b.py"),
        ("::error.py", "%3A%3Aerror.py"),
        ("new\nline.py", "new%0Aline.py"),
        ("c:/x.py", "c%3A/x.py"),
        ("über.py", "%C3%BCber.py"),
        ("latin-\udcfc.py", "latin-%FC.py"),
        ("half-\ud800.py", "half-%5Cud800.py"),
        ("a%2Fb?#.py", "a%252Fb%3F%23.py"),
    ],
)
def test_a_path_is_a_relative_uri(path: str, wanted: str) -> None:
    assert uri(path) == wanted


def test_foreign_text_makes_no_link_and_no_command() -> None:
    assert plain("[a](https://example.invalid)") == "\\[a\\](https://example.invalid)"
    text = render(report(findings=(finding(message="##[error]boo\n::error::x"),)))
    assert "##[" not in text
    assert not re.search(r"(?m)^\s*::", text)
    (run,) = json.loads(text)["runs"]
    # One line: the end of a line stands as an escape, whose backslash is no escape of SARIF's.
    assert run["results"][0]["message"]["text"] == r"##\[error\]boo\\n::error::x"


def test_findings_of_a_rule_keep_their_fingerprint() -> None:
    first, second = (run(finding(message=text))["results"][0] for text in ("a", "b"))
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_each_finding_has_a_fingerprint_of_its_own_that_github_compares() -> None:
    made = run(finding(), finding(id="00d7821377cfb7b4", metric="class_count"))
    prints = [
        result["partialFingerprints"]["primaryLocationLineHash"] for result in made["results"]
    ]
    assert prints == ["fb7b432d7821377c:1", "00d7821377cfb7b4:1"]


def test_no_report_has_more_findings_than_github_keeps() -> None:
    # github/docs, "SARIF support for code scanning": of 25,000 results the first 5,000 are kept.
    assert MOST_ITEMS <= 5_000
