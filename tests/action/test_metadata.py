"""action.yml as data: what it offers, and that nothing foreign becomes text of its script."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
METADATA: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = METADATA["runs"]["steps"]
COMMENT: dict[str, Any] = yaml.safe_load((ROOT / "comment/action.yml").read_text(encoding="utf-8"))
(COMMENTS,) = COMMENT["runs"]["steps"]
ENTRY = (ROOT / "src/entry.sh").read_text(encoding="utf-8")
SCRIPTS = [COMMENTS] + [step for step in STEPS if "run" in step]
(CHECK,) = (step for step in STEPS if step.get("id") == "check")

DEFAULTS = {
    "policy": ".variant-budget/policy.yml",
    "repo": ".",
    "base": "",
    "head": "",
    "release": "",
    "junit": "",
    "base-junit": "",
    "release-junit": "",
    "coverage": "",
    "mode": "auto",
    "output": "",
    "comment": "changes",
    "login": "",
    "cache": "true",
    "facts": "",
    "shard": "",
    "python": "",
    "token": "${{ github.token }}",
}
OUTPUTS = {
    *("verdict", "exit-code", "worst-budget", "worst-share"),
    *("report", "summary", "sarif", "comment", "facts"),
}


def test_inputs_and_their_defaults() -> None:
    inputs = METADATA["inputs"]
    assert {name: given["default"] for name, given in inputs.items()} == DEFAULTS
    assert all(given["description"] for given in inputs.values())


def test_outputs_come_from_the_step_that_writes_them() -> None:
    found = {name: given["value"] for name, given in METADATA["outputs"].items()}
    assert found == {name: f"${{{{ steps.check.outputs.{name} }}}}" for name in OUTPUTS}


def test_every_input_reaches_the_script_as_a_variable() -> None:
    wanted = {
        f"VB_{name.upper().replace('-', '_')}": f"${{{{ inputs.{name} }}}}" for name in DEFAULTS
    }
    for name in ("TOKEN", "LOGIN"):
        wanted[f"VARIANT_BUDGET_{name}"] = wanted.pop(f"VB_{name}")
    assert CHECK["env"] == wanted


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: step["id"])
def test_no_expression_stands_in_a_script(step: dict[str, Any]) -> None:
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"


def test_every_python_is_isolated() -> None:
    calls = re.findall(r'"\$python" (\S+)', ENTRY)
    assert len(calls) == 2
    assert set(calls) == {"-I"}
    source = (ROOT / "src" / "action.py").read_text(encoding="utf-8")
    assert re.findall(r"sys\.executable, (.{17})", source) == ['"-I", "-m", "pip"']


def test_variables_that_only_act_sets_are_not_read() -> None:
    for text in (ENTRY, *(step["run"] for step in SCRIPTS), (ROOT / "src/action.py").read_text()):
        assert not re.search(r"INPUT_(?!\*)", text)


def test_nothing_is_written_that_changes_later_steps() -> None:
    for path in (ROOT / "action.yml", ROOT / "src/entry.sh", *(ROOT / "src").rglob("*.py")):
        code = "\n".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if "never written" not in line
        )
        assert "GITHUB_ENV" not in code, path
        assert "GITHUB_PATH" not in code, path


def test_only_the_python_that_is_started_is_a_reason_for_a_shell() -> None:
    assert len(ENTRY.splitlines()) < 30
    assert "set -x" not in ENTRY


def test_the_check_is_the_one_step_that_can_fail_a_job() -> None:
    assert [step for step in STEPS if not step.get("continue-on-error")] == [CHECK]


def test_a_cache_is_saved_after_a_push_to_the_default_branch_alone() -> None:
    (saving,) = [step for step in STEPS if "cache/save" in step.get("uses", "")]
    assert "github.event_name == 'push'" in saving["if"]
    assert "heads/{0}', github.event.repository.default_branch)" in saving["if"]
    assert "||" not in saving["if"]


def test_the_comment_of_another_run_is_taken_as_data_by_the_same_entry() -> None:
    inputs = set(COMMENT["inputs"]) - {"token", "login"}
    variables = {f"VB_{name.upper()}": f"${{{{ inputs.{name} }}}}" for name in inputs}
    given = {"VB_COMMAND": "comment", **variables}
    for name in ("token", "login"):
        given[f"VARIANT_BUDGET_{name.upper()}"] = f"${{{{ inputs.{name} }}}}"
    assert COMMENTS["env"] == given
    assert COMMENTS["run"] == 'source "$GITHUB_ACTION_PATH/../src/entry.sh"'
    assert CHECK["run"] == 'source "$GITHUB_ACTION_PATH/src/entry.sh"'
