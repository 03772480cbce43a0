"""Artifacts, configuration and dependencies by the command line: counted, owned, judged."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import variant_budget
from tests.repositories import Repository

POLICY = """\
version: 1
dimensions:
  sector:
    paths: ["sectors/{variant}/"]
    variants: {mining: {symbols: [MINING]}}
sector_budget: {hard_limit: 60.0, metrics: [METRICS]}
"""
ALL = (
    "lines_of_code, policy_rules, ui_components, workflow_definitions, integration_adapters, "
    "config_files, config_entries, dependency_count, service_dependency_count"
)
FILES = {
    "core/a.rego": "package a\nallow if { input.x }\ndeny contains m if { m := 1 }\n",
    "core/adapter.py": "class BankAdapter:\n    pass\n",
    "ui/A.vue": "<template><p/></template>\n",
    ".github/workflows/a.yml": "on: push\njobs: {}\n",
    "configs/a.yml": "a: 1\nb: [1, 2]\n",
    "requirements.txt": "requests\nflask>=2\n",
    "docker-compose.yml": "services:\n  db:\n    image: postgres:15\n",
    "sectors/mining/m.rego": "package m\nallow if { input.y }\n",
    "sectors/mining/adapter.py": "class OreAdapter:\n    pass\nclass DustAdapter:\n    pass\n",
    "sectors/mining/B.vue": "<template><p/></template>\n",
    "sectors/mining/load.bpmn": '<definitions><process id="a"/></definitions>\n',
    "sectors/mining/requirements.txt": "requests\nnumpy\n",
    "sectors/mining/configs/m.yml": "depth: 3\n",
    "sectors/shop/requirements.txt": "numpy\n",
}


def checked(folder: Path, files: dict[str, str], metrics: str = ALL) -> dict[str, Any]:
    """The report on these files."""
    line = Repository(folder)
    policy = POLICY.replace("METRICS", metrics)
    line.commit(files={**files, ".variant-budget/policy.yml": policy})
    told = variant_budget(("check", f"--repo={folder}", "--no-cache", "--format=json"))
    found: dict[str, Any] = json.loads(told.out)
    return found


def figures(report: dict[str, Any], variant: str) -> dict[str, tuple[int, int]]:
    """Metric -> owned and common of one variant."""
    variants = report["budgets"][0]["variants"]
    (row,) = (each for each in variants if each["variant"] == variant)
    return {each["metric"]: (each["owned"], each["common"]) for each in row["metrics"]}


def test_every_metric_of_the_specification_has_real_numbers(tmp_path: Path) -> None:
    assert figures(checked(tmp_path, FILES), "mining") == {
        "lines_of_code": (7, 6),
        "policy_rules": (1, 2),
        "ui_components": (1, 1),
        "workflow_definitions": (1, 1),
        "integration_adapters": (2, 1),
        "config_files": (1, 1),
        "config_entries": (1, 3),
        "dependency_count": (1, 2),
        "service_dependency_count": (0, 2),
    }


def test_a_dependency_of_two_variants_belongs_to_both_and_one_of_shared_files_to_nobody(
    tmp_path: Path,
) -> None:
    rows = checked(tmp_path, FILES, "dependency_count")["ledger"]["dimensions"]["sector"]
    found = {tuple(each["owner"]): each["dependency_count"] for each in rows}
    assert found == {(): 2, ("mining",): 0, ("mining", "shop"): 1}


def test_a_class_under_a_condition_is_an_adapter_of_its_variant(tmp_path: Path) -> None:
    files = {
        "core/a.cpp": "class PlainAdapter {};\n#ifdef MINING\nclass OreAdapter {};\n#endif\n",
    }
    assert figures(checked(tmp_path, files, "integration_adapters"), "mining") == {
        "integration_adapters": (1, 1)
    }


def test_a_file_that_cannot_be_read_is_a_warning_and_no_zero_in_silence(tmp_path: Path) -> None:
    files = {**FILES, "sectors/mining/package.json": "{"}
    report = checked(tmp_path, files, "dependency_count")
    (found,) = (each for each in report["findings"] if each["rule"] == "units-not-read")
    assert (found["path"], found["level"]) == ("sectors/mining/package.json", "warning")


def test_artifacts_of_a_policy_replace_the_built_in_rules(tmp_path: Path) -> None:
    metrics = "integration_adapters, todo_count"
    artifacts = (
        'artifacts: {integration_adapters: {files: ["core/"], classes: "Bank*"}, '
        "todo_count: {files: ['*.py'], matches: 'pass$'}}\n"
    )
    line = Repository(tmp_path)
    policy = POLICY.replace("METRICS", metrics) + artifacts
    line.commit(files={**FILES, ".variant-budget/policy.yml": policy})
    told = variant_budget(("check", f"--repo={tmp_path}", "--no-cache", "--format=json"))
    assert figures(json.loads(told.out), "mining") == {
        "integration_adapters": (0, 1),
        "todo_count": (2, 1),
    }


@pytest.mark.parametrize("expression", ["(", "(?=a)", r"(a)\1"])
def test_an_expression_that_re2_refuses_is_a_located_error_of_the_policy(
    expression: str, tmp_path: Path
) -> None:
    line = Repository(tmp_path)
    artifact = f"artifacts: {{todo_count: {{files: ['*.py'], matches: '{expression}'}}}}\n"
    policy = POLICY.replace("METRICS", "todo_count") + artifact
    line.commit(files={**FILES, ".variant-budget/policy.yml": policy})
    for command in ("check", "validate"):
        told = variant_budget((command, f"--repo={tmp_path}"))
        assert told.exit_code == 2
        assert ".variant-budget/policy.yml:7:" in told.err
        assert "RE2" in told.err
