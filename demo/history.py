"""The commits of the demo's product line, and how they get into a repository.

What each commit adds or replaces is a folder below steps/, to be read as it is.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STEPS = Path(__file__).parent / "steps"
TODAY = "2026-11-25"
BRANCH = "truck-retarder"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: its folder, author, day and message; its tag and branch where they differ."""

    folder: str
    author: str
    day: str
    message: str
    tag: str = ""
    branch: str = "main"


HISTORY = (
    Step("1-vans-and-trucks", "Ada", "2026-01-12", "Dispatch vans and trucks, on Linux"),
    Step("2-windows-and-shops", "Bo", "2026-03-02", "Run on Windows; serve shops", "v1.0.0"),
    Step("3-buses", "Cleo", "2026-09-07", "Drive buses, with an exception for doors", "v1.1.0"),
    Step("4-fences", "Ada", "2026-10-19", "Keep vehicles within their fences"),
    Step("5-retarder", "Dan", "2026-11-23", "Slow trucks with the retarder", branch=BRANCH),
    Step("6-harbour", "Dan", "2026-11-24", "Find the gate of a ship", branch=BRANCH),
)


def build(folder: Path) -> None:
    """The repository at `folder`, made anew; its commits have the same ids wherever it is made."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for step in HISTORY:
        if step.branch != git(folder, "branch", "--show-current"):
            git(folder, "switch", "--quiet", "--create", step.branch)
        shutil.copytree(STEPS / step.folder, folder, dirs_exist_ok=True)
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", f"--message={step.message}", environment=_signed(step))
        if step.tag:
            git(folder, "tag", step.tag)


def _signed(step: Step) -> dict[str, str]:
    """Git's variables for the author and day of a step."""
    by_name = {
        "NAME": step.author,
        "EMAIL": f"{step.author.lower()}@haul.example",
        "DATE": f"{step.day}T09:00:00+00:00",
    }
    return {
        f"GIT_{role}_{name}": text
        for role in ("AUTHOR", "COMMITTER")
        for name, text in by_name.items()
    }


def git(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """What git prints; of the machine's configuration it sees nothing."""
    alone = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder.parent),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    settings = ("-c", "core.autocrlf=false", "-c", "core.fileMode=false")
    done = subprocess.run(
        ("git", *settings, *arguments),
        cwd=folder,
        env={**alone, **(environment or {})},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
