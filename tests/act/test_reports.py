"""The recipe of docs/recipes/tests.md: jobs that test upload what they report, and one job gates.

Its workflows are run as they stand there, with pytest's own reports. Caches and artifacts are kept
by a stand-in (stubs/). Python and what the action needs are in place already; for that, and to read
the results, and nothing else the text is changed here.
"""

import shutil
import sys
from html import unescape
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from tests.act.consumer import CORE, Consumer, merged, pull_request, push_payload
from tests.act.harness import CONSUMED_AS, Run
from tests.docs.blocks import blocks_of
from tests.repositories import lines

pytestmark = pytest.mark.once

PAGE = [block.text for block in blocks_of("docs/recipes/tests.md") if block.language == "yaml"]
POLICY, WORKFLOW, STEPS = PAGE[:3]
JOBS, GATE, _ = WORKFLOW.rpartition("    steps:\n")
WITH_BASE = JOBS + GATE + indent(STEPS, "      ")
ACTION = "      - uses: org/variant-budget@v1\n        with:\n"
OPTIONAL = POLICY.replace("  require_evidence: true\n", "")
ZERO = "0" * 40


def module_of(name: str, count: int) -> str:
    """A module with so many tests."""
    return "\n\n".join(f"def test_{name}_{number}():\n    pass\n" for number in range(count))


@pytest.fixture
def service(consumer: Consumer) -> Path:
    """Caches and artifacts, by name."""
    folder = consumer.folder / "service"
    folder.mkdir()
    return folder


def files(consumer: Consumer, workflow: str, van: int, policy: str = POLICY) -> dict[str, str]:
    """A product line with 9 common tests, 2 of the truck and so many of the van."""
    seed = next(line for line in consumer.workflow.splitlines() if "cp -r" in line)
    ours = f"      - id: budget\n        uses: {CONSUMED_AS}\n        with:\n"
    places = f'          python: "{sys.executable}"\n          output: "{consumer.results}"\n'
    assert workflow.count(ACTION) == 1
    return {
        **CORE,
        "vehicles/van/van.py": lines("van_", 2),
        "vehicles/truck/truck.py": lines("truck_", 2),
        "tests/common/test_engine.py": module_of("engine", 9),
        "tests/truck/test_truck.py": module_of("truck", 2),
        "tests/van/test_van.py": module_of("van", van),
        ".variant-budget/policy.yml": policy,
        ".github/workflows/ci.yml": workflow.replace(ACTION, f"{seed}\n{ours}{places}"),
    }


def read(summary: str) -> str:
    """The text of Markdown as people see it, as far as names of files go."""
    return unescape(summary).replace("\\*", "*")


def pushed(consumer: Consumer, files: dict[str, str]) -> Run:
    return consumer.run("push", push_payload(ZERO, consumer.origin.commit("push", files)))


def figures(consumer: Consumer, variant: str) -> Any:
    """The row of a variant's number of tests."""
    (budget,) = (each for each in consumer.report()["budgets"] if each["budget"] == "test")
    (row,) = (each for each in budget["variants"] if each["variant"] == variant)
    return next(each for each in row["metrics"] if each["metric"] == "test_case_count")


def test_the_reports_of_all_jobs_are_judged_together(consumer: Consumer, service: Path) -> None:
    run = pushed(consumer, files(consumer, WORKFLOW, van=4))
    assert sorted(path.name for path in service.glob("tests-*/*")) == ["truck.xml", "van.xml"]
    found = {variant: figures(consumer, variant) for variant in ("truck", "van")}
    assert {
        variant: (row["owned"], row["common"], row["status"]) for variant, row in found.items()
    } == {"truck": (2, 9, "ok"), "van": (4, 9, "hard")}
    assert (run.job, run.outputs["exit-code"]) == ("failure", "1")
    assert run.outputs["worst-budget"] == "test/van/test_case_count"
    assert run.outputs["worst-share"] == "30.7693"


def test_where_reports_are_missing_the_message_names_their_pattern(
    consumer: Consumer, service: Path
) -> None:
    unreported = WORKFLOW.replace('--junitxml="$RUNNER_TEMP/report/$VARIANT.xml"', "")
    run = pushed(consumer, files(consumer, unreported, van=2))
    assert list(service.glob("tests-*")) == []
    assert (run.step, run.outputs["verdict"], run.outputs["exit-code"]) == ("failure", "error", "3")
    (error,) = (each for each in run.annotations if each.level == "error")
    assert "no file matches reports/**/truck.xml, reports/**/van.xml" in error.message
    assert (error.path, error.line) == (".variant-budget/policy.yml", "11")
    assert error.message in read(run.summary)


def test_the_reports_of_one_job_that_are_missing_are_not_made_up_for_by_others(
    consumer: Consumer, service: Path
) -> None:
    dying = WORKFLOW.replace("run: python -m pip install pytest", 'run: test "$VARIANT" != van')
    run = pushed(consumer, files(consumer, dying, van=2))
    assert [path.name for path in service.glob("tests-*")] == ["tests-truck"]
    assert run.outputs["exit-code"] == "3"
    assert "no file matches reports/**/van.xml. " in read(run.summary)


def test_reports_that_nobody_asks_for_are_not_measured_where_they_are_missing(
    consumer: Consumer, service: Path
) -> None:
    unreported = WORKFLOW.replace('--junitxml="$RUNNER_TEMP/report/$VARIANT.xml"', "")
    run = pushed(consumer, files(consumer, unreported, van=2, policy=OPTIONAL))
    assert list(service.glob("tests-*")) == []
    assert (run.step, run.outputs["verdict"], run.outputs["exit-code"]) == ("success", "pass", "0")
    assert "test_case_count, test_execution_time, infrastructure_cost: not measured: no file " in (
        run.summary
    )
    assert "--junit reports/**/truck.xml matches no file" in read(run.summary)
    assert figures(consumer, "van")["share"] is None


def test_reports_of_the_base_are_kept_and_tell_what_a_change_did(
    consumer: Consumer, service: Path
) -> None:
    base, tip = merged(
        consumer, files(consumer, WITH_BASE, van=1), {"tests/van/test_van.py": module_of("van", 3)}
    )
    merge = consumer.origin.head
    consumer.origin.switch(base)
    first = consumer.run("push", push_payload(ZERO, base))
    assert first.outputs["exit-code"] == "0", first.log
    assert [path.name for path in service.glob("test-reports-*")] == [f"test-reports-{base}"]
    assert figures(consumer, "van")["base"] is None
    for artifact in service.glob("tests-*"):
        shutil.rmtree(artifact)
    consumer.origin.switch(merge)
    second = consumer.run("pull_request", pull_request(base, tip))
    row = figures(consumer, "van")
    assert (row["owned"], row["base"]["owned"], row["change"]) == (3, 1, 15.0), second.log
    assert [path.name for path in service.glob("test-reports-*")] == [f"test-reports-{base}"]
