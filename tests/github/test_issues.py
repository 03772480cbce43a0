"""The board's issues: one for each variant in each budget, through its whole life."""

import pytest

from tests.github.stand_in import StandIn
from variant_budget.adapters.github.client import Client, Link
from variant_budget.adapters.github.issues import put_issues
from variant_budget.adapters.github.marks import marked
from variant_budget.domain.service_effects import BoardIssue, BoardState, Posted
from variant_budget.errors import ServiceError

BOT = "github-actions[bot]"
KEY = "vehicle/vehicle/truck"
TITLE = "truck is over its vehicle budget"


@pytest.fixture
def client(github: StandIn) -> Client:
    return Client(Link(github.url, "acme/line"), github.token, lambda _: None, timeout=5.0)


def over(share: str = "6.2 %", key: str = KEY, title: str = TITLE) -> BoardIssue:
    text = f"truck code is {share}"
    return BoardIssue(key, True, title, text, f"Now {share}.", share, text)


def within(key: str = KEY) -> BoardIssue:
    return BoardIssue(key, False, TITLE, "", "truck is within its limits again.", "", "")


def state(*issues: BoardIssue, run: int = 10, about: str = "main", **more: object) -> BoardState:
    told = {"policy": "p.yml", "label": "ccb-review", "assignees": ()} | more
    return BoardState(run=run, about=about, issues=issues, **told)  # type: ignore[arg-type]


def put(
    client: Client, wanted: BoardIssue, run: int = 10, about: str = "main", **more: object
) -> Posted:
    (done,) = put_issues(client, state(wanted, run=run, about=about, **more), BOT)
    return done


def bodies(github: StandIn) -> list[str]:
    return [each["body"].partition("\n")[2] for each in github.issues]


def notes(github: StandIn) -> list[str]:
    return [each["body"] for each in github.comments(github.issues[0]["number"])]


def test_a_breach_opens_one_issue_with_label_and_assignees(github: StandIn, client: Client) -> None:
    github.collaborators.add("ada")

    assert put(client, over(), assignees=("ada",)).done == "created"

    (issue,) = github.issues
    assert issue["title"] == "truck is over its vehicle budget"
    assert [each["name"] for each in issue["labels"]] == ["ccb-review"]
    assert [each["login"] for each in issue["assignees"]] == ["ada"]


def test_the_same_breach_again_says_nothing(github: StandIn, client: Client) -> None:
    put(client, over())
    before = len(github.writes)

    assert put(client, over()).done == "unchanged"
    assert len(github.writes) == before
    assert put(client, over(), 11).done == "unchanged"
    assert notes(github) == []


def test_a_run_that_is_started_again_after_a_later_one_says_nothing(
    github: StandIn, client: Client
) -> None:
    put(client, over(), 10)
    put(client, over(), 20)

    assert put(client, within(), 15).done == "left"
    assert github.issues[0]["state"] == "open"


def test_a_locked_issue_keeps_no_other_from_being_written(github: StandIn, client: Client) -> None:
    put(client, over())
    github.fail(403, method="POST", path="/comments$", message="The issue is locked.", times=9)
    done = put_issues(client, state(within(), over(key="other"), run=11), BOT)

    assert [each.done for each in done] == ["closed", "created"]


def test_what_is_over_is_closed_however_many_are_new(client: Client) -> None:
    put(client, over())
    many = [over(key=f"{number}") for number in range(20)]
    done = put_issues(client, state(*many, within(key="never"), within(), run=11), BOT)

    assert [each.done for each in done] == ["created"] * 20 + ["unchanged", "closed"]


def test_a_release_s_issue_about_what_is_gone_is_closed_by_the_branch(client: Client) -> None:
    put(client, over(), about="release")
    empty = state(run=20, keys=frozenset({"other"}), is_whole=True, gone="Judged no more.")

    assert [each.done for each in put_issues(client, empty, BOT)] == ["closed"]


def test_what_a_pull_request_brings_to_the_branch_is_told_though_nothing_moved(
    github: StandIn, client: Client
) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over(), about="#7")
    github.close_pull(7, merged=True)
    put(client, over(), 11)

    assert notes(github) == ["Now 6.2 %."]


def test_another_figure_is_brought_up_to_date_and_commented_on(
    github: StandIn, client: Client
) -> None:
    put(client, over())

    assert put(client, over("7.1 %"), 11).done == "updated"
    assert bodies(github) == ["truck code is 7.1 %"]
    assert notes(github) == ["Now 7.1 %."]


