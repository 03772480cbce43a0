"""What the stand-in keeps: issues, comments, labels, pull requests, runs, teams."""

import pytest

from tests.github.asking import ask
from tests.github.stand_in import StandIn

A, B = "a" * 40, "b" * 40


@pytest.fixture
def line(github: StandIn) -> StandIn:
    """A repository with a pull request, #7."""
    github.open_pull(7, head=A)
    return github


def numbers(github: StandIn, query: str) -> list[int]:
    told = ask(github, "GET", f"issues?{query}")
    assert told.status == 200
    return [issue["number"] for issue in told.body]


def events(github: StandIn, number: int) -> list[tuple[str, str]]:
    told = ask(github, "GET", f"issues/{number}/events")
    return [(event["event"], event["actor"]["login"]) for event in told.body]


def test_a_comment_is_written_read_changed_and_deleted(line: StandIn) -> None:
    made = ask(line, "POST", "issues/7/comments", {"body": "It"})
    place = f"issues/comments/{made.body['id']}"

    assert made.status == 201
    assert made.headers["Location"] == made.body["url"] == f"{line.url}/repos/acme/line/{place}"
    assert ask(line, "PATCH", place, {"body": "So"}).status == 200
    assert ask(line, "GET", place).body["body"] == "So"
    assert [comment["body"] for comment in line.comments(7)] == ["So"]
    assert ask(line, "DELETE", place).status == 204
    assert line.comments(7) == []
    assert [ask(line, method, place).status for method in ("GET", "DELETE")] == [404, 404]


def test_a_comment_says_whose_it_is_and_an_app_cannot_be_feigned(line: StandIn) -> None:
    line.comment(7, "Not the bot", by="mallory")
    ask(line, "POST", "issues/7/comments", {"body": "The bot"})
    theirs, ours = line.comments(7)

    assert (theirs["user"]["login"], theirs["user"]["type"]) == ("mallory", "User")
    assert theirs["performed_via_github_app"] is None
    assert (ours["user"]["login"], ours["user"]["type"]) == ("github-actions[bot]", "Bot")
    assert ours["performed_via_github_app"]["slug"] == "github-actions"


def test_comments_come_oldest_first_and_since_a_time_if_asked(line: StandIn) -> None:
    first = line.comment(7, "First")
    line.comment(7, "Second", at="2026-11-25T10:00:00Z")
    ask(line, "PATCH", f"issues/comments/{first}", {"body": "Changed"})
    since = ask(line, "GET", "issues/7/comments?since=2026-11-25T10:00:01Z")

    assert [comment["body"] for comment in line.comments(7)] == ["Changed", "Second"]
    assert [comment["body"] for comment in since.body] == ["Changed"]


@pytest.mark.parametrize(("length", "status"), [(0, 422), (1, 201), (65_536, 201), (65_537, 422)])
def test_a_body_has_65536_characters_at_most(line: StandIn, length: int, status: int) -> None:
    told = ask(line, "POST", "issues/7/comments", {"body": "ä" * length})

    assert told.status == status
    if length > 1 and status == 422:
        message = told.body["errors"][0]["message"]
        assert message == "Body is too long (maximum is 65536 characters)"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "It", "body": "x" * 65_537}, "body"),
        ({"title": "It", "assignees": ["ada", "nobody"]}, "assignees"),
        ({"title": "It", "labels": ["x" * 51]}, "name"),
    ],
)
def test_what_no_issue_may_have_makes_none(line: StandIn, body: object, field: str) -> None:
    told = ask(line, "POST", "issues", body)

    assert (told.status, told.body["message"]) == (422, "Validation Failed")
    assert told.body["errors"][0]["field"] == field
    assert line.issues == []


def test_an_issue_gets_the_next_number_and_makes_the_labels_that_it_needs(line: StandIn) -> None:
    line.team("acme/ccb", members=["Eve"])
    wanted = {"title": "It", "body": "So", "labels": ["ccb-review"], "assignees": ["ada", "eve"]}
    made = ask(line, "POST", "issues", wanted)

    assert (made.status, made.body["number"], made.body["user"]["type"]) == (201, 8, "Bot")
    assert [one["login"] for one in made.body["assignees"]] == ["ada", "eve"]
    assert ask(line, "GET", "issues/8").body == made.body == line.issues[0]
    assert ask(line, "GET", "labels/CCB-review").body["name"] == "ccb-review"
    assert "pull_request" not in made.body


