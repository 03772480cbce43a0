"""findings.sarif against the format's JSON Schema and against GitHub's own rules for it.

The multitool reports nothing at all on a file that it cannot read, so the schema comes first.
"""

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.render.reports import finding, report
from tests.render.test_markdown import HOSTILE
from variant_budget.render.sarif import RULES, render

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests/golden").glob("*/findings.sarif"))
TOOL = ROOT / "build/node/node_modules/@microsoft/sarif-multitool-linux"


def _hostile() -> str:
    many = [
        finding(rule=rule, path=f"src/{text}", message=text, id=f"{number:016x}")
        for number, (rule, text) in enumerate(
            (rule, text) for rule in RULES for text in HOSTILE if text
        )
    ]
    return render(report(findings=tuple(many)))


# The tool's own address is left out: a fork of the action would send its readers to a stranger.
NOT_OURS = {"Warning_ProvideToolnformationUri"}


@pytest.fixture(scope="session")
def tool() -> Path:
    # The native program: its script passes arguments through a shell, where ";" ends a command.
    program = TOOL / "Sarif.Multitool"
    # npm's package does not mark it as one; its own script would, and no such script is run.
    program.chmod(0o755)
    return program


def _check(tool: Path, path: Path, folder: Path) -> None:
    schema = json.loads((TOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    jsonschema.Draft7Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))
    found = folder / "validation.sarif"
    rules = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--rich-return-code", "true")
    done = subprocess.run(
        (tool, "validate", *rules, "--output", found, path), capture_output=True, check=False
    )
    (run,) = json.loads(found.read_text(encoding="utf-8-sig"))["runs"]
    told = {each["message"]["id"] for each in run.get("results", ())}
    assert told <= NOT_OURS, done.stdout.decode()
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_an_accepted_file_is_what_github_reads(tool: Path, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "findings.sarif"
    text = path.read_text(encoding="utf-8").replace("@@VERSION@@", "1.0.0")
    copy.write_text(text, encoding="utf-8")
    _check(tool, copy, tmp_path)


def test_hostile_names_make_a_valid_file(tool: Path, tmp_path: Path) -> None:
    path = tmp_path / "findings.sarif"
    path.write_text(_hostile(), encoding="utf-8")
    _check(tool, path, tmp_path)
