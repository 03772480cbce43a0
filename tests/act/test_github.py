"""The action at home on GitHub: what it says there, and that nothing it may not say changes a verdict."""

import json
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.act.consumer import HARD, PASS, POLICY, Consumer, merged, pull_request, push_payload
from tests.act.harness import CONSUMED_AS, Run
from tests.docs.blocks import blocks_of
from tests.github.stand_in import StandIn
from tests.repositories import lines

pytestmark = pytest.mark.once

ZERO = "0" * 40
BOARD = f'{POLICY}ccb: {{assignees: [ada, "@acme/ccb"], approvers: [ada]}}\n'
ENTRY = """\
version: 1
exceptions:
  - id: CCB-1
    budget: vehicle
    variant: van
    metric: lines_of_code
    limit: hard
    ceiling: 10.0
    owned: 18
    reason: the new van
    approved_by: "@acme/ccb"
    approved_on: 2026-01-01
    expires_on: {until}
    ticket: LINE-1
    refactoring_plan: The van's code moves into configuration by summer.
"""


def exception(until: str = "2999-12-31") -> dict[str, str]:
    return {".variant-budget/exceptions.yml": ENTRY.format(until=until)}


def of_pull(base: str, tip: str, repository: str = "acme/line") -> dict[str, Any]:
    """A pull request from a repository: this one, or a fork."""
    payload: dict[str, Any] = pull_request(base, tip)
    payload["pull_request"]["head"] |= {"ref": "feature", "repo": {"full_name": repository}}
    return payload


def said(github: StandIn) -> str:
    """The one comment on the pull request, as people read it."""
    (comment,) = github.comments(7)
    return unescape(comment["body"]).replace("\N{NO-BREAK SPACE}", " ")


def over_budget(consumer: Consumer) -> dict[str, Any]:
    return of_pull(*merged(consumer, consumer.files(PASS), consumer.files(HARD)))


def test_a_pull_request_over_budget_is_commented_on_and_fails(
    consumer: Consumer, github: StandIn
) -> None:
    run = consumer.run("pull_request", over_budget(consumer))

    assert (run.job, run.outputs["verdict"]) == ("failure", "fail")
    assert "van code is 9.53 % of its product, limit 5 %" in said(github)
    assert "actions/runs/1)" in said(github)


def test_a_pull_request_that_moves_nothing_is_left_in_peace(
    consumer: Consumer, github: StandIn
) -> None:
    base, tip = merged(consumer, consumer.files(PASS), {"README.md": "new words\n"})
    run = consumer.run("pull_request", of_pull(base, tip))

    assert run.outputs["verdict"] == "pass"
    assert github.comments(7) == []


def test_a_fork_s_pull_request_fails_the_same_and_its_summary_is_whole(
    consumer: Consumer, github: StandIn
) -> None:
    github.read_only()
    payload = over_budget(consumer)
    payload["pull_request"]["head"]["repo"]["full_name"] = "mallory/line"
    run = consumer.run("pull_request", payload)

    assert (run.job, run.outputs["verdict"], run.outputs["exit-code"]) == ("failure", "fail", "1")
    assert github.comments(7) == []
    assert run.summary.startswith((consumer.results / "summary.md").read_text(encoding="utf-8"))
    (notice,) = [each for each in run.annotations if each.level == "notice"]
    assert "pull-requests: write" in notice.message
    assert "fork-pull-requests.md" in notice.message


def test_a_github_that_is_down_changes_no_verdict(consumer: Consumer, github: StandIn) -> None:
    github.fail(502, times=999)
    run = consumer.run("pull_request", over_budget(consumer))

    assert (run.job, run.outputs["verdict"]) == ("failure", "fail")
    assert "Nothing was written on GitHub: GitHub does not answer" in unescape(run.summary)


