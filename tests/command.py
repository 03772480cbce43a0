"""The command line as users run it: a process of its own, in a clean environment."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TODAY = "2026-11-25"


@dataclass(frozen=True)
class Told:
    """What a run printed and how it ended."""

    exit_code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """Standard output as JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def variant_budget(
    arguments: Sequence[str],
    *,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    python: str = sys.executable,
) -> Told:
    """Run the command with nothing of this process's environment but what it needs."""
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]}
    done = subprocess.run(
        [python, "-I", "-m", "variant_budget", *arguments],
        env={**environment, **(environ or {})},
        cwd=cwd,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


def on_github(name: str, event: Mapping[str, object], folder: Path) -> dict[str, str]:
    """The environment of a step in a job that this event started."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "GITHUB_STEP_SUMMARY": str(folder / "step-summary.md"),
    }


@contextmanager
def surroundings(told: Mapping[str, str]) -> Iterator[None]:
    """This process's environment without what a check would listen to, and with `told`."""
    before = dict(os.environ)
    for name in before:
        if name.startswith(("GITHUB_", "RUNNER_", "VARIANT_BUDGET_", "PYTHON")):
            del os.environ[name]
    os.environ.update(told)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
