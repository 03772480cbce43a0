"""The cache between runs: saved after a push to the default branch, restored everywhere.

The service is a stand-in (stubs/cache). With the real actions/cache and act's own cache server the
same was tried by hand; that needs node and the action's code, which are not in this repository.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.act.consumer import (
    HARD,
    PASS,
    Consumer,
    merge_group,
    merged,
    pull_request,
    push_payload,
    uncached,
)
from tests.act.harness import Run
from variant_budget.adapters.cache import FILE_NAME
from variant_budget.measure import ENGINE

pytestmark = pytest.mark.once

ZERO = "0" * 40
MEASURED = "measuring"
"""What the progress says, and only where blobs are measured."""


@pytest.fixture
def service(consumer: Consumer) -> Path:
    """What the service holds, by key."""
    folder = consumer.folder / "service"
    folder.mkdir()
    return folder


def pushed(consumer: Consumer, van: int = PASS, ref: str = "refs/heads/main") -> Run:
    head = consumer.origin.commit("change", consumer.files(van))
    return consumer.run("push", push_payload(ZERO, head, ref))


def test_a_push_to_the_default_branch_saves_one_cache_for_engine_system_and_commit(
    consumer: Consumer, service: Path
) -> None:
    run = pushed(consumer)
    assert run.job == "success"
    (saved,) = service.iterdir()
    assert saved.name == f"variant-budget-{ENGINE}-Linux-{consumer.origin.head}"
    assert [path.name for path in saved.iterdir()] == [FILE_NAME]
    assert MEASURED in run.log


def test_the_next_push_measures_nothing_that_the_last_one_knew(
    consumer: Consumer, service: Path
) -> None:
    pushed(consumer)
    consumer.origin.commit("nothing new", {"README.md": "text\n"})
    run = consumer.run("push", push_payload(ZERO, consumer.origin.head))
    assert (run.outputs["verdict"], MEASURED in run.log) == ("pass", False)
    assert len(list(service.iterdir())) == 2


def test_a_second_run_of_a_commit_saves_nothing(consumer: Consumer, service: Path) -> None:
    pushed(consumer)
    run = consumer.run("push", push_payload(ZERO, consumer.origin.head))
    assert (run.outputs["verdict"], MEASURED in run.log) == ("pass", False)
    assert len(list(service.iterdir())) == 1


def test_a_breach_on_the_default_branch_fails_the_job_and_saves_the_cache(
    consumer: Consumer, service: Path
) -> None:
    run = pushed(consumer, HARD)
    assert (run.job, run.outputs["exit-code"]) == ("failure", "1")
    assert len(list(service.iterdir())) == 1


@pytest.mark.parametrize("event", ["pull_request", "merge_group"])
def test_a_proposal_restores_the_cache_and_saves_none(
    consumer: Consumer, service: Path, event: str
) -> None:
    base, tip = merged(consumer, consumer.files(PASS), consumer.files(HARD))
    payloads: Mapping[str, Mapping[str, object]] = {
        "pull_request": pull_request(base, tip),
        "merge_group": merge_group(base, tip),
    }
    planted = service / f"variant-budget-{ENGINE}-Linux-{base}"
    planted.mkdir()
    (planted / FILE_NAME).write_bytes(b"")
    run = consumer.run(event, payloads[event])
    assert run.outputs["verdict"] == "fail"
    assert "restored" in run.log
    assert [path.name for path in service.iterdir()] == [planted.name]


def test_a_push_to_another_branch_saves_nothing(consumer: Consumer, service: Path) -> None:
    assert pushed(consumer, ref="refs/heads/feature").outputs["verdict"] == "pass"
    assert list(service.iterdir()) == []


def test_without_the_input_nothing_is_restored_or_saved(consumer: Consumer, service: Path) -> None:
    files = {**consumer.files(PASS), ".github/workflows/ci.yml": uncached(consumer.workflow)}
    head = consumer.origin.commit("change", files)
    run = consumer.run("push", push_payload(ZERO, head))
    assert run.outputs["verdict"] == "pass"
    assert list(service.iterdir()) == []


def test_a_service_that_is_down_fails_no_job(consumer: Consumer) -> None:
    run = pushed(consumer)
    assert "the cache service is down" in run.log
    assert (run.job, run.step, run.outputs["verdict"]) == ("success", "success", "pass")
    assert run.annotations == ()
