"""What a check says on GitHub, and when: by the command line, against the stand-in."""

from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.command import Told, on_github, variant_budget
from tests.github.stand_in import StandIn
from tests.repositories import Repository, lines

POLICY = """\
version: 1
dimensions:
  vehicle: {paths: ["vehicles/{variant}/"]}
vehicle_budget: {hard_limit: 5.0, trend_limit: 0.5, metrics: [lines_of_code]}
"""
BOARD = f'{POLICY}ccb: {{label: board, assignees: [ada, "@acme/ccb"], review_every: 90d}}\n'
HOME = {"default_branch": "main", "full_name": "acme/line"}
OVER, WITHIN = 8, 2


@pytest.fixture
def github() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


class Line:
    """A product line on GitHub, judged one event after the other."""

    def __init__(self, folder: Path, github: StandIn) -> None:
        self.folder = folder
        self.github = github
        self.repository = Repository(folder / "line")
        self.runs = 0
        self.policy = BOARD
        self.tip = ""

    def commit(self, truck: int, policy: str = BOARD, **more: str) -> str:
        files = {
            ".variant-budget/policy.yml": policy,
            "core/a.py": lines("core_", 90),
            "vehicles/truck/a.py": lines("truck_", truck),
            **more,
        }
        return self.repository.commit(f"{self.runs} {truck}", files)

    def judge(
        self, name: str, event: dict[str, Any], *flags: str, token: str | None = None, **more: str
    ) -> Told:
        self.runs += 1
        environ = on_github(name, event, self.folder / f"run-{self.runs}") | {
            "GITHUB_REPOSITORY": "acme/line",
            "GITHUB_API_URL": self.github.url,
            "GITHUB_RUN_ID": str(self.runs),
            "GITHUB_REF": "refs/heads/main",
            "VARIANT_BUDGET_TOKEN": self.github.token if token is None else token,
        }
        words = ["check", "--repo", str(self.repository.root), "--github", "--today", "2026-11-25"]
        return variant_budget([*words, *flags], environ=environ | more)

    def push(self, truck: int, policy: str = BOARD, *flags: str) -> Told:
        before = self.repository.git("rev-list", "-1", "--all") or "0" * 40
        after = self.commit(truck, policy)
        event = {"ref": "refs/heads/main", "before": before, "after": after, "repository": HOME}
        return self.judge("push", event, *flags)

    def pull(
        self,
        truck: int,
        *flags: str,
        labels: tuple[str, ...] = (),
        base: int = WITHIN,
        files: Mapping[str, str] = {},
        state: str = "open",
    ) -> Told:
        """A pull request that comes from `base` lines of the truck, judged at its merge commit."""
        if not self.repository.git("tag", "--list", "start"):
            self.commit(base)
            self.repository.git("tag", "start")
        self.repository.switch("start")
        self.repository.git("checkout", "-q", "-B", "feature")
        self.tip = self.commit(truck, self.policy, **{"README.md": f"run {self.runs}\n"}, **files)
        self.repository.switch("start")
        self.repository.merge("feature")
        if self.runs == 0:
            self.github.open_pull(7, head=self.tip, labels=labels)
        else:
            self.github.push(7, self.tip)
        return self.judge_pull(*flags, labels=labels, state=state)

    def judge_pull(self, *flags: str, labels: tuple[str, ...] = (), state: str = "open") -> Told:
        """The pull request as it stands."""
        told = {
            "number": 7,
            "base": {"ref": "main", "sha": self.repository.oid("start")},
            "head": {"ref": "feature", "sha": self.tip, "repo": {"full_name": "acme/line"}},
            "labels": [{"name": each} for each in labels],
            "state": state,
        }
        return self.judge("pull_request", {"pull_request": told, "repository": HOME}, *flags)

    def summary(self) -> str:
        text = (self.folder / f"run-{self.runs}" / "step-summary.md").read_text(encoding="utf-8")
        return unescape(text)


@pytest.fixture
def line(tmp_path: Path, github: StandIn) -> Line:
    return Line(tmp_path, github)


def open_issues(github: StandIn) -> list[str]:
    return [each["title"] for each in github.issues if each["state"] == "open"]


def test_a_pull_request_that_gets_better_again_has_its_comment_brought_up_to_date(
    line: Line, github: StandIn
) -> None:
    line.pull(OVER)
    assert "Over budget" in github.comments(7)[0]["body"]

    line.pull(WITHIN)
    (comment,) = github.comments(7)
    assert "Within budget" in comment["body"]