def test_whoever_has_only_been_asked_into_a_team_is_assigned_nothing(line: StandIn) -> None:
    line.team("acme/ccb", pending=["eve"])

    assert ask(line, "POST", "issues", {"title": "It", "assignees": ["eve"]}).status == 422


def test_an_issue_is_changed_in_what_is_said_and_in_nothing_else(line: StandIn) -> None:
    line.issue("It", "So", by="ada", labels=["a", "b"])
    bare = ask(line, "PATCH", "issues/8", {})
    ask(line, "PATCH", "issues/8", {"labels": ["b", "c"]})
    ask(line, "PATCH", "issues/8", {"title": "That", "assignees": ["dev"], "body": None})
    closed = ask(line, "PATCH", "issues/8", {"state": "closed", "state_reason": "not_planned"})

    assert (bare.body["title"], bare.body["body"]) == ("It", "So")
    (issue,) = line.issues
    assert (issue["title"], issue["body"], issue["state"]) == ("That", None, "closed")
    assert [label["name"] for label in issue["labels"]] == ["b", "c"]
    assert issue["state_reason"] == "not_planned"
    assert closed.body["closed_by"]["login"] == line.login
    assert [name for name, _ in events(line, 8)][2:] == [
        "unlabeled",
        "labeled",
        "renamed",
        "assigned",
        "closed",
    ]


def test_labels_and_assignees_can_all_be_taken_away(line: StandIn) -> None:
    wanted = {"title": "It", "labels": ["a", "b"], "assignees": ["ada"]}
    ask(line, "POST", "issues", wanted)
    ask(line, "PATCH", "issues/8", {"labels": [], "assignees": []})

    assert (line.issues[0]["labels"], line.issues[0]["assignees"]) == ([], [])
    assert [name for name, _ in events(line, 8)][-3:] == ["unlabeled", "unlabeled", "unassigned"]


def test_reading_changes_nothing(line: StandIn) -> None:
    line.issue("It", labels=["a"])
    first = [ask(line, "GET", path).body for path in ("issues", "labels", "issues/8/events")]
    second = [ask(line, "GET", path).body for path in ("issues", "labels", "issues/8/events")]

    assert first == second
    assert line.comment(7, "It") - first[2][0]["id"] == 1


def test_an_issue_is_reopened(line: StandIn) -> None:
    line.issue("It", state="closed")
    assert line.issues[0]["state_reason"] == "completed"

    ask(line, "PATCH", "issues/8", {"state": "open"})

    assert (line.issues[0]["state"], line.issues[0]["closed_at"]) == ("open", None)
    assert line.issues[0]["state_reason"] == "reopened"
    assert [name for name, _ in events(line, 8)] == ["closed", "reopened"]


def test_what_is_said_again_is_no_event(line: StandIn) -> None:
    line.issue("It", labels=["a"])
    same = {"title": "It", "labels": ["A"], "state": "open"}
    before = line.issues
    ask(line, "PATCH", "issues/8", same)
    line.label(8, "a")

    assert events(line, 8) == [("labeled", "dev")]
    assert line.issues == before


def test_issues_are_listed_with_pull_requests_and_filtered(line: StandIn) -> None:
    line.issue("Eight", labels=["ccb", "x"], by="ada")
    line.issue("Nine", labels=["CCB"], state="closed", by="ada")
    line.issue("Ten", by="github-actions[bot]", at="2026-11-25T10:00:00Z")
    line.comment(7, "It")

    assert numbers(line, "") == [10, 8, 7]
    assert numbers(line, "state=all") == [10, 9, 8, 7]
    assert numbers(line, "state=closed") == [9]
    assert numbers(line, "state=all&labels=ccb") == [9, 8]
    assert numbers(line, "state=all&labels=ccb,x") == [8]
    assert numbers(line, "creator=github-actions%5Bbot%5D") == [10]
    assert numbers(line, "since=2026-11-25T10:00:00Z") == [10, 7]
    assert numbers(line, "direction=asc") == [7, 8, 10]
    assert numbers(line, "sort=updated") == [7, 10, 8]
    assert numbers(line, "sort=comments&direction=desc") == [7, 10, 8]
    listed = ask(line, "GET", "issues").body
    assert ["pull_request" in issue for issue in listed] == [False, False, True]
    assert [issue["number"] for issue in line.issues] == [8, 9, 10]


