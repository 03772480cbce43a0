"""The stand-in as a server: tokens, permissions, pages, faults, and what it does not model."""

import http.client
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest

from tests.github.asking import ask, next_page, send
from tests.github.stand_in import StandIn

BEARER = "Bearer of-no-use"


def test_it_answers_a_process_of_its_own(github: StandIn) -> None:
    code = (
        "import sys, urllib.request as r\n"
        "h = {'Authorization': 'Bearer of-no-use'}\n"
        "print(r.urlopen(r.Request(sys.argv[1], headers=h)).status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, f"{github.url}/repos/acme/line"],
        capture_output=True,
        check=True,
        timeout=30,
    )

    assert done.stdout.split() == [b"200"]
    assert [request.path for request in github.requests] == ["/repos/acme/line"]


def test_what_was_asked_for_is_noted_refused_or_not(github: StandIn) -> None:
    github.open_pull(7, head="a" * 40)
    ask(github, "GET", "issues?state=all&labels=")
    send(github, "POST", "/nowhere", b"{", authorization="Basic 1", x_own="y")
    read, refused = github.requests

    assert read[:4] == ("GET", "/repos/acme/line/issues", {"state": "all", "labels": ""}, None)
    assert (refused.path, refused.body, refused.headers["x-own"]) == ("/nowhere", "{", "y")
    assert github.writes == [refused]


@pytest.mark.parametrize(
    ("authorization", "message"),
    [
        ("", "Requires authentication"),
        ("Bearer", "Requires authentication"),
        ("Bearer other", "Bad credentials"),
        ("Basic of-no-use", "Bad credentials"),
    ],
)
def test_without_the_token_nothing_is_told(
    github: StandIn, authorization: str, message: str
) -> None:
    told = send(github, "GET", "/repos/acme/line", authorization=authorization)

    assert (told.status, told.body["message"]) == (401, message)


def test_a_request_that_github_would_turn_away_at_the_door_is_refused(github: StandIn) -> None:
    nameless = send(github, "GET", "/user", authorization=BEARER, user_agent="")
    strange = send(github, "GET", "/user", authorization=BEARER, x_github_api_version="2020-01-01")

    assert (nameless.status, strange.status) == (403, 400)


def test_the_token_of_a_job_is_nobody_and_that_of_a_person_is_somebody() -> None:
    with StandIn(login="ada", token="hers") as github:
        assert ask(github, "GET", "/user").status == 403
        github.answers_user = True
        assert ask(github, "GET", "/user").body["login"] == "ada"


def test_another_repository_is_not_found_and_case_does_not_matter(github: StandIn) -> None:
    assert ask(github, "GET", "/repos/acme/other").status == 404
    assert ask(github, "GET", "/repos/Acme/LINE").body["full_name"] == "acme/line"


PULL_OR_ISSUE = "issues=write; pull_requests=write"


@pytest.mark.parametrize(
    ("method", "path", "body", "accepted"),
    [
        ("POST", "issues/7/comments", {"body": "It"}, PULL_OR_ISSUE),
        ("POST", "issues/7/labels", {"labels": ["a"]}, PULL_OR_ISSUE),
        ("PATCH", "issues/7", {"title": "It"}, PULL_OR_ISSUE),
        ("POST", "labels", {"name": "a"}, PULL_OR_ISSUE),
        ("POST", "issues/8/comments", {"body": "It"}, "issues=write"),
        ("PATCH", "issues/8", {"title": "It"}, "issues=write"),
        ("POST", "issues", {"title": "It"}, "issues=write"),
        ("GET", "actions/runs", None, "actions=read"),
        ("GET", "/orgs/acme/teams/ccb/memberships/ada", None, "members=read"),
    ],
)
def test_a_permission_that_the_token_lacks_is_named(
    github: StandIn, method: str, path: str, body: object, accepted: str
) -> None:
    github.open_pull(7, head="a" * 40)
    github.issue("An issue")
    github.team("acme/ccb", members=["ada"])
    github.read_only()
    del github.permissions["actions"]

    refused = ask(github, method, path, body)

    assert refused.status == 403
    assert refused.body["message"] == "Resource not accessible by integration"
    assert refused.headers["X-Accepted-GitHub-Permissions"] == accepted
    for permission in accepted.split("; "):
        name, level = permission.split("=")
        github.permissions[name.replace("_", "-")] = level
        allowed = ask(github, method, path, body)
        # A label can be made once.
        assert allowed.status < 300 or allowed.body["errors"][0]["code"] == "already_exists"
        github.read_only()


