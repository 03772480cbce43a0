"""Labels."""

import re

from tests.github.call import REPOSITORY, Call, Endpoints
from tests.github.exchange import Answer, RefusedError, invalid
from tests.github.rules import LONGEST_LABEL_DESCRIPTION, check_label_name, label_names
from tests.github.state import Label


def _add_labels(call: Call) -> Answer:
    issue = call.issue
    for name in label_names(call):
        call.state.add_label(issue, name, call.login)
    return Answer(200, [call.objects.label(call.state.label(name)) for name in issue.labels])


def _labels(call: Call) -> Answer:
    labels = sorted(call.state.labels.values(), key=lambda label: label.name.casefold())
    return Answer(200, [call.objects.label(label) for label in labels])


def _new_label(call: Call) -> Answer:
    name, color = call.body["name"], call.body.get("color", "ededed")
    description = call.body.get("description")
    check_label_name(name)
    if not re.fullmatch("[0-9A-Fa-f]{6}", color):
        raise invalid("Label", "color", "invalid")
    if description and len(description) > LONGEST_LABEL_DESCRIPTION:
        most = f"(maximum is {LONGEST_LABEL_DESCRIPTION} characters)"
        raise invalid("Label", "description", "custom", f"description is too long {most}")
    if name.casefold() in call.state.labels:
        raise invalid("Label", "name", "already_exists")
    label = Label(call.state.ids.next(), name, color, description)
    call.state.labels[name.casefold()] = label
    said = call.objects.label(label)
    return Answer(201, said, {"Location": said["url"]})


def _label(call: Call) -> Answer:
    label = call.state.labels.get(call.path["name"].casefold())
    if label is None:
        raise RefusedError(404)
    return Answer(200, call.objects.label(label))


ENDPOINTS: Endpoints = {
    ("POST", f"{REPOSITORY}/issues/{{issue_number}}/labels"): _add_labels,
    ("GET", f"{REPOSITORY}/labels"): _labels,
    ("POST", f"{REPOSITORY}/labels"): _new_label,
    ("GET", f"{REPOSITORY}/labels/{{name}}"): _label,
}