def test_recovery_closes_it_with_a_note_and_a_relapse_opens_it_again(
    github: StandIn, client: Client
) -> None:
    put(client, over())
    assert put(client, within(), 20).done == "closed"
    (issue,) = github.issues
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")

    assert put(client, over("6.9 %"), 30).done == "updated"
    (issue,) = github.issues
    assert issue["state"] == "open"
    assert notes(github) == ["truck is within its limits again.", "Over again.\n\nNow 6.9 %."]


def test_what_was_never_over_opens_and_closes_nothing(github: StandIn, client: Client) -> None:
    assert put(client, within(), 20).done == "unchanged"
    assert github.writes == []


@pytest.mark.parametrize("labelled", [True, False])
def test_the_board_s_issue_is_found_over_three_pages_whatever_became_of_its_label(
    github: StandIn, client: Client, *, labelled: bool
) -> None:
    for number in range(240):
        github.issue(f"issue {number}", by=BOT, labels=["ccb-review"])
    put(client, over())
    if not labelled:
        github.unlabel(github.issues[-1]["number"], "ccb-review")

    assert put(client, over("7.1 %"), 11).done == "updated"
    assert len(github.issues) == 241


def test_of_two_issues_about_one_thing_the_older_stays(github: StandIn, client: Client) -> None:
    put(client, over())
    double = marked("board", "double", policy="p.yml", key=KEY, run=10, digest="6.2 %")
    github.issue("double", double, by=BOT, labels=["ccb-review"])

    put(client, over("7.1 %"), 11)

    assert [each["state"] for each in github.issues] == ["open", "closed"]


def test_an_older_run_neither_opens_nor_changes(github: StandIn, client: Client) -> None:
    put(client, over())
    put(client, within(), 20)

    assert put(client, over("6.3 %"), 15).done == "left"
    assert github.issues[0]["state"] == "closed"


def test_an_issue_of_somebody_else_with_our_mark_is_left_alone(
    github: StandIn, client: Client
) -> None:
    forged = marked("board", "nothing to see", policy="p.yml", key=KEY, run=99, digest="x")
    github.issue("forged", forged, by="mallory", labels=["ccb-review"])

    assert put(client, over()).done == "created"
    assert [each["title"] for each in github.issues] == [
        "forged",
        "truck is over its vehicle budget",
    ]


def test_a_pull_request_that_bears_our_mark_is_no_issue(github: StandIn, client: Client) -> None:
    body = marked("board", "x", policy="p.yml", key=KEY, run=99, digest="x")
    github.open_pull(7, head="a" * 40, author=BOT, body=body, labels=["ccb-review"])

    assert put(client, over()).done == "created"


def test_a_breach_that_is_only_in_a_pull_request_stays_while_that_is_open(
    github: StandIn, client: Client
) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over(), about="#7")

    assert put(client, within(), 20).done == "unchanged"
    github.close_pull(7)
    assert put(client, within(), 30).done == "closed"


def test_a_pull_request_changes_no_issue_about_the_branch(github: StandIn, client: Client) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over())

    assert put(client, over("9 %"), 11, "#7").done == "left"
    assert put(client, within(), 12, "#7").done == "unchanged"
    assert bodies(github) == ["truck code is 6.2 %"]


def test_two_pull_requests_do_not_take_the_issue_from_each_other(
    github: StandIn, client: Client
) -> None:
    github.open_pull(7, head="a" * 40)
    github.open_pull(8, head="b" * 40)
    put(client, over(), about="#7")

    assert put(client, over("9 %"), 11, "#8").done == "left"
    assert put(client, within(), 12, "#8").done == "unchanged"
    github.close_pull(7)
    assert put(client, over("9 %"), 13, "#8").done == "updated"


def test_a_breach_that_is_merged_becomes_the_branch_s(github: StandIn, client: Client) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over(), about="#7")
    github.close_pull(7, merged=True)

    assert put(client, over(), 11).done == "updated"
    assert put(client, within(), 12).done == "closed"


def test_a_release_s_breach_is_not_closed_by_the_branch(client: Client) -> None:
    put(client, over(), about="release")

    assert put(client, within(), 11).done == "unchanged"
    assert put(client, within(), 12, "release").done == "closed"


def test_two_policies_have_issues_of_their_own(github: StandIn, client: Client) -> None:
    put(client, over(), policy="a.yml")
    assert put(client, within(), 11, policy="b.yml").done == "unchanged"
    assert put(client, over(), 12, policy="b.yml").done == "created"
    assert [each["state"] for each in github.issues] == ["open", "open"]