def test_without_a_wish_for_comments_and_without_a_board_nothing_is_asked(
    line: Line, github: StandIn
) -> None:
    line.commit(WITHIN, POLICY)
    line.repository.git("tag", "start")
    line.pull(OVER, "--comment", "never")

    assert [each.method for each in github.requests if each.method != "GET"] == []


def test_always_means_on_pull_requests_that_move_nothing_too(line: Line, github: StandIn) -> None:
    line.pull(WITHIN, "--comment", "changes")
    assert github.comments(7) == []
    line.pull(WITHIN, "--comment", "always")
    assert len(github.comments(7)) == 1


def test_a_share_that_moves_less_than_is_shown_is_no_reason_to_comment(
    line: Line, github: StandIn
) -> None:
    line.commit(WITHIN, **{"core/b.py": lines("more_", 9_000)})
    line.repository.git("tag", "start")
    line.pull(WITHIN, files={"core/c.py": "x = 1\n"})

    assert github.comments(7) == []


def test_a_standing_breach_that_a_change_does_not_touch_is_no_reason_to_comment(
    line: Line, github: StandIn
) -> None:
    told = line.pull(OVER, base=OVER)

    assert told.exit_code == 1
    assert github.comments(7) == []


def test_a_pull_request_that_is_labelled_for_review_opens_the_board_s_issue(
    line: Line, github: StandIn
) -> None:
    line.pull(OVER, labels=("board",))
    assert open_issues(github) == ["truck is over its vehicle budget"]

    line.pull(WITHIN, labels=("board",))
    assert open_issues(github) == []


def test_a_pull_request_without_that_label_does_not(line: Line, github: StandIn) -> None:
    line.pull(OVER)
    assert github.issues == []


def test_a_release_s_issue_is_closed_by_the_next_release_and_not_by_a_push(
    line: Line, github: StandIn
) -> None:
    line.commit(WITHIN)
    line.repository.git("tag", "v1.0.0")
    line.commit(OVER)
    line.repository.git("tag", "v1.1.0")
    event = {"ref": "refs/tags/v1.1.0", "repository": HOME}
    told = line.judge("release", event)

    assert told.exit_code == 1
    assert open_issues(github) == ["truck is over its vehicle budget"]
    assert (
        "In release v1.1.0" in github.issues[0]["body"]
        or "In a release" in (github.issues[0]["body"])
    )

    line.push(WITHIN)
    assert "truck is over its vehicle budget" in open_issues(github)
    line.repository.git("tag", "v1.2.0")
    assert line.judge("release", event, "--release", "v1.0.0").exit_code == 0
    assert "truck is over its vehicle budget" not in open_issues(github)


def test_a_release_lists_what_it_changes_for_each_variant(line: Line) -> None:
    line.commit(WITHIN)
    line.repository.git("tag", "v1.0.0")
    line.commit(WITHIN + 1)
    line.commit(WITHIN + 1, **{"core/b.py": lines("more_", 3)})
    line.judge("release", {"ref": "refs/tags/v1.1.0", "repository": HOME})

    table = line.summary().partition("What this release changes")[2].partition("###")[0]
    assert "+1 vehicles/truck/a.py" in table
    assert "core/b.py" not in table


def test_a_push_judged_as_a_release_lists_what_came_since_the_release(line: Line) -> None:
    line.commit(WITHIN)
    line.repository.git("tag", "v1.0.0")
    line.commit(WITHIN + 1)
    line.push(WITHIN + 2, BOARD, "--mode", "release")

    assert "+2 vehicles/truck/a.py" in line.summary()


def test_a_push_to_another_branch_tells_the_board_nothing(line: Line, github: StandIn) -> None:
    after = line.commit(OVER)
    event = {"ref": "refs/heads/work", "before": "0" * 40, "after": after, "repository": HOME}
    line.judge("push", event, GITHUB_REF="refs/heads/work")

    assert github.issues == []


def test_growth_is_a_matter_for_the_board_though_a_push_only_warns_of_it(
    line: Line, github: StandIn
) -> None:
    line.commit(WITHIN)
    line.repository.git("tag", "v1.0.0")
    told = line.push(WITHIN + 2)

    assert told.exit_code == 0
    assert "truck grew too fast for its vehicle budget" in open_issues(github)


