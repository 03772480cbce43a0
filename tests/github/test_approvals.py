"""The board's labels on a pull request: every doubt means that nothing is approved."""

import json

import pytest

from tests.github.stand_in import StandIn
from variant_budget.adapters.github.approvals import board_facts
from variant_budget.adapters.github.client import Client, Link
from variant_budget.domain.policy import Board
from variant_budget.domain.service import Approval
from variant_budget.judge.approval import approval

HEAD, EARLIER = "a" * 40, "b" * 40
BOARD = Board(approvers=("ada", "@acme/ccb"))
PUSHED, LABELLED = "2026-11-25T10:00:00Z", "2026-11-25T11:00:00Z"
BEFORE, AFTER = "2026-11-25T09:00:00Z", "2026-11-25T12:00:00Z"


@pytest.fixture
def client(github: StandIn) -> Client:
    github.open_pull(7, head=HEAD)
    github.permissions["members"] = "read"
    github.team("acme/ccb", members=["grace"], pending=["eve"])
    return Client(Link(github.url, "acme/line"), github.token, lambda _: None, timeout=5.0)


def asked(client: Client, board: Board = BOARD, head: str = HEAD) -> Approval:
    return approval(board_facts(client, 7, board), board, head)


def pushed(github: StandIn, at: str = PUSHED) -> None:
    github.run(head=HEAD, at=at)


def labelled(github: StandIn, by: str = "ada") -> None:
    """Pushed, and approved after it."""
    pushed(github)
    github.label(7, "ccb-approved", by=by, at=LABELLED)


def test_a_listed_person_s_label_after_the_last_push_approves(
    github: StandIn, client: Client
) -> None:
    labelled(github)

    told = asked(client)
    assert (told.state, told.by) == ("approved", "ada")


def test_logins_are_the_same_in_any_case(github: StandIn, client: Client) -> None:
    labelled(github, by="Ada")

    assert asked(client).state == "approved"


def test_no_label_is_no_approval(github: StandIn, client: Client) -> None:
    pushed(github)
    assert asked(client).state == "none"


def test_a_stranger_s_label_is_void(github: StandIn, client: Client) -> None:
    labelled(github, by="mallory")

    told = asked(client)
    assert told.state == "void"
    assert "mallory" in told.why


def test_a_stranger_who_sets_the_label_anew_makes_it_void(github: StandIn, client: Client) -> None:
    pushed(github)
    github.label(7, "ccb-approved", by="ada", at=BEFORE)
    github.unlabel(7, "ccb-approved", by="mallory", at=LABELLED)
    github.label(7, "ccb-approved", by="mallory", at=AFTER)

    assert asked(client).state == "void"


def test_a_label_before_the_last_push_is_void(github: StandIn, client: Client) -> None:
    github.run(head=EARLIER, at=BEFORE)
    github.label(7, "ccb-approved", by="ada", at=PUSHED)
    pushed(github, AFTER)

    told = asked(client)
    assert told.state == "void"
    assert "before the last push" in told.why


def test_a_label_in_the_second_of_the_push_is_void(github: StandIn, client: Client) -> None:
    pushed(github)
    github.label(7, "ccb-approved", by="ada", at=PUSHED)

    assert asked(client).state == "void"


def test_a_push_that_no_run_tells_of_is_void(github: StandIn, client: Client) -> None:
    github.label(7, "ccb-approved", by="ada", at=LABELLED)

    told = asked(client)
    assert told.state == "void"
    assert "no workflow run" in told.why


def test_an_older_run_of_another_branch_on_the_commit_tells_of_no_push(
    github: StandIn, client: Client
) -> None:
    """Else a commit could wait on another branch, and be pushed after the label."""
    github.run(head=HEAD, at=BEFORE, branch="elsewhere")
    github.run(head=HEAD, at=BEFORE, repository="mallory/line")
    github.label(7, "ccb-approved", by="ada", at=LABELLED)
    pushed(github, AFTER)

    assert asked(client).state == "void"


def test_a_commit_that_was_shown_withdrawn_by_force_and_pushed_again_is_void(
    github: StandIn, client: Client
) -> None:
    """Its first run is older than the label, its last push is not, and leaves no event."""
    pushed(github, BEFORE)
    github.force_push(7, EARLIER, at=PUSHED)
    github.label(7, "ccb-approved", by="ada", at=LABELLED)
    github.push(7, HEAD, at=AFTER)

    told = asked(client)
    assert told.state == "void"
    assert "force" in told.why


def test_a_forced_push_before_the_first_run_on_its_commit_does_no_harm(
    github: StandIn, client: Client
) -> None:
    github.force_push(7, HEAD, at=BEFORE)
    labelled(github)

    assert asked(client).state == "approved"


def test_a_run_on_an_older_commit_is_not_approved_by_the_newest_one_s_label(
    github: StandIn, client: Client
) -> None:
    labelled(github)

    told = asked(client, head=EARLIER)
    assert told.state == "void"
    assert "newer commit" in told.why


def test_a_member_of_a_listed_team_approves_where_the_token_may_ask(
    github: StandIn, client: Client
) -> None:
    labelled(github, by="grace")

    assert asked(client).state == "approved"