def test_an_issue_about_what_is_judged_no_more_is_closed(github: StandIn, client: Client) -> None:
    """A variant that only a pull request had, or a budget that was renamed."""
    github.open_pull(7, head="a" * 40)
    put(client, over(), about="#7")
    empty = state(run=20, keys=frozenset({"other"}), is_whole=True, gone="Judged no more.")

    assert [each.done for each in put_issues(client, empty, BOT)] == ["unchanged"]
    github.close_pull(7)
    assert [each.done for each in put_issues(client, empty, BOT)] == ["closed"]
    assert notes(github) == ["Judged no more."]


def test_what_was_not_wholly_looked_at_closes_nothing(github: StandIn, client: Client) -> None:
    put(client, over())

    assert put_issues(client, state(run=20, keys=frozenset({"other"})), BOT) == []
    assert put_issues(client, state(run=21, keys=frozenset({KEY}), is_whole=True), BOT) == []
    assert github.issues[0]["state"] == "open"


def test_one_issue_that_github_refuses_keeps_no_other_from_being_written(
    github: StandIn, client: Client
) -> None:
    github.fail(422, method="POST", path="/issues$", message="Validation Failed")
    done = put_issues(client, state(over(key="a"), over(key="b")), BOT)

    assert [each.done for each in done] == ["refused", "created"]


def test_without_the_permission_no_more_than_one_is_tried(github: StandIn, client: Client) -> None:
    github.read_only()
    done = put_issues(client, state(over(key="a"), over(key="b")), BOT)

    assert [each.done for each in done] == ["refused"]
    assert "issues: write" in done[0].problem


def test_a_title_is_never_too_long(github: StandIn, client: Client) -> None:
    assert put(client, over(title="v" * 300)).done == "created"
    assert put(client, over(title="v" * 300), 11).done == "unchanged"
    assert len(github.issues[0]["title"]) <= 256


def test_a_run_opens_twenty_issues_and_the_next_the_rest(github: StandIn, client: Client) -> None:
    many = [over(key=f"{number}") for number in range(25)]
    done = put_issues(client, state(*many), BOT)

    assert [each.done for each in done] == ["created"] * 20 + ["left"]
    assert "5 more" in done[-1].what
    put_issues(client, state(*many, run=11), BOT)
    assert len(github.issues) == 25


def test_a_mark_that_somebody_spoilt_stops_nothing(github: StandIn, client: Client) -> None:
    github.issue(
        "spoilt",
        marked("board", "x", policy="p.yml", key=KEY, run="x", about="#99999999999999"),
        by=BOT,
        labels=["ccb-review"],
    )

    assert put(client, over(), 11).done == "updated"


def test_what_somebody_closed_stays_closed_until_the_figures_change(
    github: StandIn, client: Client
) -> None:
    put(client, over())
    number = github.issues[0]["number"]
    client.send("PATCH", f"issues/{number}", {"state": "closed", "state_reason": "not_planned"})

    assert put(client, over(), 11).done == "left"
    assert put(client, over("7.1 %"), 12).done == "updated"
    assert notes(github) == ["Still over.\n\nNow 7.1 %."]


def test_who_writes_under_another_name_is_told_at_the_first_issue() -> None:
    with StandIn(login="acme-budgets[bot]") as github:
        client = Client(Link(github.url, "acme/line"), github.token, lambda _: None)
        done = put_issues(client, state(over(key="a"), over(key="b")), BOT)

    assert [each.done for each in done] == ["created"]
    assert "login: acme-budgets[bot]" in done[0].problem


def test_an_assignee_who_cannot_be_assigned_keeps_nobody_from_knowing(
    github: StandIn, client: Client
) -> None:
    posted = put(client, over(), assignees=("gone",))

    assert posted.done == "created"
    assert "gone" in posted.problem
    assert len(github.issues) == 1


def test_a_permission_that_is_missing_is_named(github: StandIn, client: Client) -> None:
    github.read_only()
    posted = put(client, over())

    assert (posted.done, posted.hopeless) == ("refused", True)
    assert "issues: write" in posted.problem


def test_a_closing_that_is_not_permitted_names_the_same_permission(
    github: StandIn, client: Client
) -> None:
    put(client, over())
    github.read_only()

    assert "issues: write" in put(client, within(), 11).problem


def test_a_repository_without_issues_says_so(github: StandIn, client: Client) -> None:
    github.issues_disabled = True

    with pytest.raises(ServiceError) as caught:
        put(client, over())
    assert caught.value.problems[0].slug == "github-disabled"