class Recipe:
    """The two workflows of the recipe, as they stand there but for where things are."""

    def __init__(self, consumer: Consumer) -> None:
        self.consumer = consumer
        (consumer.folder / "service").mkdir()
        seed = next(line for line in consumer.workflow.splitlines() if "cp -r" in line)
        page = [
            b.text for b in blocks_of("docs/recipes/fork-pull-requests.md") if b.language == "yaml"
        ]
        named = f"{seed}\n      - uses: {CONSUMED_AS}"
        self.judging = page[0].replace("      - uses: org/variant-budget@v1", named)
        self.judging = self.judging.replace(
            "        id: budgets\n",
            f'        id: budgets\n        with:\n          python: "{sys.executable}"\n',
        )
        self.posting = page[1].replace(
            "org/variant-budget/comment@v1", "acme/variant-budget/comment@v1"
        )
        self.posting = self.posting.replace("      - if: steps", f"{seed}\n      - if: steps")
        self.posting = self.posting.replace(
            "          file:", f'          python: "{sys.executable}"\n          file:'
        )

    @property
    def artifact(self) -> Path:
        return self.consumer.folder / "service/variant-budget-comment/comment.json"

    def judge(self, repository: str = "mallory/line") -> dict[str, Any]:
        """The first workflow on a fork's pull request; the event of its end."""
        workflow = {".github/workflows/ci.yml": self.judging}
        base, tip = merged(
            self.consumer,
            self.consumer.files(PASS) | workflow,
            self.consumer.files(HARD) | workflow,
        )
        self.consumer.github.read_only()
        run = self.consumer.run("pull_request", of_pull(base, tip, repository))
        assert run.job == "failure"
        assert self.consumer.github.writes == [] or all(
            each["body"] is None for each in self.consumer.github.comments(7)
        )
        return {
            "action": "completed",
            "workflow_run": {
                "id": 4711,
                "conclusion": "failure",
                "event": "pull_request",
                "head_sha": tip,
                "head_branch": "feature",
                "head_repository": {"full_name": repository, "owner": {"login": "mallory"}},
            },
            "repository": {"default_branch": "main", "full_name": "acme/line"},
        }

    def post(self, event: dict[str, Any]) -> Run:
        """The second workflow, with the rights to comment."""
        self.consumer.github.permissions["pull-requests"] = "write"
        line = self.consumer.origin
        line.switch("main")
        line.commit("recipe", {".github/workflows/ci.yml": self.posting})
        return self.consumer.run("workflow_run", event)


@pytest.fixture
def recipe(consumer: Consumer) -> Recipe:
    return Recipe(consumer)


def test_a_second_workflow_comments_for_a_fork(recipe: Recipe, github: StandIn) -> None:
    run = recipe.post(recipe.judge())

    assert run.job == "success", run.log
    assert "van code is 9.53 % of its product, limit 5 %" in said(github)
    assert "actions/runs/4711)" in said(github)
    assert "The check decides, not this comment." in said(github)


def test_an_artifact_that_somebody_made_up_is_shown_and_never_believed(
    recipe: Recipe, github: StandIn
) -> None:
    event = recipe.judge()
    draft = json.loads(recipe.artifact.read_text(encoding="utf-8"))
    evil = "<img src=x> @acme/everyone [win](https://evil.example) <!-- variant-budget:x -->"
    draft["summary"]["headline"] = evil
    draft["key"] = "x --> <!-- variant-budget:comment key=y -->"
    recipe.artifact.write_text(json.dumps(draft), encoding="utf-8")

    assert recipe.post(event).job == "success"
    (comment,) = github.comments(7)
    body = comment["body"].split("\n", 1)[1]
    assert "<img" not in body
    assert "@acme" not in body.replace("@<!-- -->acme", "")
    assert "](https://evil.example)" not in body
    assert comment["body"].split("\n")[0].count("-->") == 1


@pytest.mark.parametrize(
    "forged", ["[]", '{"schema_version": 1}', "not json", "[" * 100_000, '{"summary": {"rows": 5}}']
)
def test_an_artifact_that_is_none_of_ours_is_refused(
    recipe: Recipe, github: StandIn, forged: str
) -> None:
    event = recipe.judge()
    recipe.artifact.write_text(forged, encoding="utf-8")

    assert recipe.post(event).job == "failure"
    assert github.comments(7) == []


def test_a_run_on_a_commit_that_is_not_the_newest_any_more_says_nothing(
    recipe: Recipe, github: StandIn
) -> None:
    event = recipe.judge()
    github.push(7, "f" * 40)

    assert recipe.post(event).job == "success"
    assert github.comments(7) == []


