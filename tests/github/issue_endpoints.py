"""Issues and comments."""

from collections.abc import Callable

from tests.github.call import REPOSITORY, Call, Endpoints
from tests.github.exchange import Answer
from tests.github.rules import check_comment, check_issue, label_names
from tests.github.state import Issue


def _issues(call: Call) -> Answer:
    call.mind(None)
    call.refuse_unmodelled("state", "labels", "creator", "sort", "direction", "since")
    wanted = {name.strip().casefold() for name in call.query.get("labels", "").split(",") if name}
    creator = call.query.get("creator")
    found = [
        issue
        for issue in call.state.issues.values()
        if call.query.get("state", "open") in ("all", issue.state)
        and wanted <= {name.casefold() for name in issue.labels}
        and (creator is None or creator.casefold() == issue.author.casefold())
        and call.is_since(issue.updated)
    ]
    orders: dict[str, Callable[[Issue], str]] = {
        "created": lambda issue: issue.created,
        "updated": lambda issue: issue.updated,
        "comments": lambda issue: f"{len(call.state.comments_on(issue.number)):09}",
    }
    order = orders[call.query.get("sort", "created")]
    descending = call.query.get("direction", "desc") == "desc"
    found.sort(key=lambda issue: (order(issue), issue.number), reverse=descending)
    return Answer(200, [call.objects.issue(issue) for issue in found])


def _new_issue(call: Call) -> Answer:
    call.mind(None)
    call.refuse_unmodelled("title", "body", "labels", "assignees")
    check_issue(call)
    time = call.state.clock.tick()
    issue = call.state.add_issue(
        Issue(
            number=call.state.next_number(),
            title=str(call.body["title"]),
            body=call.body.get("body"),
            author=call.login,
            created=time,
            updated=time,
        )
    )
    for name in label_names(call):
        call.state.add_label(issue, name, call.login)
    call.state.set_assignees(issue, call.body.get("assignees", ()), call.login)
    said = call.objects.issue(issue)
    return Answer(201, said, {"Location": said["url"]})


def _issue(call: Call) -> Answer:
    return Answer(200, call.objects.issue(call.issue))


def _change_issue(call: Call) -> Answer:
    issue, body = call.issue, call.body
    call.refuse_unmodelled("title", "body", "state", "state_reason", "labels", "assignees")
    check_issue(call)
    if body.get("title") is not None:
        call.state.rename(issue, str(body["title"]), call.login)
    if "body" in body and body["body"] != issue.body:
        issue.body, issue.updated = body["body"], call.state.clock.tick()
    if "labels" in body:
        call.state.set_labels(issue, label_names(call), call.login)
    if "assignees" in body:
        call.state.set_assignees(issue, body["assignees"], call.login)
    if "state" in body:
        call.state.set_state(issue, body["state"], call.login, body.get("state_reason"))
    return Answer(200, call.objects.issue(issue))


def _comments(call: Call) -> Answer:
    comments = call.state.comments_on(call.issue.number)
    found = [comment for comment in comments if call.is_since(comment.updated)]
    return Answer(200, [call.objects.comment(comment) for comment in found])


def _new_comment(call: Call) -> Answer:
    issue = call.issue
    check_comment(call)
    comment = call.state.add_comment(issue, call.body["body"], call.login)
    said = call.objects.comment(comment)
    return Answer(201, said, {"Location": said["url"]})


def _comment(call: Call) -> Answer:
    return Answer(200, call.objects.comment(call.comment))


def _change_comment(call: Call) -> Answer:
    comment = call.comment
    check_comment(call)
    comment.body, comment.updated = call.body["body"], call.state.clock.tick()
    return Answer(200, call.objects.comment(comment))


def _delete_comment(call: Call) -> Answer:
    del call.state.comments[call.comment.id]
    return Answer(204)


def _events(call: Call) -> Answer:
    events = sorted(call.issue.events, key=lambda event: (event.at, event.id))
    return Answer(200, [call.objects.assignment(event) for event in events])


def _timeline(call: Call) -> Answer:
    call.refuse_unmodelled()
    issue = call.issue
    items = [call.objects.event(event) for event in issue.events]
    items += map(call.objects.commented, call.state.comments_on(issue.number))
    items.sort(key=lambda item: (item["created_at"], item["id"]))
    return Answer(200, items)


ENDPOINTS: Endpoints = {
    ("GET", f"{REPOSITORY}/issues"): _issues,
    ("POST", f"{REPOSITORY}/issues"): _new_issue,
    ("GET", f"{REPOSITORY}/issues/{{issue_number}}"): _issue,
    ("PATCH", f"{REPOSITORY}/issues/{{issue_number}}"): _change_issue,
    ("GET", f"{REPOSITORY}/issues/{{issue_number}}/comments"): _comments,
    ("POST", f"{REPOSITORY}/issues/{{issue_number}}/comments"): _new_comment,
    ("GET", f"{REPOSITORY}/issues/comments/{{comment_id}}"): _comment,
    ("PATCH", f"{REPOSITORY}/issues/comments/{{comment_id}}"): _change_comment,
    ("DELETE", f"{REPOSITORY}/issues/comments/{{comment_id}}"): _delete_comment,
    ("GET", f"{REPOSITORY}/issues/{{issue_number}}/events"): _events,
    ("GET", f"{REPOSITORY}/issues/{{issue_number}}/timeline"): _timeline,
}
