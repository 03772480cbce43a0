"""The client against the stand-in: what it waits for, what it gives up on, what it says then."""

import time

import pytest

from tests.github.stand_in import StandIn
from variant_budget.adapters.github.client import LONGEST_WAIT, Client, Link
from variant_budget.errors import ServiceError, UsageError

REPOSITORY = "acme/line"
TOKEN = "of-no-use"


class Clock:
    """Notes how long the client waits, and waits for nothing."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(github: StandIn, clock: Clock) -> Client:
    github.open_pull(7, head="a" * 40)
    return Client(Link(github.url, REPOSITORY), TOKEN, clock.sleep, timeout=2.0)


def refused(call: object) -> tuple[str, str]:
    """The slug and the message of what a call raises."""
    assert callable(call)
    with pytest.raises(ServiceError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem.slug, problem.message


def test_every_page_of_a_list_is_read(github: StandIn, client: Client) -> None:
    for number in range(250):
        github.comment(7, f"comment {number}")

    found = [each["body"] for each in client.pages("issues/7/comments")]

    assert found == [f"comment {number}" for number in range(250)]
    assert len(github.requests) == 3


def test_a_page_on_another_host_is_not_asked_for(github: StandIn, client: Client) -> None:
    elsewhere = '<https://evil.example/repos/acme/line/issues?page=2>; rel="next"'
    github.fail(200, headers={"Link": elsewhere}, raw=b"[]")

    slug, message = refused(lambda: list(client.pages("issues/7/comments")))

    assert slug == "github-answer"
    assert "another host" in message


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_answer_of_a_broken_server_is_asked_for_again(
    github: StandIn, client: Client, clock: Clock, status: int
) -> None:
    github.fail(status, times=2)

    assert client.get("pulls/7")["number"] == 7
    assert clock.waits == [1.0, 2.0]


def test_a_server_that_stays_broken_is_given_up_on(
    github: StandIn, client: Client, clock: Clock
) -> None:
    github.fail(502, times=9)

    slug, message = refused(lambda: client.get("pulls/7"))

    assert slug == "github-unreachable"
    assert "GET /repos/acme/line/pulls/7: 502" in message
    assert clock.waits == [1.0, 2.0]


@pytest.mark.parametrize("status", [403, 429])
def test_a_secondary_limit_is_waited_for_as_long_as_github_says(
    github: StandIn, client: Client, clock: Clock, status: int
) -> None:
    github.fail(status, headers={"Retry-After": "7"})

    made = client.send("POST", "issues/7/comments", {"body": "now"})

    assert clock.waits == [7.0]
    assert [each["id"] for each in github.comments(7)] == [made["id"]]


def test_a_limit_without_a_time_is_waited_for_a_minute(
    github: StandIn, client: Client, clock: Clock
) -> None:
    github.fail(429)

    client.get("pulls/7")

    assert clock.waits == [60.0]


def test_the_hour_s_limit_is_waited_for_until_it_ends_if_that_is_soon(
    github: StandIn, client: Client, clock: Clock
) -> None:
    end = str(int(time.time()) + 30)
    github.fail(403, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": end}, message="no")

    client.get("pulls/7")

    (waited,) = clock.waits
    assert 25 < waited <= 30


def test_no_job_waits_longer_than_a_minute(github: StandIn, client: Client, clock: Clock) -> None:
    github.fail(429, headers={"Retry-After": str(int(LONGEST_WAIT) + 1)})

    slug, message = refused(lambda: client.get("pulls/7"))

    assert slug == "github-limited"
    assert "later" in message
    assert clock.waits == []


def test_an_answer_that_takes_too_long_is_asked_for_again(github: StandIn) -> None:
    github.open_pull(7, head="a" * 40)
    clock = Clock()
    client = Client(Link(github.url, REPOSITORY), TOKEN, clock.sleep, timeout=0.2)
    github.stall(1.0)

    assert client.get("pulls/7")["number"] == 7
    assert clock.waits == [1.0]


def test_a_connection_that_breaks_is_made_again(
    github: StandIn, client: Client, clock: Clock
) -> None:
    github.cut()

    assert client.get("pulls/7")["number"] == 7
    assert clock.waits == [1.0]


@pytest.mark.parametrize("cut", [True, False])
def test_what_may_have_been_made_is_not_made_again(
    github: StandIn, client: Client, *, cut: bool
) -> None:
    if cut:
        github.cut(method="POST", handled=True)
    else:
        github.fail(502, method="POST", handled=True)

    slug, _ = refused(lambda: client.send("POST", "issues/7/comments", {"body": "once"}))

    assert slug == "github-uncertain"
    assert [each["body"] for each in github.comments(7)] == ["once"]


@pytest.mark.parametrize(
    ("permission", "call", "named"),
    [
        ("pull-requests", "issues/7/comments", "pull-requests: write"),
        ("issues", "issues", "issues: write"),
    ],
)
def test_a_permission_that_is_missing_is_named(
    github: StandIn, client: Client, permission: str, call: str, named: str
) -> None:
    github.read_only()
    body: dict[str, object] = {"body": "x"} if "comments" in call else {"title": "x"}

    slug, message = refused(lambda: client.send("POST", call, body))

    assert slug == "github-permission"
    assert named in message
    assert permission in named


def test_a_run_s_permission_is_named(github: StandIn, client: Client) -> None:
    del github.permissions["actions"]

    slug, message = refused(lambda: list(client.pages("actions/runs", key="workflow_runs")))

    assert slug == "github-permission"
    assert "actions: read" in message


@pytest.mark.parametrize(
    ("path", "slug"), [("pulls/8", "github-not-found"), ("issues/8/comments", "github-not-found")]
)
def test_what_is_not_there_is_said_to_be_not_there(client: Client, path: str, slug: str) -> None:
    assert refused(lambda: client.get(path))[0] == slug


def test_issues_that_are_turned_off_are_said_to_be(github: StandIn, client: Client) -> None:
    github.issues_disabled = True

    slug, message = refused(lambda: client.send("POST", "issues", {"title": "x"}))

    assert slug == "github-disabled"
    assert "turned off" in message


def test_a_body_that_does_not_fit_is_told_with_its_field(client: Client) -> None:
    slug, message = refused(lambda: client.send("POST", "issues", {"title": "x", "labels": 5}))

    assert slug == "github-invalid"
    assert "labels" in message


def test_a_redirect_is_not_followed(github: StandIn, client: Client) -> None:
    github.fail(307, headers={"Location": f"{github.url}/repos/acme/other/pulls/7"}, raw=b"{}")

    slug, _ = refused(lambda: client.get("pulls/7"))

    assert slug == "github-moved"
    assert len(github.requests) == 1


def test_an_answer_that_is_no_json_is_no_success(
    github: StandIn, client: Client, clock: Clock
) -> None:
    github.fail(200, times=9, raw=b"<html>proxy</html>")

    assert refused(lambda: client.get("pulls/7"))[0] == "github-unreachable"
    assert len(clock.waits) == 2


def test_a_bad_token_is_named_as_one_and_never_shown(github: StandIn, clock: Clock) -> None:
    secret = "ghs_TOP-SECRET"
    client = Client(Link(github.url, REPOSITORY), secret, clock.sleep)

    slug, message = refused(lambda: client.get("pulls/7"))

    assert slug == "github-token"
    assert secret not in message + repr(client) + str(client)


def test_an_error_holds_the_token_nowhere(github: StandIn, clock: Clock) -> None:
    secret = "ghs_TOP-SECRET"
    client = Client(Link(github.url, REPOSITORY), secret, clock.sleep)
    with pytest.raises(ServiceError) as caught:
        client.get("pulls/7")

    shown = [repr(caught.value), str(caught.value), repr(caught.value.__cause__)]
    assert secret not in "".join(shown)


@pytest.mark.parametrize("api", ["http://api.github.com", "ftp://127.0.0.2", "http://10.0.0.1:80"])
def test_the_token_goes_over_https_or_stays_on_the_machine(api: str) -> None:
    with pytest.raises(UsageError) as caught:
        Client(Link(api, REPOSITORY), TOKEN)
    assert caught.value.problems[0].slug == "api-url-refused"


def test_an_enterprise_server_s_path_stands_before_all_paths(github: StandIn) -> None:
    github.open_pull(7, head="a" * 40)
    client = Client(Link(f"{github.url}/api/v3", REPOSITORY), TOKEN)

    with pytest.raises(ServiceError):
        client.get("pulls/7")
    assert github.requests[-1].path == "/api/v3/repos/acme/line/pulls/7"


def test_what_a_contributor_writes_is_no_part_of_a_path(github: StandIn, client: Client) -> None:
    with pytest.raises(ServiceError):
        client.get("labels/a?b=c#d")
    assert github.requests[-1].query == {}