def test_the_artifact_chooses_no_other_pull_request(recipe: Recipe, github: StandIn) -> None:
    event = recipe.judge()
    github.open_pull(8, head="c" * 40, head_ref="feature", head_repository="other/line")

    recipe.post(event)
    assert github.comments(8) == []
    assert len(github.comments(7)) == 1


def test_of_two_pull_requests_from_one_branch_none_is_commented_on(
    recipe: Recipe, github: StandIn
) -> None:
    event = recipe.judge()
    head = event["workflow_run"]["head_sha"]
    github.open_pull(8, head=head, head_repository="mallory/line", base_ref="legacy")

    assert recipe.post(event).job == "success"
    assert (github.comments(7), github.comments(8)) == ([], [])


def pushed(consumer: Consumer, before: str, van: int, policy: str = BOARD, **more: str) -> str:
    after = consumer.origin.commit(f"{van} lines", consumer.files(van, policy) | more)
    consumer.run("push", push_payload(before, after))
    return after


def test_a_breach_on_main_opens_one_issue_that_follows_it_to_its_end(
    consumer: Consumer, github: StandIn
) -> None:
    github.collaborators.add("ada")
    first = pushed(consumer, ZERO, HARD)
    (issue,) = github.issues
    assert issue["title"] == "van is over its vehicle budget"
    assert [each["login"] for each in issue["assignees"]] == ["ada"]
    assert [each["name"] for each in issue["labels"]] == ["ccb-review"]
    text = unescape(issue["body"])
    for told in (
        "9.53",
        "vehicles/van/van.py",
        "Shrink it.",
        "refactoring_plan: TODO",
        "@acme/ccb",
    ):
        assert told in text

    second = pushed(consumer, first, HARD + 2)
    (issue,) = github.issues
    assert "10.38" in issue["body"]
    (note,) = github.comments(issue["number"])
    assert "10.38" in note["body"]

    pushed(consumer, second, PASS)
    (issue,) = github.issues
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    assert "within its hard and trend limits" in github.comments(issue["number"])[-1]["body"]


def test_without_a_board_in_the_policy_no_issue_is_opened(
    consumer: Consumer, github: StandIn
) -> None:
    pushed(consumer, ZERO, HARD, POLICY)
    assert github.issues == []


def test_an_exception_on_the_base_lets_the_pull_request_pass_and_is_shown(
    consumer: Consumer, github: StandIn
) -> None:
    base, tip = merged(
        consumer, consumer.files(PASS) | exception(), consumer.files(HARD) | exception()
    )
    run = consumer.run("pull_request", of_pull(base, tip))

    assert (run.job, run.outputs["verdict"]) == ("success", "warn")
    for text in (unescape(run.summary), said(github)):
        assert "CCB-1" in text
        assert "The van's code moves into configuration by summer." in text
        assert "owned at approval: 18 lines, now: 20 lines" in text


def test_an_exception_that_expired_fails(consumer: Consumer) -> None:
    old = exception("2026-06-30")
    base, tip = merged(consumer, consumer.files(PASS) | old, consumer.files(HARD) | old)
    run = consumer.run("pull_request", of_pull(base, tip))

    assert (run.job, run.outputs["verdict"]) == ("failure", "fail")
    assert "exception-expired" in {each.title for each in run.annotations}


def proposes(consumer: Consumer, github: StandIn) -> dict[str, Any]:
    """A pull request over budget that brings an exception of its own."""
    base, tip = merged(
        consumer, consumer.files(PASS, BOARD), consumer.files(HARD, BOARD) | exception()
    )
    payload = of_pull(base, tip)
    consumer.announce(payload)
    github.run(head=tip, at="2026-11-25T10:00:00Z")
    return payload


def test_an_exception_that_a_pull_request_brings_counts_once_the_board_labels_it(
    consumer: Consumer, github: StandIn
) -> None:
    payload = proposes(consumer, github)
    assert consumer.run("pull_request", payload).outputs["verdict"] == "fail"

    github.label(7, "ccb-approved", by="ada", at="2026-11-25T11:00:00Z")
    run = consumer.run("pull_request", payload)

    assert (run.job, run.outputs["verdict"]) == ("success", "warn")
    assert "ada approved CCB-1 with the label ccb-approved" in unescape(run.summary)
    (override,) = [each for each in consumer.report()["findings"] if each["rule"] == "override"]
    assert override["path"] == ".variant-budget/exceptions.yml"


