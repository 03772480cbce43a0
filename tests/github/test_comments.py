"""The comment on a pull request: whose it is, when it is written, and who writes last."""

import threading

import pytest

from tests.github.stand_in import StandIn
from variant_budget.adapters.github.client import Client, Link
from variant_budget.adapters.github.comments import put_comment
from variant_budget.adapters.github.marks import mark_of, marked, own_login
from variant_budget.domain.service_effects import Comment, Posted
from variant_budget.errors import ServiceError

HEAD, NEXT = "a" * 40, "b" * 40
BOT = "github-actions[bot]"


@pytest.fixture
def client(github: StandIn) -> Client:
    github.open_pull(7, head=HEAD)
    return client_of(github)


def client_of(github: StandIn) -> Client:
    return Client(Link(github.url, "acme/line"), github.token, lambda _: None, timeout=5.0)


def wanted(text: str = "over budget", run: int = 10, head: str = HEAD, **more: object) -> Comment:
    told = {"key": ".variant-budget/policy.yml", "wanted": True, "digest": text} | more
    return Comment(number=7, head=head, run=run, text=text, **told)  # type: ignore[arg-type]


def texts(github: StandIn) -> list[str]:
    return [each["body"].partition("\n")[2] for each in github.comments(7)]


def test_there_is_one_comment_and_it_follows_the_pull_request(
    github: StandIn, client: Client
) -> None:
    assert put_comment(client, wanted(), BOT).done == "created"
    github.push(7, NEXT)
    assert put_comment(client, wanted("within", 11, NEXT), BOT).done == "updated"

    assert texts(github) == ["within"]


def test_nothing_is_written_where_nothing_is_new(github: StandIn, client: Client) -> None:
    put_comment(client, wanted(), BOT)
    before = len(github.writes)

    assert put_comment(client, wanted(run=12), BOT).done == "unchanged"
    assert len(github.writes) == before


def test_a_pull_request_that_nothing_happened_to_gets_no_comment(
    github: StandIn, client: Client
) -> None:
    assert put_comment(client, wanted(wanted=False), BOT).done == "unchanged"
    assert github.writes == []


def test_a_comment_that_is_there_is_brought_up_to_date_though_none_would_be_made(
    github: StandIn, client: Client
) -> None:
    put_comment(client, wanted(), BOT)

    assert put_comment(client, wanted("moves nothing", 11, wanted=False), BOT).done == "updated"
    assert texts(github) == ["moves nothing"]


def test_a_run_on_an_older_commit_writes_nothing(github: StandIn, client: Client) -> None:
    github.push(7, NEXT)
    put_comment(client, wanted("new", 11, NEXT), BOT)

    posted = put_comment(client, wanted("old", 12, HEAD), BOT)

    assert posted.done == "left"
    assert "newer commit" in posted.problem
    assert texts(github) == ["new"]


def test_an_older_run_on_the_same_commit_writes_nothing(github: StandIn, client: Client) -> None:
    put_comment(client, wanted("new", 11), BOT)

    assert put_comment(client, wanted("old", 10), BOT).done == "left"
    assert texts(github) == ["new"]


def test_two_runs_that_comment_at_the_same_time_leave_one_comment(
    github: StandIn, client: Client
) -> None:
    other = client_of(github)
    github.before(
        lambda: put_comment(other, wanted("of the later run", 11), BOT),
        method="POST",
        path="/comments$",
    )

    put_comment(client, wanted("of the earlier run", 10), BOT)
    assert put_comment(other, wanted("of the later run", 11), BOT).done == "unchanged"

    assert texts(github) == ["of the later run"]


