"""The action as users write it, in a repository of their own, for every event it knows."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import action
from tests.act.harness import CONSUMED_AS, Run, run_workflow
from tests.repositories import Repository, lines

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
SHIPPED = ("action.yml", "requirements.lock", "src", "templates")

POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["vehicles/{variant}/"]
vehicle_budget:
  hard_limit: 5.0
  soft_limit: 3.0
  trend_limit: 0.5
  metrics: [lines_of_code]
"""

WORKFLOW = f"""\
on: [merge_group, pull_request, push, release]
jobs:
  budget:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - run: mkdir -p "$RUNNER_TEMP/variant-budget" && cp -r "SEED" "$RUNNER_TEMP/variant-budget/lib"
      - id: budget
        uses: {CONSUMED_AS}
        with:
          python: "PYTHON"
          output: "OUTPUT"
      # Texts of the event are hostile here: none of them may ever be run.
      - if: always()
        run: test -z "$(find "$GITHUB_WORKSPACE" "$RUNNER_TEMP" -name PWNED)"
"""

CORE = {"core/engine.py": lines("core_", 190)}
PASS, SOFT, HARD = 2, 8, 20  # lines of the van: 1.04 %, 4.04 % and 9.52 % of its product


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The action as a release holds it: no environment, no tests."""
    folder = tmp_path_factory.mktemp("published")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


class Consumer:
    """A product line that uses the action, and what its last run left."""

    def __init__(self, folder: Path, published: Path) -> None:
        self.folder = folder
        self.published = published
        self.results = folder / "results"
        self.origin = Repository(folder / "origin")

    def files(self, van: int, policy: str | None = POLICY) -> dict[str, str]:
        files = {
            **CORE,
            "vehicles/van/van.py": lines("van_", van),
            ".github/workflows/ci.yml": self.workflow,
        }
        return files if policy is None else {**files, ".variant-budget/policy.yml": policy}

    @property
    def workflow(self) -> str:
        seed = self.folder / "seed"
        seed.mkdir(exist_ok=True)
        # This Python holds what the lock names (tests/test_locks.py), so nothing is missing there.
        mark = action.fingerprint(self.published / "requirements.lock")
        (seed / "installed.txt").write_text(mark, encoding="utf-8")
        places = {"SEED": str(seed), "PYTHON": sys.executable, "OUTPUT": str(self.results)}
        text = WORKFLOW
        for word, place in places.items():
            text = text.replace(word, place)
        return text

    def run(
        self, event: str, payload: Mapping[str, object], checkout: Repository | None = None
    ) -> Run:
        repository = checkout or self.origin
        if not checkout:
            repository.git("remote", "add", "origin", "https://github.com/acme/line.git")
        home = self.folder / "home"
        return run_workflow(repository.root, event, payload, action=self.published, home=home)

    def report(self) -> Any:
        return json.loads((self.results / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def consumer(tmp_path: Path, published: Path) -> Consumer:
    return Consumer(tmp_path, published)


def push_payload(before: str, after: str, ref: str = "refs/heads/main") -> dict[str, object]:
    return {
        "ref": ref,
        "before": before,
        "after": after,
        "repository": {"default_branch": "main", "full_name": "acme/line"},
    }


def pull_request(base: str, tip: str) -> dict[str, object]:
    return {
        "action": "opened",
        "number": 7,
        "pull_request": {
            "number": 7,
            # What a contributor writes stands here; see cases/security/12.
            "title": '"; touch PWNED; echo "',
            "body": "approved-by: ccb\n::error::boo",
            "base": {"ref": "main", "sha": base},
            "head": {"ref": "feat/$(touch PWNED)", "sha": tip},
        },
        "repository": {"default_branch": "main", "full_name": "acme/line"},
    }


def merged(
    consumer: Consumer, base: dict[str, str], change: Mapping[str, str | None]
) -> tuple[str, str]:
    """Base and tip of a pull request; the origin stands at its merge commit, as GitHub makes it."""
    origin = consumer.origin
    first = origin.commit("base", base)
    origin.branch("feature")
    tip = origin.commit("change", change)
    origin.switch("main")
    origin.switch(first)
    origin.merge("feature")
    return first, tip


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
    group = {
        "action": "checks_requested",
        "merge_group": {
            "base_sha": base,
            "head_sha": head,
            "base_ref": "refs/heads/main",
            "head_ref": "refs/heads/gh-readonly-queue/main/pr-7",
        },
        "repository": {"default_branch": "main", "full_name": "acme/line"},
    }
    run = consumer.run("merge_group", group)
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
