"""The core decides and touches nothing: a whole check, watched by an audit hook.

import-linter holds which module may import what; this holds what happens when it runs. The check
runs twice in one process of its own, so that what the first run imports is there for the second.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import Repository, lines

WATCHED = Path(__file__).parent / "watched_check.py"

POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["vehicles/{variant}/"]
    variants:
      van: {symbols: ["VEHICLE_VAN"]}
vehicle_budget:
  hard_limit: 5.0
  soft_limit: 3.0
  trend_limit: 0.5
"""
REGION = "#ifdef VEHICLE_VAN\nint van(int a) { return a ? 1 : 2; }\n#endif\n"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A product line with something for every step: a policy, two commits, a breach, a region."""
    repo = Repository(tmp_path_factory.mktemp("watched") / "line")
    core = {"core/a.py": lines("a", 40), "core/b.c": "int b(void) { return 1; }\n"}
    repo.commit("base", {".variant-budget/policy.yml": POLICY, **core})
    repo.commit("head", {"vehicles/van/a.py": lines("van_", 20), "core/b.c": REGION})
    return repo.root


def watched(line: Path, output: str, plant: str = "") -> subprocess.CompletedProcess[str]:
    revisions = ("--base", "HEAD^", "--head", "HEAD", "--release", "none", "--today", "2026-01-02")
    check = ("check", "--repo", line, *revisions, "--no-cache", "--jobs", "1", "--format", output)
    command = (sys.executable, "-I", WATCHED, plant, *check)
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize("output", ["text", "json", "markdown", "sarif"])
def test_the_core_touches_nothing_while_a_whole_check_runs(line: Path, output: str) -> None:
    done = watched(line, output)

    assert done.stdout == "clean, exit 1\n", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("plant", "event"),
    [
        pytest.param("open('/dev/null').close()", "open", id="file"),
        pytest.param("__import__('os').listdir('/')", "os.listdir", id="listing"),
        pytest.param("__import__('subprocess').run(['true'])", "subprocess.Popen", id="process"),
        pytest.param("__import__('socket').socket().close()", "socket.__new__", id="socket"),
        pytest.param("__import__('came_late')", "import ('came_late',)", id="import"),
    ],
)
def test_the_watch_sees_what_it_forbids(line: Path, plant: str, event: str) -> None:
    done = watched(line, "json", plant)

    assert f"variant_budget.compare: {event}" in done.stdout, done.stdout + done.stderr