def test_a_review_is_asked_for_once_in_its_time(line: Line, github: StandIn) -> None:
    line.push(WITHIN)
    (review,) = github.issues
    assert review["title"] == "Review of all variant budgets, 2026-11-25"
    text = unescape(review["body"])
    for told in ("truck", "2.18", "@acme/ccb", "This is the first review", "None."):
        assert told in text

    line.push(WITHIN + 1)
    assert len(github.issues) == 1


def test_a_later_review_names_the_limits_that_were_raised(line: Line, github: StandIn) -> None:
    line.push(WITHIN)
    milder = BOARD.replace("hard_limit: 5.0", "hard_limit: 7.5")
    stricter = milder.replace("trend_limit: 0.5", "trend_limit: 0.25")
    line.commit(WITHIN, stricter)
    line.judge("schedule", {"schedule": "0 5 * * 1"}, "--today", "2099-01-01")

    _, review = github.issues
    assert "vehicle_budget.hard_limit: 5 → 7.5" in unescape(review["body"])
    assert "0.25" not in review["body"].partition("Limits raised")[2]


@pytest.mark.parametrize("lost", ["pull-requests", "issues"])
def test_a_permission_that_is_missing_is_told_by_name_and_decides_nothing(
    line: Line, github: StandIn, lost: str
) -> None:
    del github.permissions[lost]
    del github.permissions["issues" if lost != "issues" else "actions"]
    told = line.pull(OVER, labels=("board",))

    assert told.exit_code == 1
    assert f"{lost}: write" in line.summary()
    assert f"{lost}: write" in told.err


def test_without_a_token_the_verdict_is_the_same_and_that_is_said(line: Line) -> None:
    line.commit(WITHIN)
    line.repository.git("tag", "start")
    told = line.judge(
        "push", {"ref": "refs/heads/main", "before": "0" * 40, "repository": HOME}, token=""
    )

    assert told.exit_code == 0
    assert "The input token is empty" in line.summary()


def test_off_a_runner_it_is_a_mistake(line: Line) -> None:
    line.commit(WITHIN)
    told = variant_budget(["check", "--repo", str(line.repository.root), "--github"])

    assert told.exit_code == 2
    assert "--github" in told.err


def test_the_token_is_in_nothing_that_is_written_or_printed(line: Line, github: StandIn) -> None:
    github.fail(500, times=99)
    told = line.push(OVER)

    for text in (told.out, told.err, line.summary()):
        assert "of-no-use" not in text


@pytest.mark.parametrize("token", ["of-no-\nuse", "tökén", "a b"])
def test_a_token_that_is_none_changes_no_verdict_and_is_shown_nowhere(
    line: Line, token: str
) -> None:
    told = line.push(WITHIN)
    line.commit(WITHIN)
    event = {"ref": "refs/heads/main", "before": "0" * 40, "repository": HOME}
    again = line.judge("push", event, token=token)

    assert (told.exit_code, again.exit_code) == (0, 0)
    assert "is no token" in line.summary()
    assert token not in line.summary() + again.out + again.err


def test_a_token_that_was_pasted_with_its_line_end_is_one(line: Line, github: StandIn) -> None:
    line.commit(OVER)
    event = {"ref": "refs/heads/main", "before": "0" * 40, "repository": HOME}
    line.judge("push", event, token=f"{github.token}\n")

    assert "truck is over its vehicle budget" in open_issues(github)


@pytest.mark.parametrize("raw", [b"[]", b"{}", b"null", b'""'])
def test_an_answer_that_nobody_expects_changes_no_verdict(
    line: Line, github: StandIn, raw: bytes
) -> None:
    github.fail(200, times=99, raw=raw)
    told = line.push(OVER)

    assert told.exit_code == 1
    assert "Over budget" in line.summary()


def test_the_summary_is_written_before_github_is_waited_for(line: Line, github: StandIn) -> None:
    seen: list[bool] = []
    place = line.folder / "run-1" / "step-summary.md"
    github.before(lambda: seen.append(place.exists() and "Over budget" in place.read_text("utf-8")))
    line.push(OVER)

    assert seen == [True]


def test_a_label_on_a_pull_request_that_is_closed_calls_nobody(line: Line, github: StandIn) -> None:
    line.pull(OVER, labels=("board",), state="closed")
    assert github.issues == []


def test_a_review_is_asked_for_though_an_assignee_has_left(line: Line, github: StandIn) -> None:
    github.collaborators.clear()
    line.push(WITHIN)

    assert len(github.issues) == 1