def test_many_runs_that_race_leave_one_comment(github: StandIn, client: Client) -> None:
    put_comment(client, wanted(wanted=False), BOT)
    runs = [
        threading.Thread(target=put_comment, args=(client_of(github), wanted(f"{run}", run), BOT))
        for run in range(10, 16)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    put_comment(client, wanted("15", 15), BOT)

    assert texts(github) == ["15"]


def test_each_policy_has_a_comment_of_its_own(github: StandIn, client: Client) -> None:
    put_comment(client, wanted("one"), BOT)
    put_comment(client, wanted("two", key="b/policy--> <b>.yml"), BOT)
    put_comment(client, wanted("one again", 11), BOT)
    put_comment(client, wanted("two again", 11, key="b/policy--> <b>.yml"), BOT)

    assert texts(github) == ["one again", "two again"]


def test_a_comment_of_somebody_else_with_our_mark_is_left_alone(
    github: StandIn, client: Client
) -> None:
    forged = marked(
        "comment", "all is well", key=".variant-budget/policy.yml", head=HEAD, run=99, digest="x"
    )
    github.comment(7, forged, by="mallory")

    assert put_comment(client, wanted(), BOT).done == "created"
    assert texts(github) == ["all is well", "over budget"]
    assert [each["user"]["login"] for each in github.comments(7)] == ["mallory", BOT]


def test_a_comment_of_ours_that_only_quotes_a_mark_is_none() -> None:
    quoted = {"user": {"login": BOT}, "body": "> <!-- variant-budget:comment key=a -->"}
    assert mark_of("comment", quoted, BOT) is None


def test_our_comment_is_found_among_hundreds(github: StandIn, client: Client) -> None:
    for number in range(230):
        github.comment(7, f"comment {number}")
    put_comment(client, wanted(), BOT)

    assert put_comment(client, wanted("again", 11), BOT).done == "updated"
    assert len(github.comments(7)) == 231


@pytest.mark.parametrize("handled", [True, False])
def test_a_comment_whose_answer_got_lost_is_there_once(
    github: StandIn, client: Client, *, handled: bool
) -> None:
    github.fail(502, method="POST", handled=handled)

    put_comment(client, wanted(), BOT)

    assert texts(github) == ["over budget"]


@pytest.mark.parametrize(
    ("status", "slug"),
    [(401, "github-token"), (403, "github-permission"), (404, "github-not-found")],
)
def test_what_github_refuses_is_told_with_its_reason(
    github: StandIn, client: Client, status: int, slug: str
) -> None:
    github.fail(status, times=9, method="POST", message="Resource not accessible by integration")

    with pytest.raises(ServiceError) as caught:
        put_comment(client, wanted(), BOT)
    assert caught.value.problems[0].slug == slug


def test_a_fork_s_token_is_refused_by_the_name_of_what_it_lacks(
    github: StandIn, client: Client
) -> None:
    github.read_only()

    with pytest.raises(ServiceError) as caught:
        put_comment(client, wanted(), BOT)
    assert "pull-requests: write" in caught.value.problems[0].message


def test_a_comment_needs_no_issues(github: StandIn, client: Client) -> None:
    github.issues_disabled = True

    assert put_comment(client, wanted(), BOT).done == "created"


def test_who_we_are_is_asked_and_else_the_runner_s_bot(github: StandIn, client: Client) -> None:
    assert own_login(client) == BOT
    github.answers_user = True
    assert own_login(client) == github.login
    assert own_login(client, "acme-budgets[bot]") == "acme-budgets[bot]"


def test_a_token_that_writes_as_another_is_told_the_name_to_give() -> None:
    with StandIn(login="acme-budgets[bot]") as github:
        github.open_pull(7, head=HEAD)
        posted = put_comment(client_of(github), wanted(), BOT)

    assert posted == Posted("the comment", "created", posted.problem)
    assert "login: acme-budgets[bot]" in posted.problem


def test_a_fork_that_makes_up_policies_gets_no_more_than_ten_comments(
    github: StandIn, client: Client
) -> None:
    done = [put_comment(client, wanted(key=f"made-up-{n}.yml"), BOT).done for n in range(12)]

    assert done == ["created"] * 10 + ["left"] * 2
    assert len(github.comments(7)) == 10