def test_a_label_of_a_stranger_lets_nothing_pass(consumer: Consumer, github: StandIn) -> None:
    payload = proposes(consumer, github)
    github.label(7, "ccb-approved", by="mallory", at="2026-11-25T11:00:00Z")
    run = consumer.run("pull_request", payload)

    assert run.outputs["verdict"] == "fail"
    assert "mallory, who set it, is none of the approvers" in unescape(run.summary)


def test_a_release_blocks_growth_that_a_pull_request_only_warns_of(
    consumer: Consumer, github: StandIn
) -> None:
    wide = POLICY.replace("hard_limit: 5.0", "hard_limit: 50.0").replace(
        "soft_limit: 3.0", "soft_limit: 40.0"
    )
    consumer.origin.commit("release", consumer.files(PASS, wide))
    consumer.origin.git("tag", "v1.0.0")
    base, tip = merged(consumer, consumer.files(PASS, wide), consumer.files(HARD, wide))
    asked = consumer.run("pull_request", of_pull(base, tip))
    assert (asked.job, asked.outputs["verdict"]) == ("success", "warn")

    consumer.origin.git("tag", "v1.1.0")
    released = consumer.run(
        "release",
        {
            "action": "published",
            "release": {"tag_name": "v1.1.0"},
            "ref": "refs/tags/v1.1.0",
            "repository": {"default_branch": "main", "full_name": "acme/line"},
        },
    )
    assert (released.job, released.outputs["exit-code"]) == ("failure", "1")
    assert "grew" in unescape(released.summary.splitlines()[0])
    assert github.issues == []


def test_a_release_without_what_it_needs_is_not_let_through(consumer: Consumer) -> None:
    strict = f"{POLICY}test_budget: {{hard_limit: 25, metrics: [test_case_count], require_evidence: true}}\n"
    consumer.origin.commit("release", consumer.files(PASS, strict) | {"tests/a.py": lines("t", 1)})
    consumer.origin.git("tag", "v1.0.0")
    run = consumer.run("release", {"action": "published", "ref": "refs/tags/v1.0.0"})

    assert (run.job, run.outputs["exit-code"]) == ("failure", "3")


def deploy(consumer: Consumer, van: int) -> Run:
    """The gate of docs/recipes/releases.md, in the place where a tag ships."""
    page = [b.text for b in blocks_of("docs/recipes/releases.md") if b.language == "yaml"]
    recipe = next(text for text in page if "environment: production" in text)
    seed = next(line for line in consumer.workflow.splitlines() if "cp -r" in line)
    ours = f"{seed}\n      - uses: {CONSUMED_AS}"
    recipe = recipe.replace("      - uses: org/variant-budget@v1", ours)
    recipe = recipe.replace(
        "          mode: release\n",
        f'          mode: release\n          python: "{sys.executable}"\n',
    )
    wide = POLICY.replace("hard_limit: 5.0", "hard_limit: 50.0").replace(
        "soft_limit: 3.0", "soft_limit: 40.0"
    )
    consumer.origin.commit("release", consumer.files(PASS, wide))
    consumer.origin.git("tag", "v1.0.0")
    workflow = {".github/workflows/ci.yml": recipe}
    after = consumer.origin.commit("next", consumer.files(van, wide) | workflow)
    consumer.origin.git("tag", "v1.1.0")
    return consumer.run("push", push_payload(ZERO, after, "refs/tags/v1.1.0"))


def test_what_ships_needs_the_gate_and_gets_its_verdict(consumer: Consumer) -> None:
    assert "ships with the verdict pass" in deploy(consumer, PASS).log


def test_what_grew_too_fast_does_not_ship(consumer: Consumer) -> None:
    run = deploy(consumer, HARD)
    assert "ships with the verdict" not in run.log
    assert "Over budget" in unescape(run.summary)