def test_who_is_only_invited_to_the_team_does_not_approve(github: StandIn, client: Client) -> None:
    labelled(github, by="eve")

    assert asked(client).state == "void"


def test_who_is_not_in_the_team_does_not_approve(github: StandIn, client: Client) -> None:
    labelled(github, by="mallory")

    assert asked(client).state == "void"


def test_a_team_that_the_token_may_not_read_approves_nothing_and_that_is_said(
    github: StandIn, client: Client
) -> None:
    del github.permissions["members"]
    labelled(github, by="grace")

    told = asked(client)
    assert told.state == "unknown"
    assert "@acme/ccb" in told.why
    assert "token" in told.why


@pytest.mark.parametrize("path", ["/pulls/7$", "/events$", "/runs$"])
@pytest.mark.parametrize("status", [401, 403, 404, 502])
def test_what_github_does_not_tell_is_no_approval(
    github: StandIn, client: Client, path: str, status: int
) -> None:
    labelled(github)
    github.fail(status, times=9, path=path, message="Resource not accessible by integration")

    assert asked(client).state == "unknown"


def test_the_permission_for_runs_is_named(github: StandIn, client: Client) -> None:
    del github.permissions["actions"]
    labelled(github)

    assert "actions: read" in asked(client).why


@pytest.mark.parametrize("raw", [b"[]", b'{"head": 5}', b'{"head": {"sha": null}, "labels": 3}'])
def test_an_answer_that_is_not_understood_is_no_approval(
    github: StandIn, client: Client, raw: bytes
) -> None:
    labelled(github)
    github.fail(200, path="/pulls/7$", raw=raw)

    assert asked(client).state in ("unknown", "void")


def test_a_listed_person_s_rejection_outweighs_an_approval(github: StandIn, client: Client) -> None:
    labelled(github)
    github.label(7, "ccb-rejected", by="ada", at=AFTER)

    assert asked(client).state == "rejected"


def test_a_stranger_s_rejection_is_nothing(github: StandIn, client: Client) -> None:
    pushed(github)
    github.label(7, "ccb-rejected", by="mallory", at=LABELLED)

    assert asked(client).state == "none"


def test_a_label_of_another_name_is_none_of_the_board_s(github: StandIn, client: Client) -> None:
    labelled(github)

    assert asked(client, BOARD._replace(approval_label="board-ok")).state == "none"


def test_a_commit_that_an_earlier_pull_request_showed_is_as_new_as_its_next_run(
    github: StandIn, client: Client
) -> None:
    """Shown, withdrawn while closed, approved without it, and pushed again: no event tells of that."""
    github.run(head=HEAD, at="2020-01-01T00:00:00Z")
    github.label(7, "ccb-approved", by="ada", at=LABELLED)
    pushed(github, AFTER)

    assert asked(client).state == "void"


def test_a_pull_request_that_was_closed_and_reopened_has_to_be_approved_again(
    github: StandIn, client: Client
) -> None:
    pushed(github)
    github.close_pull(7, at="2026-11-25T10:30:00Z")
    client.send("PATCH", "issues/7", {"state": "open"})
    github.label(7, "ccb-approved", by="ada", at=AFTER)

    assert asked(client).state == "void"


def test_labels_are_the_same_in_any_case(github: StandIn, client: Client) -> None:
    pushed(github)
    github.label(7, "CCB-Approved", by="ada", at=LABELLED)

    assert asked(client).state == "approved"


def test_a_server_that_breaks_while_a_team_is_asked_for_is_no_no(
    github: StandIn, client: Client
) -> None:
    labelled(github, by="grace")
    github.fail(502, times=9, path="/memberships/")

    assert asked(client).state == "unknown"


def test_a_tag_with_the_name_of_the_branch_tells_of_no_push(
    github: StandIn, client: Client
) -> None:
    github.run(head=HEAD, at=PUSHED, event="push")
    github.label(7, "ccb-approved", by="ada", at=LABELLED)
    pushed(github, AFTER)

    assert asked(client).state == "void"


def test_a_label_that_is_there_though_it_was_taken_away_is_void(
    github: StandIn, client: Client
) -> None:
    """Another one was given its name."""
    labelled(github)
    github.unlabel(7, "ccb-approved", by="ada", at=AFTER)
    events = list(client.pages("issues/7/events"))
    pull = client.get("pulls/7") | {"labels": [{"name": "ccb-approved"}]}
    github.fail(200, path="/pulls/7$", raw=json.dumps(pull).encode())

    assert len(events) == 2
    told = asked(client)
    assert told.state == "void"
    assert "does not tell who set it" in told.why


@pytest.mark.parametrize("event", ["automatic_base_change_succeeded", "base_ref_force_pushed"])
def test_another_base_that_github_gave_it_asks_for_another_approval(
    github: StandIn, client: Client, event: str
) -> None:
    pushed(github)
    github.label(7, "ccb-approved", by="ada", at=AFTER)
    (told,) = client.pages("issues/7/events")
    changed = told | {"event": event, "created_at": LABELLED}
    github.fail(200, path="/events$", raw=json.dumps([changed, told]).encode())

    assert asked(client).state == "void"
