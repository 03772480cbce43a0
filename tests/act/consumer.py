"""A product line that uses the action as its users write it, and what GitHub tells of it."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import action
from tests.act.harness import CONSUMED_AS, Run, run_workflow
from tests.github.stand_in import StandIn
from tests.repositories import Repository, lines

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


class Consumer:
    """A product line that uses the action, and what its last run left."""

    def __init__(self, folder: Path, published: Path, github: StandIn) -> None:
        self.github = github
        self.folder = folder
        self.published = published
        self.known: set[int] = set()
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
        if not checkout and not repository.git("remote"):
            repository.git("remote", "add", "origin", "https://github.com/acme/line.git")
        self.announce(payload)
        return run_workflow(
            repository.root,
            event,
            payload,
            action=self.published,
            home=self.folder / "home",
            api=self.github.url,
        )

    def announce(self, payload: Mapping[str, Any]) -> None:
        """GitHub knows of the pull request that an event is about, and of its newest commit."""
        pull = payload.get("pull_request")
        if pull is None:
            return
        head, number = pull["head"], pull["number"]
        if number in self.known:
            self.github.push(number, head["sha"])
        else:
            repository = head.get("repo", {}).get("full_name")
            self.github.open_pull(
                number, head=head["sha"], head_ref=head["ref"], head_repository=repository
            )
            self.known.add(number)

    def report(self) -> Any:
        return json.loads((self.results / "report.json").read_text(encoding="utf-8"))


def uncached(workflow: str) -> str:
    """The workflow with the cache turned off."""
    return workflow.replace("        with:\n", '        with:\n          cache: "false"\n')


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


def merge_group(base: str, head: str) -> dict[str, object]:
    return {
        "action": "checks_requested",
        "merge_group": {
            "base_sha": base,
            "head_sha": head,
            "base_ref": "refs/heads/main",
            "head_ref": "refs/heads/gh-readonly-queue/main/pr-7",
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