def test_two_policies_have_reviews_of_their_own(line: Line, github: StandIn) -> None:
    line.commit(WITHIN, **{"b/policy.yml": BOARD})
    line.push(WITHIN)
    line.push(WITHIN + 1, BOARD, "--policy-path", "b/policy.yml")

    assert len(github.issues) == 2


def test_a_variant_that_is_excused_from_the_limit_is_a_raised_limit(
    line: Line, github: StandIn
) -> None:
    line.push(WITHIN)
    excused = BOARD.replace("metrics:", "variants: {truck: {hard_limit: 50}}, metrics:")
    line.commit(WITHIN, excused)
    line.judge("schedule", {"schedule": "0 5 * * 1"}, "--today", "2099-01-01")

    text = unescape(github.issues[1]["body"]).replace("<wbr>", "").replace("\\_", "_")
    assert "vehicle_budget.variants.truck.hard_limit: 5 → 50" in text


def test_what_an_exception_is_for_is_told_to_the_board_with_its_plan(
    line: Line, github: StandIn
) -> None:
    line.push(OVER)
    line.repository.write(
        ".variant-budget/exceptions.yml",
        "version: 1\nexceptions:\n  - {id: EX-1, budget: vehicle, variant: truck, metric: all, "
        "limit: hard, ceiling: 9, owned: 7, reason: r, approved_by: a, approved_on: 2026-01-01, "
        "expires_on: 2099-01-01, ticket: t, refactoring_plan: The truck moves to configuration.}\n",
    )
    line.push(OVER)

    (issue,) = [each for each in github.issues if "truck" in each["title"]]
    note = unescape(github.comments(issue["number"])[-1]["body"])
    assert issue["state"] == "closed"
    assert "owned at approval: 7 lines, now: 8 lines. Plan: The truck moves" in note


def test_two_checkouts_of_one_job_have_issues_of_their_own(line: Line, github: StandIn) -> None:
    """Each has a policy at the same path; the workspace tells them apart."""
    event = {"ref": "refs/heads/main", "before": "0" * 40, "repository": HOME}
    line.commit(OVER)
    line.judge("push", event, GITHUB_WORKSPACE=str(line.folder))
    other = Repository(line.folder / "other")
    files = {".variant-budget/policy.yml": BOARD, "core/a.py": lines("core_", 9)}
    other.commit("other", files)
    line.repository = other
    line.judge("push", event, GITHUB_WORKSPACE=str(line.folder))

    assert "truck is over its vehicle budget" in open_issues(github)


def test_a_run_on_another_commit_than_the_event_s_tells_the_board_nothing(
    line: Line, github: StandIn
) -> None:
    old = line.commit(WITHIN)
    line.push(OVER)
    event = {"ref": "refs/heads/main", "repository": HOME}
    line.judge("workflow_dispatch", event, "--head", old)

    assert "truck is over its vehicle budget" in open_issues(github)


def proposed(ceiling: str, since: str = "2026-01-01") -> dict[str, str]:
    entry = (
        f"version: 1\nexceptions:\n  - {{id: EX-1, budget: vehicle, variant: truck, metric: all, "
        f"limit: hard, ceiling: {ceiling}, reason: r, approved_by: a, approved_on: {since}, "
        'expires_on: 2099-01-01, ticket: t, refactoring_plan: "https://example.org/plan"}\n'
    )
    return {".variant-budget/exceptions.yml": entry}


@pytest.mark.parametrize(
    ("truck", "files", "code", "said"),
    [
        (OVER, proposed("9"), 0, "ada approved EX-1 with the label ccb-approved"),
        (OVER, proposed("7"), 1, "over the 7 that EX-1 allows: raise its ceiling"),
        (OVER, proposed("9", "2098-01-01"), 1, "EX-1, which is proposed, lifts nothing"),
        (OVER, {}, 1, "proposes no exception for what blocks it"),
        (WITHIN + 1, {}, 0, "nothing here needs it"),
    ],
)
def test_what_an_approval_did_is_said(
    line: Line, github: StandIn, truck: int, files: dict[str, str], code: int, said: str
) -> None:
    policy = BOARD.replace("label: board", "label: board, approvers: [ada]")
    line.commit(WITHIN, policy)
    line.repository.git("tag", "start")
    line.policy = policy
    line.pull(truck, files=files)
    github.run(head=line.tip)
    github.label(7, "ccb-approved", by="ada")
    told = line.judge_pull()

    assert told.exit_code == code
    assert said in line.summary()
    warned = [each for each in told.err.splitlines() if "approval-void" in each]
    assert bool(warned) == (code == 1)