def test_without_issues_there_are_still_pull_requests(line: StandIn) -> None:
    comment = line.comment(line.issue("It"), "So")
    line.issues_disabled = True
    gone = [
        ask(line, "GET", "issues"),
        ask(line, "POST", "issues", {"title": "It"}),
        ask(line, "GET", "issues/8"),
        ask(line, "PATCH", "issues/8", {"title": "It"}),
        ask(line, "POST", "issues/8/comments", {"body": "It"}),
        ask(line, "PATCH", f"issues/comments/{comment}", {"body": "It"}),
    ]

    assert {told.status for told in gone} == {410}
    assert ask(line, "POST", "issues/7/comments", {"body": "It"}).status == 201
    assert ask(line, "GET", "issues/7/comments").status == 200
    assert ask(line, "GET", "").body["has_issues"] is False


def test_what_is_not_there_is_not_found(line: StandIn) -> None:
    line.issue("It")
    paths = ["issues/99", "issues/99/comments", "pulls/8", "labels/none", "actions/runs/1"]

    assert {ask(line, "GET", path).status for path in paths} == {404}


def test_labels_are_made_once_whatever_their_case(line: StandIn) -> None:
    made = ask(line, "POST", "labels", {"name": "Ccb", "color": "ff0000", "description": "So"})
    again = ask(line, "POST", "labels", {"name": "CCB"})
    listed = ask(line, "POST", "issues/7/labels", {"labels": ["CCB", "new"]})

    assert (made.status, made.body["color"]) == (201, "ff0000")
    assert (again.status, again.body["errors"][0]["code"]) == (422, "already_exists")
    assert [label["name"] for label in listed.body] == ["Ccb", "new"]
    assert [label["name"] for label in ask(line, "GET", "labels").body] == ["Ccb", "new"]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 51}, "name"),
        ({"name": "x", "color": "#ff0000"}, "color"),
        ({"name": "x", "description": "x" * 101}, "description"),
    ],
)
def test_what_no_label_may_have_makes_none(line: StandIn, label: object, field: str) -> None:
    told = ask(line, "POST", "labels", label)

    assert (told.status, told.body["errors"][0]["field"]) == (422, field)


def test_events_say_who_did_what_and_when(line: StandIn) -> None:
    line.label(7, "ccb-approved", by="ada", at="2026-11-25T10:00:00Z")
    line.force_push(7, B, at="2026-11-25T11:00:00Z")
    line.unlabel(7, "ccb-approved", by="eve")
    line.close_pull(7, by="ada", merged=True)
    told = ask(line, "GET", "issues/7/events").body

    assert [(event["event"], event["actor"]["login"], event["created_at"]) for event in told] == [
        ("labeled", "ada", "2026-11-25T10:00:00Z"),
        ("head_ref_force_pushed", "dev", "2026-11-25T11:00:00Z"),
        ("unlabeled", "eve", "2026-11-25T11:00:01Z"),
        ("closed", "ada", "2026-11-25T11:00:02Z"),
    ]
    assert told[0]["label"]["name"] == "ccb-approved"
    pull = ask(line, "GET", "pulls/7").body
    assert pull["merged"]
    assert pull["merged_at"] == pull["closed_at"] == told[-1]["created_at"]


def test_a_timeline_holds_events_and_comments_in_order(line: StandIn) -> None:
    line.comment(7, "First")
    line.label(7, "a")
    ask(line, "POST", "issues/7/comments", {"body": "Last"})
    line.issue("It")
    ask(line, "PATCH", "issues/8", {"assignees": ["ada"], "title": "That", "state": "closed"})

    timeline = ask(line, "GET", "issues/7/timeline").body
    assert [item["event"] for item in timeline] == ["commented", "labeled", "commented"]
    assert ask(line, "GET", "issues/8/timeline").status == 200


def test_times_are_no_clocks_and_each_is_later_than_the_last(line: StandIn) -> None:
    line.comment(7, "First")
    line.comment(7, "Late", at="2026-11-25T12:00:00+02:00")
    line.comment(7, "Early", at="2026-11-24T10:00:00Z")
    line.comment(7, "Last")

    assert [comment["created_at"] for comment in line.comments(7)] == [
        "2026-11-25T00:00:02Z",
        "2026-11-25T10:00:00Z",
        "2026-11-24T10:00:00Z",
        "2026-11-25T10:00:01Z",
    ]


