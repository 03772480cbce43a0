"""Pull requests that try to move the ruler they are judged by."""

from pathlib import Path

from tests.repositories import Content, lines
from tests.scenarios.line import POLICY_PATH, Question, Scenario, policy, pull_request, started


def _changed_by_pull_request(folder: Path, files: dict[str, Content]) -> Question:
    """50 more lines of van under a limit of 50 percent, and the files the author also changes."""
    line, base = started(folder, policy("50.0", '"third_party/"'))
    line.branch("feature")
    line.append("variants/van/doors.py", lines("n_", 50))
    tip = line.commit("pr", files)
    return Question(
        repository=line,
        head=tip,
        base=base,
        event_name="pull_request",
        event=pull_request(base, tip),
    )


def raises_own_limit(folder: Path) -> Question:
    return _changed_by_pull_request(folder, {POLICY_PATH: policy("99.0", '"third_party/"')})


def adds_exclusion(folder: Path) -> Question:
    return _changed_by_pull_request(
        folder,
        {
            POLICY_PATH: policy("50.0", '"third_party/", "variants/van/"'),
            ".gitattributes": "variants/van/** linguist-generated\n",
        },
    )


def adds_exception(folder: Path) -> Question:
    exception = """\
version: 1
exceptions:
  - id: EX-1
    budget: vehicle
    variant: van
    metric: all
    limit: hard
    ceiling: 90.0
    reason: the author would like it so
    approved_by: "@evil"
    approved_on: 2026-01-01
    expires_on: 2027-01-01
    ticket: NONE-1
    refactoring_plan: there is none, but these are twenty characters
"""
    return _changed_by_pull_request(folder, {".variant-budget/exceptions.yml": exception})


def deletes_the_policy(folder: Path) -> Question:
    return _changed_by_pull_request(folder, {POLICY_PATH: None})


SECURITY_SCENARIOS = (
    Scenario(
        name="01-raises-own-limit",
        build=raises_own_limit,
        exit_code=1,
        changes={"van": 50},
        mentions=("proposed",),
    ),
    Scenario(
        name="02-adds-exclusion",
        build=adds_exclusion,
        exit_code=1,
        changes={"van": 50},
        mentions=("proposed",),
    ),
    Scenario(
        name="02-adds-exception",
        build=adds_exception,
        exit_code=1,
        changes={"van": 50},
        mentions=("proposed",),
    ),
    Scenario(
        name="02-deletes-the-policy", build=deletes_the_policy, exit_code=1, changes={"van": 50}
    ),
)
