"""The workflow of docs/recipes/code-scanning.md as it stands there; the upload is a copy (stubs/)."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.act.consumer import CORE, HARD, POLICY, Consumer, merged, pull_request
from tests.act.harness import CONSUMED_AS, Run
from tests.docs.blocks import blocks_of
from tests.repositories import lines

(WORKFLOW,) = [
    block.text for block in blocks_of("docs/recipes/code-scanning.md") if block.language == "yaml"
]
ACTION = "        uses: org/variant-budget@v1\n"


@pytest.fixture
def uploads(consumer: Consumer) -> Path:
    folder = consumer.folder / "service"
    folder.mkdir()
    return folder


def run(consumer: Consumer, policy: str) -> Run:
    """A pull request that gives the van so much that it is over its limit of 5 %."""
    seed = next(line for line in consumer.workflow.splitlines() if "cp -r" in line)
    places = f'          python: "{sys.executable}"\n          output: "{consumer.results}"\n'
    step = f"      - id: budget\n{ACTION}"
    assert WORKFLOW.count(step) == 1
    ours = f"      - id: budget\n        uses: {CONSUMED_AS}\n        with:\n{places}"
    base = {
        **CORE,
        ".variant-budget/policy.yml": policy,
        ".github/workflows/ci.yml": WORKFLOW.replace(step, f"{seed}\n{ours}"),
    }
    change: dict[str, str | None] = {"vehicles/van/van.py": "# Doors.\n" + lines("van_", HARD)}
    return consumer.run("pull_request", pull_request(*merged(consumer, base, change)))


def test_findings_of_a_change_over_budget_are_uploaded(consumer: Consumer, uploads: Path) -> None:
    done = run(consumer, POLICY)

    assert done.job == "failure"
    (uploaded,) = json.loads((uploads / "uploaded.sarif").read_bytes())["runs"]
    result: dict[str, Any] = uploaded["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "hard-breach"
    assert place["artifactLocation"]["uri"] == "vehicles/van/van.py"
    assert place["region"]["startLine"] == 2
    (shown,) = [each for each in done.annotations if each.title == "hard-breach"]
    assert (shown.path, shown.line) == ("vehicles/van/van.py", "2")


def test_nothing_is_uploaded_where_nothing_was_judged(consumer: Consumer, uploads: Path) -> None:
    done = run(consumer, POLICY.replace("hard_limit", "hard_limt"))

    assert done.job == "failure"
    assert done.outputs["exit-code"] == "2"
    assert not list(uploads.iterdir())
