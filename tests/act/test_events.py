"""The action as users write it, in a repository of their own, for every event it knows."""

import subprocess
import sys
from html import unescape

import pytest

from tests.act.consumer import (
    HARD,
    PASS,
    POLICY,
    SOFT,
    Consumer,
    merge_group,
    merged,
    pull_request,
    push_payload,
)

pytestmark = pytest.mark.once


def test_a_push_within_budget_passes(consumer: Consumer) -> None:
    before = consumer.origin.commit("base", consumer.files(1))
    after = consumer.origin.commit("change", consumer.files(PASS))
    run = consumer.run("push", push_payload(before, after))
    assert (run.job, run.step) == ("success", "success")
    assert run.outputs == {
        "verdict": "pass",
        "exit-code": "0",
        "worst-budget": "vehicle/van/lines_of_code",
        "worst-share": "1.0417",
        "report": str(consumer.results / "report.json"),
        "summary": str(consumer.results / "summary.md"),
        "sarif": str(consumer.results / "findings.sarif"),
        "comment": str(consumer.results / "comment.json"),
        "facts": "",
    }
    assert consumer.report()["verdict"] == "pass"
    assert consumer.report()["base"]["commit"] == before
    assert run.summary == (consumer.results / "summary.md").read_text(encoding="utf-8")
    assert run.annotations == ()


def test_a_hard_breach_fails_the_job_and_says_where(consumer: Consumer) -> None:
    base, tip = merged(consumer, consumer.files(PASS), consumer.files(HARD))
    run = consumer.run("pull_request", pull_request(base, tip))
    assert (run.job, run.step) == ("failure", "failure")
    assert (run.outputs["verdict"], run.outputs["exit-code"]) == ("fail", "1")
    assert run.outputs["worst-share"] == "9.5239"  # 9.52380..., rounded against the author
    headline = unescape(run.summary.splitlines()[0])
    assert (
        "van code is 9.53\N{NO-BREAK SPACE}% of its product, limit 5\N{NO-BREAK SPACE}%" in headline
    )
    (error,) = [each for each in run.annotations if each.level == "error"]
    assert error.path == "vehicles/van/van.py"
    assert "9.53" in error.message


def test_a_soft_breach_passes_with_a_warning(consumer: Consumer) -> None:
    base, tip = merged(consumer, consumer.files(PASS), consumer.files(SOFT))
    run = consumer.run("pull_request", pull_request(base, tip))
    assert (run.job, run.step) == ("success", "success")
    assert (run.outputs["verdict"], run.outputs["exit-code"]) == ("warn", "0")
    assert {each.level for each in run.annotations} == {"warning"}


def test_a_broken_policy_is_an_error_at_its_place(consumer: Consumer) -> None:
    broken = POLICY.replace("hard_limit: 5.0", "hard_limt: 5.0")
    before = consumer.origin.commit("base", consumer.files(PASS))
    after = consumer.origin.commit("change", consumer.files(PASS, broken))
    run = consumer.run("push", push_payload(before, after))
    assert (run.job, run.step) == ("failure", "failure")
    assert (run.outputs["verdict"], run.outputs["exit-code"]) == ("error", "2")
    (annotation,) = run.annotations
    assert (annotation.level, annotation.path, annotation.line) == (
        "error",
        ".variant-budget/policy.yml",
        "6",
    )
    assert "hard_limit" in annotation.message
    assert annotation.message in unescape(run.summary)
    report = consumer.report()
    assert report["verdict"] == "error"
    assert [(each["path"], each["line"]) for each in report["errors"]] == [(annotation.path, 6)]


def test_a_shallow_checkout_fetches_the_base_it_lacks(consumer: Consumer) -> None:
    base, tip = merged(consumer, consumer.files(PASS), consumer.files(HARD))
    consumer.origin.git("branch", "merge-ref")
    consumer.origin.switch("main")
    checkout = consumer.origin.clone(consumer.folder / "shallow", "--depth=1", "--branch=merge-ref")
    assert checkout.git("rev-list", "--count", "HEAD") == "1"
    run = consumer.run("pull_request", pull_request(base, tip), checkout)
    assert run.outputs["verdict"] == "fail"
    assert consumer.report()["base"]["commit"] == base
    # The user's own repository is left as it was.
    assert checkout.git("rev-list", "--all", "--count") == "1"


def test_a_first_policy_is_previewed_and_not_in_force(consumer: Consumer) -> None:
    base, tip = merged(consumer, consumer.files(HARD, None), consumer.files(HARD))
    run = consumer.run("pull_request", pull_request(base, tip))
    assert (run.job, run.step) == ("success", "success")
    assert (run.outputs["verdict"], run.outputs["exit-code"]) == ("not-in-force", "0")
    assert consumer.report()["policy"]["in_force"] is False
    assert "nothing is blocked" in run.summary.splitlines()[0]
    assert "in force after merge" in run.summary


def test_a_pull_request_is_judged_by_the_limits_of_its_base(consumer: Consumer) -> None:
    raised = POLICY.replace("hard_limit: 5.0", "hard_limit: 50.0")
    base, tip = merged(consumer, consumer.files(PASS), consumer.files(HARD, raised))
    run = consumer.run("pull_request", pull_request(base, tip))
    assert run.outputs["verdict"] == "fail"


def test_a_merge_group_is_compared_with_its_base(consumer: Consumer) -> None:
    base = consumer.origin.commit("base", consumer.files(PASS))
    head = consumer.origin.commit("change", consumer.files(HARD))
    run = consumer.run("merge_group", merge_group(base, head))
    assert run.outputs["verdict"] == "fail"
    assert consumer.report()["base"]["commit"] == base


def test_a_new_branch_is_compared_with_where_it_left_the_default_branch(consumer: Consumer) -> None:
    fork = consumer.origin.commit("base", consumer.files(PASS))
    consumer.origin.branch("feature")
    head = consumer.origin.commit("change", consumer.files(SOFT))
    consumer.origin.git("update-ref", "refs/remotes/origin/main", fork)
    run = consumer.run("push", push_payload("0" * 40, head, "refs/heads/feature"))
    assert run.outputs["verdict"] == "warn"
    assert consumer.report()["base"]["commit"] == fork


def test_a_release_is_held_to_its_trend_limit(consumer: Consumer) -> None:
    last = consumer.origin.commit("release", consumer.files(PASS))
    consumer.origin.tag("v1.0.0")
    consumer.origin.commit("change", consumer.files(4))  # 2.06 %: within the hard limit, up by 1.02
    consumer.origin.tag("v1.1.0")
    payload = {
        "action": "published",
        "release": {"tag_name": "v1.1.0", "target_commitish": "main"},
        "repository": {"default_branch": "main", "full_name": "acme/line"},
    }
    run = consumer.run("release", payload)
    assert (run.job, run.outputs["verdict"]) == ("failure", "fail")
    assert consumer.report()["release"] == {"commit": last, "tag": "v1.0.0", "chosen_by": "history"}


def test_dependencies_are_installed_where_there_are_none(consumer: Consumer) -> None:
    python = consumer.folder / "bare" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
    workflow = consumer.workflow.replace(sys.executable, str(python))
    workflow = "\n".join(line for line in workflow.splitlines() if "cp -r" not in line)
    files = {**consumer.files(PASS), ".github/workflows/ci.yml": workflow}
    head = consumer.origin.commit("base", files)
    run = consumer.run("push", push_payload("0" * 40, head))
    assert run.outputs["verdict"] == "pass", run.log
