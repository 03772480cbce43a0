"""What GitHub tells of the labels that the board sets on a pull request. Nothing is decided here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from variant_budget.adapters.github.client import Client
from variant_budget.domain.policy import Board
from variant_budget.domain.service import BoardFacts, LabelSet
from variant_budget.domain.situation import PULL_REQUEST_EVENTS
from variant_budget.errors import ServiceError

# After which the newest commit may be another one, or be compared with another base, than was seen.
_UNSEEN = (
    *("head_ref_force_pushed", "head_ref_deleted", "head_ref_restored"),
    # While a pull request is closed, its branch can be set back and forth without an event.
    *("closed", "reopened", "base_ref_changed"),
    *("automatic_base_change_succeeded", "base_ref_force_pushed"),
)


def board_facts(client: Client, number: int, board: Board) -> BoardFacts:
    """The labels of a pull request, its last push, and who of those who labelled it is listed.

    What is wanted of GitHub and not told is `unknown`, so that nothing is approved by accident.
    """
    head = ""
    try:
        pull = client.get(f"pulls/{number}")
        head = pull["head"]["sha"]
        # GitHub tells no labels apart by their case.
        present = {label["name"].casefold() for label in pull["labels"]}
        wanted = sorted({board.approval_label, board.rejection_label})
        labels = [label for label in wanted if label.casefold() in present]
        if not labels:
            return BoardFacts(head)
        events = list(client.pages(f"issues/{number}/events"))
        found = tuple(_label_set(label, events) for label in labels)
        return BoardFacts(
            head=head,
            labels=found,
            pushed=_first_run(client, pull),
            forced=_last(events, _UNSEEN),
            listed=tuple(sorted({each.by for each in found if _is_listed(client, each.by, board)})),
        )
    except ServiceError as error:
        return BoardFacts(head, unknown=error.problems[0].message)
    except (AttributeError, LookupError, TypeError, ValueError):
        return BoardFacts(head, unknown="GitHub's answer is not understood.")


def _label_set(label: str, events: Iterable[Any]) -> LabelSet:
    """The last event of a label, which is set now."""
    found = LabelSet(label, "", None)
    for event in events:
        if event["event"] not in ("labeled", "unlabeled"):
            continue
        if event["label"]["name"].casefold() == label.casefold():
            # One that was taken away and is there all the same came by another way, such as a renaming.
            actor = event["actor"] if event["event"] == "labeled" else None
            found = LabelSet(label, actor["login"] if actor else "", _time(event["created_at"]))
    return found


def _last(events: Iterable[Any], names: Iterable[str]) -> datetime | None:
    times = [_time(each["created_at"]) for each in events if each["event"] in names]
    return max(times, default=None)


def _first_run(client: Client, pull: Any) -> datetime | None:  # noqa: ANN401 - JSON
    """When the first workflow ran on the newest commit, for this branch of this repository.

    A run of another branch on the same commit may be older than the push to this one, and so may one
    from before the pull request was opened: the commit can have been withdrawn since.
    """
    head, opened = pull["head"], _time(pull["created_at"])
    home = head["repo"]["full_name"] if head["repo"] else ""
    times = [
        _time(run["created_at"])
        for run in client.pages("actions/runs", key="workflow_runs", head_sha=head["sha"])
        if run["head_sha"] == head["sha"]
        # Those of a tag bear its name as that of a branch.
        and run["event"] in PULL_REQUEST_EVENTS
        and run["head_branch"] == head["ref"]
        and (run["head_repository"] or {}).get("full_name") == home
        and _time(run["created_at"]) >= opened
    ]
    return min(times, default=None)


def _is_listed(client: Client, login: str, board: Board) -> bool:
    """Whether the policy names the person, or a team that GitHub says the person is in."""
    if not login:
        return False
    approvers = [each.removeprefix("@") for each in board.approvers]
    if login.lower() in (each.lower() for each in approvers if "/" not in each):
        return True
    return any(_is_member(client, team, login) for team in approvers if "/" in team)


def _is_member(client: Client, team: str, login: str) -> bool:
    organisation, _, name = team.partition("/")
    path = f"/orgs/{organisation}/teams/{name}/memberships/{login}"
    try:
        return bool(client.get(path)["state"] == "active")
    except ServiceError as error:
        # Who is no member is "not found", and so is a team that the token may not see.
        if error.problems[0].slug == "github-not-found" and _can_read(client, organisation, name):
            return False
        raise ServiceError.one(
            "github-permission",
            f"The members of @{team} cannot be read with this token. Give the action a token with "
            "Members: read of the organisation.",
        ) from error


def _can_read(client: Client, organisation: str, name: str) -> bool:
    """Whether the team is seen at all: who is no member of it is "not found" too."""
    try:
        client.get(f"/orgs/{organisation}/teams/{name}")
    except ServiceError:
        return False
    return True


def _time(text: str) -> datetime:
    """GitHub's times are UTC, to the second; ValueError for what is none."""
    return datetime.fromisoformat(text)
