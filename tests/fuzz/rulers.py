"""Policies and exceptions: read by the step that fixes the ruler, and as a pull request proposes them."""

import json
import re
from datetime import date

import yaml

from tests.fuzz.line import EXCEPTIONS_PATH, ROOT, Line
from tests.fuzz.target import Target, refused, seeds_of, words_in
from tests.fuzz.trees import YAML_LOADER, yaml_changed
from tests.fuzz.wrong import WrongError
from tests.vehicle_line import POLICY_PATH
from variant_budget.app.rulers import read_values
from variant_budget.domain.ruler import RulerText
from variant_budget.errors import PolicyError
from variant_budget.policy_file.normal_form import pack, unpack

TODAY = date(2026, 11, 25)
_DOCS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/policy.md").read_text("utf-8"), re.DOTALL)
_POLICIES = seeds_of(
    "policy",
    *(text.encode() for text in _DOCS if text.startswith("version: 1\n")),
    *(path.read_bytes() for path in sorted(ROOT.glob("examples/*/policy.yml"))),
)
_EXCEPTIONS = seeds_of("exceptions")
_RULES = (ROOT / "tests/fuzz/seeds/policy/line.yml").read_bytes()


def _policy(data: bytes) -> str:
    return _read(data, data, None)


def _exceptions(data: bytes) -> str:
    return _read(data, _RULES, data)


def _read(data: bytes, policy: bytes, exceptions: bytes | None) -> str:
    text = RulerText(None, POLICY_PATH, EXCEPTIONS_PATH, policy, exceptions)
    try:
        ruler = read_values(text, TODAY)
    except PolicyError as error:
        return refused(error.problems, data)
    if not _is_yaml(data):
        raise WrongError("what is no YAML was taken")
    values = ruler.policy, ruler.waivers
    if unpack(pack(values)) != values:
        raise WrongError("the normal form loses something")
    return "read"


def _is_yaml(data: bytes) -> bool:
    try:
        yaml.load(data.decode("utf-8-sig"), Loader=YAML_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    return True


def _whole_policy(data: bytes, line: Line) -> str:
    return _whole(data, line, POLICY_PATH, {"policy.yml": data}, _policy(data))


def _whole_exceptions(data: bytes, line: Line) -> str:
    files = {"policy.yml": _RULES, "exceptions.yml": data}
    return _whole(data, line, EXCEPTIONS_PATH, files, _exceptions(data))


def _whole(data: bytes, line: Line, path: str, files: dict[str, bytes], step: str) -> str:
    """As the ruler of a laptop, and as what a pull request over budget proposes: that must block."""
    for old in line.folder.joinpath("ruler").glob("*"):
        old.unlink()
    for name, content in files.items():
        line.write(f"ruler/{name}", content)
    flags = ("--policy", str(line.folder / "ruler/policy.yml"), "--base", line.base)
    told = line.checked(*flags, "--head", line.within)
    if step.startswith("refused") and told.exit_code != 2:
        raise WrongError(f"exit code {told.exit_code} with a policy that is refused")
    proposing = line.proposing(path, data)
    event = line.write("event.json", json.dumps(line.event()).encode())
    proposal = line.checked("--head", proposing, environ=_pull_request(event))
    if proposal.exit_code != 1:
        raise WrongError(f"exit code {proposal.exit_code} where the base's policy blocks")
    return f"exit {told.exit_code}"


def _pull_request(event: str) -> dict[str, str]:
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": event,
    }


_WORDS = words_in(
    (*_POLICIES, *_EXCEPTIONS), *(ROOT / "schemas/policy.schema.json").read_text("utf-8").split('"')
)
TARGETS = (
    Target("policy", _POLICIES, yaml_changed, _WORDS, _policy, _whole_policy),
    Target("exceptions", _EXCEPTIONS, yaml_changed, _WORDS, _exceptions, _whole_exceptions),
)
