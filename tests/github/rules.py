"""Rules of GitHub's for what is written that no schema says, and its words where one is broken."""

from tests.github.call import Call
from tests.github.exchange import invalid

LONGEST_BODY = 65_536
LONGEST_LABEL, LONGEST_LABEL_DESCRIPTION = 50, 100


def label_names(call: Call) -> list[str]:
    said = call.body.get("labels", ())
    names = [one if isinstance(one, str) else one["name"] for one in said]
    for name in names:
        check_label_name(name)
    return names


def check_label_name(name: str) -> None:
    if not name.strip():
        raise invalid("Label", "name", "missing_field")
    if len(name) > LONGEST_LABEL:
        most = f"(maximum is {LONGEST_LABEL} characters)"
        raise invalid("Label", "name", "custom", f"name is too long {most}")


def check_issue(call: Call) -> None:
    body = call.body
    if "title" in body and body["title"] is not None and not str(body["title"]).strip():
        raise invalid("Issue", "title", "missing_field")
    if len(body.get("body") or "") > LONGEST_BODY:
        most = f"(maximum is {LONGEST_BODY} characters)"
        raise invalid("Issue", "body", "custom", f"body is too long {most}")
    strangers = call.state.strangers(body.get("assignees", ()))
    if strangers:
        raise invalid("Issue", "assignees", "invalid", value=strangers[0])
    label_names(call)


def check_comment(call: Call) -> None:
    body = call.body["body"]
    if not body.strip():
        raise invalid("IssueComment", "data", "unprocessable", "Body cannot be blank")
    if len(body) > LONGEST_BODY:
        most = f"(maximum is {LONGEST_BODY} characters)"
        raise invalid("IssueComment", "data", "unprocessable", f"Body is too long {most}")
