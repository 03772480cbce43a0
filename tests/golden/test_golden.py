"""Whole reports as people and machines see them; `make accept` rewrites the files beside this one."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.command import variant_budget
from tests.golden.cases import CASES, EXCEPTION, EXCEPTIONS, POLICY, TEXT, Check
from tests.repositories import Repository, hermetic_environment
from variant_budget import __version__
from variant_budget.measure import ENGINE

pytestmark = pytest.mark.golden
HOME = Path(__file__).parent
COMMANDS = ("validate", "explain")
COMMANDS_POLICY = """\
version: 1
files:
  tests: ["tests/"]
  test_data: ["tests/data/"]
  config: ["configs/"]
  manifests: ["pyproject.toml"]
dimensions:
  vehicle:
    variants:
      truck: {paths: ["src/vehicles/truck/"]}
      bus: {paths: ["src/vehicles/bus/"], symbols: ["VEHICLE_BUS"]}
vehicle_budget:
  hard_limit: 5.0
  soft_limit: 3.5
  relative_to: common
  existing_breaches: tolerate
  variants: {truck: {hard_limit: 8.0}}
test_budget:
  hard_limit: 25
"""


def _run(repo: Repository, check: Check, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environ = hermetic_environment(folder)
    flags = ["--output", str(folder / "out"), "--no-cache", "--jobs", "1", "--today", "2026-11-25"]
    if check.event:
        event = folder / "event.json"
        event.write_text(json.dumps(check.event), encoding="utf-8")
        environ |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(event),
            "NO_COLOR": "1",
        }
    elif check.base:
        flags += ["--base", check.base]
    command = ("-m", "variant_budget", "check", "--repo", str(repo.root), *flags, *check.flags)
    return subprocess.run(
        (sys.executable, *command), env=environ, cwd=folder, capture_output=True, check=False
    )


def _scrubbed(text: str, commits: Mapping[str, str]) -> str:
    """The text without what differs from version to version: commit ids and numbers of ours."""
    for name, oid in commits.items():
        text = text.replace(oid, f"@@{name}@@").replace(oid[:7], f"@@{name}@@")
    text = re.sub(
        rf'("version": "|variant-budget ){re.escape(__version__)}', r"\1@@VERSION@@", text
    )
    text = text.replace(f'"engine": {ENGINE}', '"engine": "@@ENGINE@@"')
    return text.replace(f"(engine {ENGINE})", "(engine @@ENGINE@@)")


@pytest.mark.parametrize("name", CASES)
def test_a_report_reads_as_it_was_accepted(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    case = CASES[name]
    repo = Repository(tmp_path / "line")
    check = case.build(repo)
    done = _run(repo, check, tmp_path)
    assert done.returncode == check.exit_code, done.stderr.decode()
    commits = {"HEAD": repo.head} | ({"BASE": check.base} if check.base else {})
    for file in case.files:
        place = tmp_path / "out" / file
        told = done.stdout or done.stderr
        text = told.decode() if file == TEXT else place.read_text(encoding="utf-8")
        golden(f"{name}/{file}", _scrubbed(text.replace(os.fspath(tmp_path), "@@HERE@@"), commits))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_answers_as_it_was_accepted(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    repo = Repository(tmp_path / "line")
    repo.write(EXCEPTIONS, EXCEPTION)
    path = "src/vehicles/truck/::error file=a::[b].py"
    repo.commit("base", {POLICY: COMMANDS_POLICY, path: "def g():\n    return 1\n"})
    arguments = {"validate": ("validate",), "explain": ("explain", path)}[name]
    told = variant_budget([*arguments, "--repo", str(repo.root)])
    assert told.exit_code == 0, told.err
    golden(f"commands/{name}.txt", told.out)


def test_every_file_here_belongs_to_a_case() -> None:
    folders = (*CASES, "commands")
    kept = {
        path.relative_to(HOME).as_posix()
        for path in HOME.glob("*/*")
        if path.parent.name in folders
    }
    wanted = {f"{name}/{file}" for name, case in CASES.items() for file in case.files}
    assert kept == wanted | {f"commands/{name}.txt" for name in COMMANDS}
