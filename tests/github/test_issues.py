"""The board's issues: one for each variant in each budget, through its whole life."""

import pytest

from tests.github.stand_in import StandIn
from variant_budget.adapters.github.client import Client, Link
from variant_budget.adapters.github.issues import put_issues
from variant_budget.adapters.github.marks import marked
from variant_budget.domain.effects import BoardIssue, Posted
from variant_budget.errors import ServiceError

BOT = "github-actions[bot]"
KEY = "vehicle/vehicle/truck"


@pytest.fixture
def client(github: StandIn) -> Client:
    return Client(Link(github.url, "acme/line"), github.token, lambda _: None, timeout=5.0)


def over(share: str = "6.2 %", run: int = 10, **more: object) -> BoardIssue:
    told = {"digest": share, "label": "ccb-review"} | more
    return BoardIssue(
        key=KEY,
        run=run,
        is_open=True,
        title="truck is over its vehicle budget",
        text=f"truck code is {share}",
        news=f"Now {share}.",
        **told,  # type: ignore[arg-type]
    )


def within(run: int = 20, **more: object) -> BoardIssue:
    return over("", run, **more)._replace(is_open=False, news="truck is within its limits again.")


def put(client: Client, wanted: BoardIssue) -> Posted:
    (done,) = put_issues(client, [wanted], BOT)
    return done


def bodies(github: StandIn) -> list[str]:
    return [each["body"].partition("\n")[2] for each in github.issues]


def notes(github: StandIn) -> list[str]:
    return [each["body"] for each in github.comments(github.issues[0]["number"])]


def test_a_breach_opens_one_issue_with_label_and_assignees(github: StandIn, client: Client) -> None:
    github.collaborators.add("ada")

    assert put(client, over(assignees=("ada",))).done == "created"

    (issue,) = github.issues
    assert issue["title"] == "truck is over its vehicle budget"
    assert [each["name"] for each in issue["labels"]] == ["ccb-review"]
    assert [each["login"] for each in issue["assignees"]] == ["ada"]


def test_the_same_breach_again_says_nothing(github: StandIn, client: Client) -> None:
    put(client, over())
    before = len(github.writes)

    assert put(client, over(run=11)).done == "unchanged"
    assert len(github.writes) == before


def test_another_figure_is_brought_up_to_date_and_commented_on(
    github: StandIn, client: Client
) -> None:
    put(client, over())

    assert put(client, over("7.1 %", 11)).done == "updated"
    assert bodies(github) == ["truck code is 7.1 %"]
    assert notes(github) == ["Now 7.1 %."]


def test_recovery_closes_it_with_a_note_and_a_relapse_opens_it_again(
    github: StandIn, client: Client
) -> None:
    put(client, over())
    assert put(client, within()).done == "closed"
    (issue,) = github.issues
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")

    assert put(client, over("6.9 %", 30)).done == "updated"
    (issue,) = github.issues
    assert issue["state"] == "open"
    assert notes(github) == ["truck is within its limits again.", "Over again.\n\nNow 6.9 %."]


def test_what_was_never_over_opens_and_closes_nothing(github: StandIn, client: Client) -> None:
    assert put(client, within()).done == "unchanged"
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

    assert put(client, over("7.1 %", 11)).done == "updated"
    assert len(github.issues) == 241


def test_of_two_issues_about_one_thing_the_older_stays(github: StandIn, client: Client) -> None:
    put(client, over())
    double = marked("board", "double", key=KEY, run=10, digest="6.2 %", pull=0)
    github.issue("double", double, by=BOT, labels=["ccb-review"])

    put(client, over("7.1 %", 11))

    assert [each["state"] for each in github.issues] == ["open", "closed"]


def test_an_older_run_neither_opens_nor_changes(github: StandIn, client: Client) -> None:
    put(client, over(run=10))
    put(client, within(run=20))

    assert put(client, over("6.3 %", 15)).done == "left"
    assert github.issues[0]["state"] == "closed"


def test_an_issue_of_somebody_else_with_our_mark_is_left_alone(
    github: StandIn, client: Client
) -> None:
    forged = marked("board", "nothing to see", key=KEY, run=99, digest="x", pull=0)
    github.issue("forged", forged, by="mallory", labels=["ccb-review"])

    assert put(client, over()).done == "created"
    assert [each["title"] for each in github.issues] == [
        "forged",
        "truck is over its vehicle budget",
    ]


def test_a_pull_request_that_bears_our_mark_is_no_issue(github: StandIn, client: Client) -> None:
    body = marked("board", "x", key=KEY, run=99, digest="x", pull=0)
    github.open_pull(7, head="a" * 40, author=BOT, body=body, labels=["ccb-review"])

    assert put(client, over()).done == "created"


def test_a_breach_that_is_only_in_a_pull_request_stays_while_that_is_open(
    github: StandIn, client: Client
) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over(pull=7))

    assert put(client, within(run=20)).done == "unchanged"
    github.close_pull(7)
    assert put(client, within(run=30)).done == "closed"


def test_a_pull_request_changes_no_issue_about_the_branch(github: StandIn, client: Client) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over())

    assert put(client, over("9 %", 11, pull=7)).done == "left"
    assert put(client, within(run=12, pull=7)).done == "left"
    assert bodies(github) == ["truck code is 6.2 %"]


def test_a_breach_that_is_merged_becomes_the_branch_s(github: StandIn, client: Client) -> None:
    github.open_pull(7, head="a" * 40)
    put(client, over(pull=7))
    github.close_pull(7, merged=True)

    assert put(client, over(run=11)).done == "updated"
    assert put(client, within(run=12)).done == "closed"


def test_an_assignee_who_cannot_be_assigned_keeps_nobody_from_knowing(
    github: StandIn, client: Client
) -> None:
    posted = put(client, over(assignees=("gone",)))

    assert posted.done == "created"
    assert "gone" in posted.problem
    assert len(github.issues) == 1


@pytest.mark.parametrize(
    ("permission", "slug"), [("read", "github-permission"), ("off", "github-disabled")]
)
def test_what_keeps_the_issue_from_being_written_is_told(
    github: StandIn, client: Client, permission: str, slug: str
) -> None:
    if permission == "off":
        github.issues_disabled = True
    else:
        github.read_only()

    with pytest.raises(ServiceError) as caught:
        put(client, over())
    assert caught.value.problems[0].slug == slug
