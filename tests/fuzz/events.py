"""Event payloads: which commits are compared by whose policy is the event's to say, in few of its keys."""

import json
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from tests.fuzz.line import Line
from tests.fuzz.target import Target, refused, seeds_of, words_in
from tests.fuzz.trees import json_changed
from tests.fuzz.wrong import WrongError
from tests.runner import outputs_of
from variant_budget.adapters.files import read_event
from variant_budget.domain.situation import POLICY_PATH, PULL_REQUEST_EVENTS, Options, Situation
from variant_budget.errors import UsageError
from variant_budget.listen.situation import listen

NAMES = ("pull_request", "merge_group", "push", "release", "workflow_dispatch")
_TRUSTED = (("base", "sha"), ("base", "ref"), ("head", "sha"))
_PROPOSALS = (*PULL_REQUEST_EVENTS, "merge_group")
_SEEDS = seeds_of("event")
_PLACES = {b"BASE": "base", b"TIP": "tip", b"OVER": "over"}
"""What stands in a seed for the commits of the line, which every run makes anew."""


def _step(name: str, data: bytes) -> str:
    with tempfile.NamedTemporaryFile() as file:
        file.write(_placed(data, {each: "%040x" % (at + 1) for at, each in enumerate(_PLACES)}))
        file.flush()
        event = read_event(file.name)
    environ = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name}
    try:
        situation = listen(Options(), environ, event)
    except UsageError as error:
        return refused(error.problems, data)
    _check(name, situation)
    return f"{situation.event} {situation.base.kind} {bool(situation.base.revision)}"


def _check(name: str, situation: Situation) -> None:
    """Nothing in an event chooses the ruler."""
    if name in _PROPOSALS and (situation.ruler, situation.mode) != ("base", "default"):
        raise WrongError(f"a proposal is judged by {situation.ruler}, {situation.mode}")
    if situation.policy_path != POLICY_PATH or situation.policy_file or situation.head != "HEAD":
        raise WrongError("an event moved the policy or head")


def _placed(data: bytes, commits: Mapping[bytes, str]) -> bytes:
    for word, oid in commits.items():
        data = data.replace(b'"' + word + b'"', f'"{oid}"'.encode())
    return data


def _whole(name: str, data: bytes, line: Line) -> str:
    commits = {word: getattr(line, attribute) for word, attribute in _PLACES.items()}
    given = _placed(data, commits)
    outputs = Path(line.write("outputs", b""))
    environ = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": line.write("event.json", given),
        "GITHUB_OUTPUT": str(outputs),
        "GITHUB_STEP_SUMMARY": line.write("summary.md", b""),
    }
    told = line.checked("--head", line.over, environ=environ)
    written = outputs_of(outputs.read_bytes().decode())
    if written.get("exit-code") != str(told.exit_code):
        raise WrongError(f"exit code {told.exit_code}, and the output says {written}")
    trusted = name in PULL_REQUEST_EVENTS and _trusted(given) == _trusted(json.dumps(line.event()))
    if trusted and told.exit_code != 1:
        raise WrongError(f"exit code {told.exit_code} where only untrusted keys differ")
    return f"exit {told.exit_code}"


def _trusted(event: str | bytes) -> object:
    """What the event says in the keys that count; an object of its own where it says nothing."""
    try:
        told = json.loads(event)["pull_request"]
        return [told[side][key] for side, key in _TRUSTED]
    except (ValueError, LookupError, TypeError, RecursionError):
        return object()


_WORDS = words_in(_SEEDS, "0" * 40, "f" * 40, "refs/heads/main", "refs/tags/v1", "-x", "HEAD")
TARGETS = tuple(
    Target(
        f"event-{name}", _SEEDS, json_changed, _WORDS, partial(_step, name), partial(_whole, name)
    )
    for name in NAMES
)
