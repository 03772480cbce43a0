"""zizmor's strictest persona finds nothing in our workflows, the action, and those of the recipes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT
from tests.docs.workflows import recipes, whole, written

pytestmark = pytest.mark.once

ZIZMOR = Path(sys.executable).parent / "zizmor"
CONFIGURATION = ROOT / ".github/zizmor.yml"


def audited(folder: Path, *inputs: str) -> tuple[int, str]:
    """The exit code (0: nothing was found) and what is told."""
    flags = ("--offline", "--no-progress", "--persona=auditor", "--format=plain")
    done = subprocess.run(
        [str(ZIZMOR), *flags, f"--config={CONFIGURATION}", *inputs],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_auditor_finds_nothing_in_our_own_workflows() -> None:
    code, told = audited(ROOT, "action.yml", ".github")

    assert code == 0, told


def test_the_auditor_finds_nothing_in_the_workflows_of_the_recipes(tmp_path: Path) -> None:
    code, told = audited(written(tmp_path), ".")

    assert code == 0, told


def test_every_recipe_with_a_workflow_is_audited() -> None:
    """By page, how many: a block that does not say what it is would be passed over."""
    pages = [Path(block.path).stem for block in recipes()]

    assert {page: pages.count(page) for page in pages} == {
        "board": 1,
        "code-scanning": 1,
        "fork-pull-requests": 2,
        "merge-queue": 1,
        "releases": 5,
        "sharded": 1,
        "tests": 4,
    }


def test_the_auditor_would_tell_of_a_recipe_that_is_not_sound(tmp_path: Path) -> None:
    """Else the tests above would prove nothing."""
    place = written(tmp_path) / ".github/workflows"
    (sound,) = (whole(block) for block in recipes() if block.text.startswith("name: tests\n"))
    head, sign, tail = sound.partition("persist-credentials: false")
    (place / "unsound.yml").write_text(f"{head}persist-credentials: true{tail}", "utf-8")
    code, told = audited(tmp_path, ".")

    assert (bool(sign), code != 0) == (True, True)
    assert "artipacked" in told
    assert "unsound.yml" in told
