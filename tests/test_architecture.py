"""The core decides and touches nothing: a whole check, watched by an audit hook.

import-linter holds which module may import what; this holds what happens when it runs. The check
runs twice in one process of its own, so that what the first run imports is there for the second.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.adapters.recorded_data import written
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
test_budget: {hard_limit: 25.0}
tests: {reports: [{glob: "**/report.xml", runner: rig}]}
cost: {currency: EUR, per_minute: {rig: 0.5}}
"""
EXECUTION = POLICY.replace("25.0", "25.0, attribute_by: execution")
JUNIT = """\
<testsuites><testsuite name="all" tests="3" time="0.5">
<testcase classname="tests.test_core" name="test_a" time="0.1"/>
<testcase classname="vehicles.van.test_van" name="test_b" time="0.2"><failure/></testcase>
<testcase classname="no.such" name="test_c" time="0.1">\x01</testcase>
</testsuite></testsuites>
"""
COBERTURA = """\
<coverage><sources><source>.</source></sources><packages><package><classes>
<class filename="vehicles/van/a.py"><lines><line number="1" hits="1"/></lines></class>
<class filename="core/a.py"><lines><line number="1" hits="0"/></lines></class>
</classes></package></packages></coverage>
"""
REGION = "#ifdef VEHICLE_VAN\nint van(int a) { return a ? 1 : 2; }\n#endif\n"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A product line with something for every step: a policy, two commits, a breach, a region.

    Reports of its tests stand beside it.
    """
    repo = Repository(tmp_path_factory.mktemp("watched") / "line")
    core = {"core/a.py": lines("a", 40), "core/b.c": "int b(void) { return 1; }\n"}
    tests = {"tests/test_core.py": "", "vehicles/van/test_van.py": ""}
    repo.commit("base", {".variant-budget/policy.yml": POLICY, **core, **tests})
    repo.commit("head", {"vehicles/van/a.py": lines("van_", 20), "core/b.c": REGION})
    beside = repo.root.parent
    (beside / "execution.yml").write_text(EXECUTION, encoding="utf-8")
    (beside / "report.xml").write_text(JUNIT, encoding="utf-8")
    (beside / "cobertura.xml").write_text(COBERTURA, encoding="utf-8")
    ran = {"vehicles/van/a.py": [1, 2], "core/a.py": [1]}
    written(beside / "data.coverage", {"tests/test_core.py::test_a|run": ran})
    return repo.root


def watched(
    line: Path, output: str, plant: str = "", more: Sequence[str | Path] = ()
) -> subprocess.CompletedProcess[str]:
    revisions = ("--base", "HEAD^", "--head", "HEAD", "--release", "none", "--today", "2026-01-02")
    check = ("check", "--repo", line, *revisions, "--no-cache", "--jobs", "1", "--format", output)
    command = (sys.executable, "-I", WATCHED, plant, *check, *more)
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize("output", ["text", "json", "markdown", "sarif"])
def test_the_core_touches_nothing_while_a_whole_check_runs(line: Path, output: str) -> None:
    done = watched(line, output)

    assert done.stdout == "clean, exit 1\n", done.stdout + done.stderr


@pytest.mark.parametrize("output", ["text", "json", "markdown", "sarif"])
def test_the_core_touches_nothing_while_it_reads_reports(line: Path, output: str) -> None:
    beside = line.parent
    more = ("--junit", beside / "report.xml", "--base-junit", beside / "report.xml")
    done = watched(line, output, more=(*more, "--coverage", beside / "cobertura.xml"))

    assert done.stdout == "clean, exit 1\n", done.stdout + done.stderr


def test_the_core_touches_nothing_while_it_gives_tests_to_what_they_execute(line: Path) -> None:
    beside = line.parent
    more = ("--junit", beside / "report.xml", "--coverage", beside / "data.coverage")
    done = watched(line, "json", more=(*more, "--policy", beside / "execution.yml"))

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