def test_with_permission_for_pull_requests_alone_their_comments_can_be_changed(
    github: StandIn,
) -> None:
    github.open_pull(7, head="a" * 40)
    on_pull = github.comment(7, "It")
    on_issue = github.comment(github.issue("An issue"), "It")
    github.permissions["issues"] = "read"

    assert ask(github, "PATCH", f"issues/comments/{on_pull}", {"body": "So"}).status == 200
    assert ask(github, "DELETE", f"issues/comments/{on_issue}").status == 403


def test_reading_what_is_public_needs_no_permission(github: StandIn) -> None:
    github.open_pull(7, head="a" * 40)
    github.permissions.clear()

    for path in ("", "pulls", "pulls/7", "issues", "issues/7/comments", "issues/7/events"):
        assert ask(github, "GET", path).status == 200


def test_pages_lead_to_each_other_under_the_id_of_the_repository(github: StandIn) -> None:
    for number in range(5):
        github.issue(f"Issue {number}")
    first = ask(github, "GET", "issues?per_page=2&direction=asc")
    place = next_page(first)
    assert place is not None
    second = ask(github, "GET", place)
    last = next_page(second)
    assert last is not None
    third = ask(github, "GET", last)

    # As GitHub's own do: whoever compares their paths with what was asked for is misled.
    assert place == "/repositories/1300192/issues?per_page=2&direction=asc&page=2"
    assert [issue["number"] for issue in first.body + second.body + third.body] == [1, 2, 3, 4, 5]
    assert next_page(third) is None
    assert third.headers["Link"].count("rel=") == 2  # prev and first
    assert {request.path for request in github.requests} == {"/repos/acme/line/issues"}


@pytest.mark.parametrize(
    ("asked", "got"), [("", 30), ("?per_page=100", 100), ("?per_page=500", 100)]
)
def test_a_page_holds_thirty_and_at_most_a_hundred(github: StandIn, asked: str, got: int) -> None:
    github.open_pull(7, head="a" * 40)
    for _ in range(101):
        github.comment(7, "It")

    assert len(ask(github, "GET", f"issues/7/comments{asked}").body) == got


def test_a_list_of_one_page_has_no_link(github: StandIn) -> None:
    assert ask(github, "GET", "issues").headers["Link"] is None
    assert ask(github, "GET", "issues?page=9").body == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "branches", 501),
        ("PUT", "issues/7", 501),
        ("GET", "issues?milestone=1", 501),
        ("GET", "pulls?sort=popularity", 501),
        ("GET", "actions/runs?created=2026-11-25T00:00:00Z", 501),
        ("GET", "issues?label=ccb", 422),
        ("GET", "pulls?state=merged", 422),
    ],
)
def test_what_the_stand_in_does_not_model_is_no_answer_of_githubs(
    github: StandIn, method: str, path: str, status: int
) -> None:
    github.open_pull(7, head="a" * 40)

    assert ask(github, method, path).status == status


@pytest.mark.parametrize(
    ("content", "status"), [(b"{", 400), (b"\xff", 400), (b"[]", 422), (b'{"title": 1.5}', 422)]
)
def test_a_body_that_is_none_is_refused(github: StandIn, content: bytes, status: int) -> None:
    told = send(github, "POST", "/repos/acme/line/issues", content, authorization=BEARER)

    assert told.status == status


