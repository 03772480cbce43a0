"""The script of action.yml, run by bash as a runner would: with no INPUT_*, outside any checkout."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

import action
from tests.repositories import Repository, lines
from tests.runner import Command, commands_of, outputs_of

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
STEPS = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
SCRIPT: str = next(step["run"] for step in STEPS if step.get("id") == "check")

POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["vehicles/{variant}/"]
vehicle_budget:
  hard_limit: 5.0
"""
LINE = {
    ".variant-budget/policy.yml": POLICY,
    "core/a.py": lines("core_", 99),
    "vehicles/van/a.py": lines("van_", 1),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What a step left behind."""

    code: int
    outputs: dict[str, str]
    summary: str
    commands: list[Command]
    printed: str


class Runner:
    """A machine with a workspace, and blanks in its paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "a b" / "line"
        self.temp = folder / "a b" / "temp"
        self.tools = folder / "tools"
        self.temp.mkdir(parents=True)
        self.tools.mkdir()
        self.line = Repository(self.workspace)

    @property
    def results(self) -> Path:
        return self.temp / "variant-budget"

    def tool(self, name: str, script: str) -> None:
        path = self.tools / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def install_nothing(self) -> None:
        """This Python holds what the lock names (tests/test_locks.py)."""
        library = self.results / "lib"
        library.mkdir(parents=True)
        mark = action.fingerprint(ROOT / "requirements.lock")
        (library / "installed.txt").write_text(mark, encoding="utf-8")

    def step(self, inputs: Mapping[str, str], environ: Mapping[str, str] | None = None) -> Step:
        output, summary = self.folder / "output", self.folder / "summary"
        event = self.folder / "event.json"
        output.touch()
        summary.touch()
        event.write_text(
            json.dumps({"ref": "refs/heads/main", "before": "0" * 40}), encoding="utf-8"
        )
        given = {f"VB_{name.upper()}": value for name, value in inputs.items()}
        runner = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "VB_PYTHON": sys.executable,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_EVENT_NAME": "push",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
        }
        done = subprocess.run(
            [
                shutil.which("bash") or "bash",
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                SCRIPT,
            ],
            cwd=self.workspace,
            env=runner | given | dict(environ or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Step(
            done.returncode,
            outputs_of(output.read_text(encoding="utf-8")),
            summary.read_text(encoding="utf-8"),
            commands_of(done.stdout),
            done.stdout,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_a_check_runs_with_paths_that_hold_blanks(runner: Runner) -> None:
    runner.install_nothing()
    runner.line.commit("base", LINE)
    step = runner.step({})
    assert (step.code, step.outputs["verdict"]) == (0, "pass"), step.printed
    assert step.outputs["report"] == str(runner.results / "report.json")
    assert json.loads((runner.results / "report.json").read_text())["verdict"] == "pass"


def test_facts_of_a_shard_are_measured_and_given_to_a_check(runner: Runner) -> None:
    runner.install_nothing()
    runner.line.commit("base", LINE)
    shard = runner.step({"shard": "1/1"})
    assert (shard.code, shard.outputs["verdict"]) == (0, "measured"), shard.printed
    facts = runner.results / "facts-1-of-1.sqlite"
    assert shard.outputs["facts"] == str(facts)
    step = runner.step({"facts": "variant-budget/facts-*.sqlite", "cache": "false"})
    assert (step.code, step.outputs["verdict"]) == (0, "pass"), step.printed
    assert "in no facts file" not in step.printed


def test_a_shard_that_is_none_is_told_in_every_place(runner: Runner) -> None:
    runner.install_nothing()
    step = runner.step({"shard": "9/4"})
    assert (step.code, step.outputs["exit-code"]) == (2, "2")
    assert step.commands[0][1] == {"title": "usage"}
    assert "9/4 is no share" in step.summary


def test_no_module_of_the_checkout_is_ever_run(runner: Runner) -> None:
    trap = "import pathlib\npathlib.Path(__file__).with_name('PWNED').touch()\n"
    names = ("json", "pip", "sitecustomize", "variant_budget", "venv", "yaml")
    runner.install_nothing()
    runner.line.commit("base", {**LINE, **{f"{name}.py": trap for name in names}})
    step = runner.step({}, {"PYTHONPATH": str(runner.workspace), "PYTHONSTARTUP": "json.py"})
    assert step.outputs["verdict"] == "pass", step.printed
    assert not list(runner.folder.rglob("PWNED"))


def test_results_go_where_the_input_says_seen_from_the_workspace(runner: Runner) -> None:
    runner.install_nothing()
    runner.line.commit("base", LINE)
    step = runner.step({"output": "build/budget"})
    assert step.outputs["summary"] == str(runner.workspace / "build/budget/summary.md")
    assert (runner.workspace / "build/budget/findings.sarif").exists()


def test_a_link_of_the_checkout_does_not_lead_the_results_elsewhere(runner: Runner) -> None:
    runner.install_nothing()
    runner.line.symlink("build", str(runner.folder))
    runner.line.commit("base", LINE)
    step = runner.step({"output": "build/budget"})
    assert step.code == 2
    assert (step.outputs["verdict"], step.outputs["exit-code"]) == ("error", "2")
    assert not (runner.folder / "budget").exists()


def test_a_wrong_input_is_told_in_every_place(runner: Runner) -> None:
    runner.install_nothing()
    step = runner.step({"mode": "strict\n::error::boo", "cache": "yes", "comment": "always"})
    assert step.code == 2
    assert (step.outputs["verdict"], step.outputs["exit-code"]) == ("error", "2")
    wanted = [
        'The input "cache" is "yes"; it can be true or false.',
        'The input "mode" is "strict\n::error::boo"; it can be auto or release.',
    ]
    assert [(name, text) for name, _, text in step.commands] == [
        ("error", text.replace("\n", "%0A")) for text in wanted
    ]
    errors = json.loads((runner.results / "report.json").read_text())["errors"]
    assert [(each["slug"], each["message"]) for each in errors] == [
        ("input-unknown", text) for text in wanted
    ]
    assert 'The input "cache" is "yes"' in step.summary
    assert (runner.results / "summary.md").read_text() == step.summary


def test_dependencies_that_cannot_be_installed_are_told_in_every_place(runner: Runner) -> None:
    nowhere = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    step = runner.step({}, nowhere)
    assert step.code == 3
    assert (step.outputs["verdict"], step.outputs["exit-code"]) == ("error", "3")
    ((name, properties, text),) = step.commands
    assert (name, properties) == ("error", {"title": "dependencies-not-installed"})
    assert "No matching distribution found" in text
    assert "No matching distribution found" in step.summary
    assert json.loads((runner.results / "report.json").read_text())["verdict"] == "error"
    assert not (runner.results / "lib").exists()


def test_a_python_that_is_killed_leaves_the_outputs_of_an_error(runner: Runner) -> None:
    runner.tool("killed", 'case "$*" in *action.py) kill -9 $$;; esac')
    step = runner.step({"python": str(runner.tools / "killed")})
    assert step.code == 137
    assert step.outputs == {"verdict": "error", "exit-code": "3"}


def only_tools(runner: Runner) -> dict[str, str]:
    (runner.tools / "mkdir").symlink_to(shutil.which("mkdir") or "/bin/mkdir")
    return {"PATH": str(runner.tools)}


def test_without_a_python_the_step_says_what_to_add(runner: Runner) -> None:
    runner.tool("python3", "exit 1")
    step = runner.step({"python": ""}, only_tools(runner))
    assert step.code == 3
    assert step.outputs == {"verdict": "error", "exit-code": "3"}
    ((name, properties, text),) = step.commands
    assert (name, properties) == ("error", {"title": "python-missing"})
    assert "Add actions/setup-python" in text
    assert text in step.summary


def test_an_input_that_names_no_python_is_not_passed_over(runner: Runner) -> None:
    runner.tool("python3", "exit 0")
    step = runner.step({"python": "python4"}, only_tools(runner))
    assert step.code == 3
    assert 'What the input "python" names' in step.commands[0][2]


def test_the_first_python_that_is_new_enough_is_used_and_its_exit_code_kept(runner: Runner) -> None:
    runner.tool("python3.13", "exit 1")
    runner.tool("python3.11", 'case "$*" in *action.py) echo "3.11 $PWD $*"; exit 7;; esac')
    runner.tool("python3", "exit 0")
    step = runner.step({"python": ""}, only_tools(runner))
    assert step.code == 7
    assert step.printed == f"3.11 {runner.results} -I -X utf8 {ROOT}/src/action.py\n"


def test_a_machine_without_a_place_for_outputs_is_no_breach(runner: Runner) -> None:
    (runner.temp / "variant-budget").write_text("in the way", encoding="utf-8")
    assert runner.step({}).code == 3