def test_a_push_moves_the_head_and_leaves_no_event(line: StandIn) -> None:
    line.push(7, B, at="2026-11-25T10:00:00Z")
    pull = ask(line, "GET", "pulls/7").body

    assert (pull["head"]["sha"], pull["updated_at"]) == (B, "2026-11-25T10:00:00Z")
    assert events(line, 7) == []
    assert ask(line, "GET", "actions/runs").body == {"total_count": 0, "workflow_runs": []}


def test_pull_requests_are_filtered(line: StandIn) -> None:
    line.open_pull(8, head=B, head_repository="mallory/line")
    line.open_pull(9, head=B, head_ref="other", base_ref="release", labels=["a"])
    line.close_pull(9)

    def pulls(query: str) -> list[int]:
        return [pull["number"] for pull in ask(line, "GET", f"pulls?{query}").body]

    assert pulls("") == [8, 7]
    assert pulls("state=all&direction=asc") == [7, 8, 9]
    assert pulls("state=all&sort=updated") == [7, 8, 9]
    assert pulls("state=all&base=release") == [9]
    assert pulls("head=acme:feature") == [7]
    assert pulls("head=mallory:feature") == [8]
    # GitHub takes no notice of a head without an owner.
    assert pulls("head=feature") == [8, 7]
    assert pulls("state=closed&head=acme:other") == [9]


def test_a_pull_request_outlives_its_fork(line: StandIn) -> None:
    line.open_pull(8, head=B, head_repository="mallory/line")
    assert ask(line, "GET", "pulls/8").body["head"]["repo"]["full_name"] == "mallory/line"

    line.delete_fork(8)

    assert ask(line, "GET", "pulls/8").body["head"]["repo"] is None
    assert ask(line, "GET", "pulls").status == 200


def test_runs_are_filtered_and_come_newest_first(line: StandIn) -> None:
    first = line.run(A, at="2026-11-25T10:00:00Z")
    second = line.run(A, event="push", branch="main", conclusion="failure")
    fork = line.run(B, repository="mallory/line", status="in_progress", conclusion=None)

    def runs(query: str) -> list[int]:
        told = ask(line, "GET", f"actions/runs?{query}").body
        assert told["total_count"] >= len(told["workflow_runs"])
        return [run["id"] for run in told["workflow_runs"]]

    assert runs("") == [fork, second, first]
    assert runs(f"head_sha={A}") == [second, first]
    assert runs(f"head_sha={A}&event=pull_request") == [first]
    assert runs("branch=feature") == [fork, first]
    assert runs("actor=mallory") == []
    assert runs("status=failure") == [second]
    assert runs("status=completed") == [second, first]
    assert runs("per_page=1&page=2") == [second]
    run = ask(line, "GET", f"actions/runs/{first}").body
    assert (run["head_sha"], run["created_at"]) == (A, "2026-11-25T10:00:00Z")
    assert run["head_repository"]["full_name"] == "acme/line"


def test_a_run_names_the_pull_requests_of_its_branch_but_not_those_of_forks(line: StandIn) -> None:
    line.open_pull(8, head=B, head_repository="mallory/line")
    own, fork = line.run(A), line.run(B, repository="mallory/line")

    def pulls(run: int, query: str = "") -> list[int]:
        told = ask(line, "GET", f"actions/runs/{run}{query}").body
        return [pull["number"] for pull in told["pull_requests"]]

    assert (pulls(own), pulls(fork)) == ([7], [])
    assert pulls(own, "?exclude_pull_requests=true") == []
    line.close_pull(7)
    assert pulls(own) == []


def test_a_team_has_members_and_some_that_have_not_accepted(line: StandIn) -> None:
    line.team("acme/ccb", members=["Ada"], pending=["eve"])
    line.permissions["members"] = "read"

    def membership(team: str, login: str) -> tuple[int, str | None]:
        told = ask(line, "GET", f"/orgs/{team.replace('/', '/teams/')}/memberships/{login}")
        return told.status, told.body.get("state")

    assert membership("acme/ccb", "ada") == (200, "active")
    assert membership("acme/ccb", "eve") == (200, "pending")
    assert membership("acme/ccb", "mallory") == (404, None)
    assert membership("acme/other", "ada") == (404, None)