def test_a_failure_comes_as_often_as_scripted_and_only_where_it_is_meant(github: StandIn) -> None:
    github.fail(502, times=2, method="GET", path="issues$")

    asked = [("GET", "pulls"), ("GET", "issues"), ("POST", "issues"), ("GET", "issues")]
    bodies = {"POST": {"title": "It"}}
    statuses = [ask(github, method, path, bodies.get(method)).status for method, path in asked]

    assert statuses == [200, 502, 201, 502]
    assert ask(github, "GET", "issues").status == 200


def test_a_limit_that_is_reached_is_said_as_github_says_it(github: StandIn) -> None:
    github.fail(403, headers={"retry-after": "60", "x-ratelimit-remaining": "0"})
    told = ask(github, "GET", "issues")

    assert "secondary rate limit" in told.body["message"]
    assert (told.headers["Retry-After"], told.headers["X-RateLimit-Remaining"]) == ("60", "0")
    assert ask(github, "GET", "issues").headers["X-RateLimit-Remaining"] == "999"


def test_a_failure_may_come_after_the_work_and_in_no_json(github: StandIn) -> None:
    github.fail(502, handled=True, raw=b"<html>Unicorn!</html>")
    told = ask(github, "POST", "issues", {"title": "It"})

    assert (told.status, told.body) == (502, b"<html>Unicorn!</html>")
    assert [issue["title"] for issue in github.issues] == ["It"]


@pytest.mark.parametrize("handled", [False, True])
def test_a_connection_is_cut_before_the_work_or_after_it(github: StandIn, handled: bool) -> None:
    github.cut(handled=handled)

    with pytest.raises(http.client.RemoteDisconnected):
        ask(github, "POST", "issues", {"title": "It"})
    assert len(github.issues) == handled
    assert len(github.requests) == 1


def test_a_stalled_answer_comes_late(github: StandIn) -> None:
    github.stall(0.2, path="labels$")
    start = time.monotonic()

    assert ask(github, "GET", "labels").status == 200
    assert time.monotonic() - start >= 0.2


def test_a_stalled_answer_holds_up_neither_others_nor_the_end() -> None:
    def hopeful() -> None:
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            ask(github, "GET", "labels")

    with StandIn() as github:
        github.stall(600)
        client = threading.Thread(target=hopeful)
        client.start()
        while not github.requests:
            time.sleep(0.001)
        assert ask(github, "GET", "issues").status == 200
        assert client.is_alive()
    client.join(timeout=60)

    assert not client.is_alive()


def test_the_end_does_not_wait_for_a_connection_that_is_kept_alive() -> None:
    with StandIn() as github:
        connection = http.client.HTTPConnection(urlsplit(github.url).netloc)
        connection.request("GET", "/user")
        connection.getresponse().read()
    # Here at all: the server's side of it would read for ever.
    assert connection.sock is not None
    assert connection.sock.recv(1) == b""
    connection.close()


def test_somebody_may_be_faster_than_a_request_once(github: StandIn) -> None:
    github.open_pull(7, head="a" * 40)
    github.before(lambda: github.comment(7, "First", by="eve"), method="POST", path="/comments$")

    ask(github, "GET", "issues/7/comments")
    for _ in range(2):
        ask(github, "POST", "issues/7/comments", {"body": "It"})

    assert [comment["body"] for comment in github.comments(7)] == ["First", "It", "It"]


def test_a_mistake_in_a_test_of_a_race_is_not_lost() -> None:
    def mistake() -> None:
        raise ZeroDivisionError

    def race() -> None:
        with StandIn() as github:
            github.before(mistake)
            with pytest.raises(http.client.RemoteDisconnected):
                ask(github, "GET", "issues")

    with pytest.raises(ZeroDivisionError):
        race()


def test_many_clients_at_once_lose_nothing(github: StandIn) -> None:
    github.open_pull(7, head="a" * 40)

    def comment(name: int) -> None:
        for count in range(10):
            ask(github, "POST", "issues/7/comments", {"body": f"{name} {count}"})

    clients = [threading.Thread(target=comment, args=(name,)) for name in range(8)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    comments = github.comments(7)

    assert len({comment["body"] for comment in comments}) == 80
    assert len({comment["id"] for comment in comments}) == 80
    assert len({comment["created_at"] for comment in comments}) == 80
