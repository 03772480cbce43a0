"""The hooks of .pre-commit-hooks.yaml, in a real commit: pre-commit builds and runs them as for users."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.act.harness import pip_settings
from tests.repositories import Repository, hermetic_environment, lines
from variant_budget.tell.numbers import SPACE

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
PRE_COMMIT = str(Path(sys.executable).with_name("pre-commit"))
SHIPPED = (".pre-commit-hooks.yaml", "LICENSE", "README.md", "pyproject.toml", "src", "templates")
SECONDS = 300
POLICY_PATH = ".variant-budget/policy.yml"
POLICY = """\
version: 1
dimensions:
  vehicle: {paths: ["vehicles/{variant}/"]}
vehicle_budget:
  hard_limit: 5
  metrics: [lines_of_code]
"""


class Done(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    text: str


class Line:
    """A product line with the hooks installed."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self.repo = Repository(root)
        self.environ = environ

    def run(self, *command: str) -> Done:
        done = subprocess.run(
            command,
            cwd=self.repo.root,
            env=dict(self.environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        return Done(done.returncode, done.stdout)

    def commit(self, *flags: str) -> Done:
        """A commit of what is staged, through the hooks."""
        return self.run("git", "commit", "-q", "-m", "change", *flags)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The project as a release holds it, in a repository of its own."""
    found = Repository(tmp_path_factory.mktemp("hooks") / "published")
    for name in SHIPPED:
        source, target = ROOT / name, found.root / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    found.commit("release")
    return found


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home of its own, with the environments of pre-commit in it; pip finds what it finds here."""
    home = tmp_path_factory.mktemp("home")
    return {
        **hermetic_environment(home),
        **pip_settings(os.environ),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
    }


@pytest.fixture
def line(published: Repository, environ: dict[str, str], tmp_path: Path) -> Line:
    """A van of 4 lines beside 100 common ones, 3.85 % of its product."""
    found = Line(tmp_path / "line", environ)
    config = (
        f"repos: [{{repo: {published.root}, rev: {published.head}, "
        "hooks: [{id: variant-budget}, {id: variant-budget-policy}]}]\n"
    )
    found.repo.commit(
        "base",
        {
            ".pre-commit-config.yaml": config,
            POLICY_PATH: POLICY,
            "core/brake.py": lines("core_", 100),
            "vehicles/van/door.py": lines("door_", 4),
        },
    )
    installed = found.run(PRE_COMMIT, "install")
    assert installed.code == 0, installed.text
    return found


def staged(line: Line, path: str, content: str) -> Line:
    line.repo.write(path, content)
    line.repo.git("add", path)
    return line


def test_a_commit_over_budget_is_refused_and_says_what_to_do(line: Line) -> None:
    before = line.repo.head
    told = staged(line, "vehicles/van/ramp.py", lines("ramp_", 5)).commit()

    assert told.code == 1
    assert line.repo.head == before
    assert re.search(r"variant budgets\.+Failed", told.text)
    assert "- exit code: 1" in told.text
    assert f"✗ Over budget: van code is 8.26{SPACE}% of its product, limit 5{SPACE}%" in told.text
    assert "4 lines have to go" in told.text
    assert "vehicles/van/ramp.py (new)" in told.text
    assert "What to do" in told.text
    assert "\x1b" not in told.text
    assert max(map(len, told.text.splitlines())) <= 120


def test_a_commit_within_budget_passes_and_takes_few_words(line: Line) -> None:
    told = staged(line, "vehicles/van/ramp.py", "ramp = 1\n").commit()

    assert told.code == 0, told.text
    assert re.search(r"variant budgets\.+Passed", told.text)
    assert re.search(r"policy of variant budgets\.+\(no files to check\)Skipped", told.text)
    assert line.repo.git("log", "--format=%s", "-1") == "change"


def test_commit_all_judges_what_it_commits(line: Line) -> None:
    line.repo.write("vehicles/van/door.py", lines("door_", 9))

    assert line.commit().code == 1  # nothing is staged
    told = line.commit("--all")
    assert told.code == 1
    assert "Over budget" in told.text


def test_what_is_not_staged_is_not_judged(line: Line) -> None:
    line.repo.write("vehicles/van/door.py", lines("door_", 9))
    line.repo.write(POLICY_PATH, "version: none\n")

    told = staged(line, "core/more.py", "more = 1\n").commit()
    assert told.code == 0, told.text
    assert (line.repo.root / POLICY_PATH).read_text() == "version: none\n"


def test_a_commit_cannot_raise_its_own_limit(line: Line) -> None:
    staged(line, POLICY_PATH, POLICY.replace("hard_limit: 5", "hard_limit: 50"))
    told = staged(line, "vehicles/van/ramp.py", lines("ramp_", 5)).commit()

    assert told.code == 1
    assert re.search(r"policy of variant budgets\.+Passed", told.text)
    assert "Over budget" in told.text


def test_a_broken_policy_is_refused_with_its_place(line: Line) -> None:
    told = staged(line, POLICY_PATH, POLICY.replace("hard_limit", "hard_limt")).commit()

    assert told.code == 1
    assert re.search(r"policy of variant budgets\.+Failed", told.text)
    assert f"{POLICY_PATH}:5:3: " in told.text
    assert "hard_limt" in told.text
    assert "Traceback" not in told.text


def test_broken_exceptions_are_refused_too(line: Line) -> None:
    told = staged(line, ".variant-budget/exceptions.yml", "version: 1\nexceptions: [1]\n").commit()

    assert told.code == 1
    assert ".variant-budget/exceptions.yml:2:14: " in told.text


def test_try_repo_runs_a_hook_of_the_project(line: Line, published: Repository) -> None:
    staged(line, "vehicles/van/ramp.py", lines("ramp_", 5))
    told = line.run(PRE_COMMIT, "try-repo", str(published.root), "variant-budget", "--verbose")

    assert told.code == 1
    assert "Over budget" in told.text


def test_the_manifest_of_the_hooks_is_valid(line: Line) -> None:
    told = line.run(PRE_COMMIT, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))

    assert told.code == 0, told.text
