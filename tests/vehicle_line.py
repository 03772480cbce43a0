"""A small product line of vehicles with tests of its own, and reports of runs that never were."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.command import Told, variant_budget
from tests.repositories import Content, Repository, lines

POLICY_PATH = ".variant-budget/policy.yml"
POLICY = """\
version: 1
dimensions:
  vehicle:
    shared: ["core/", "tests/core/"]
    variants:
      van: {paths: ["variants/van/", "tests/van/", "web/van/", "features/van/"]}
      truck: {paths: ["variants/truck/", "tests/truck/", "web/truck/", "features/truck/"]}
      bus: {paths: ["variants/bus/", "tests/bus/"]}
"""
TEST_BUDGET = "test_budget: {hard_limit: 60, metrics: [test_case_count, test_execution_time]}\n"
JAVA = "variants/{0}/src/test/java/line/{1}.java"
FILES: Mapping[str, Content] = {
    "core/brake.c": "int brake(void) { return 1; }\n",
    "core/brake.py": lines("brake_", 10),
    **{f"variants/{each}/brake.py": lines(each, 5) for each in ("van", "truck", "bus")},
    "variants/van/doors.py": lines("doors_", 5),
    "variants/van/src/main/java/line/van/Door.java": "class Door {}\n",
    **{
        f"tests/{each}.py": "def test_it():\n    assert True\n"
        for each in ("core/test_brake", "van/test_brake", "van/test_doors", "truck/test_axle")
    },
    "tests/bus/test_stop.py": "def test_it():\n    assert True\n",
    "core/src/test/java/line/core/BrakeTest.java": "class BrakeTest {}\n",
    JAVA.format("van", "van/DoorTest"): "class DoorTest {}\n",
    JAVA.format("van", "common/RouteTest"): "class RouteTest {}\n",
    JAVA.format("truck", "common/RouteTest"): "class RouteTest {}\n",
    JAVA.format("truck", "truck/AxleTest"): "class AxleTest {}\n",
    "features/van/Load.feature": "Feature: Load\n",
    "features/truck/Hitch.feature": "Feature: Hitch\n",
    "web/van/panel.spec.ts": "test('it', () => {});\n",
    "web/truck/panel.spec.ts": "test('it', () => {});\n",
}


def made(folder: Path, budget: str = TEST_BUDGET, files: Mapping[str, Content] = {}) -> Repository:
    """The line with one commit; `budget` ends the policy."""
    line = Repository(folder / "line")
    line.commit("line", {**FILES, POLICY_PATH: POLICY + budget, **files})
    return line


def checked(
    line: Repository,
    *flags: str,
    junit: Mapping[str, str | bytes] | str | bytes | None = None,
    coverage: Mapping[str, str | bytes] | None = None,
    output: str = "json",
) -> Told:
    """`check` with reports that stand beside the checkout."""
    folder = line.root.parent
    arguments = ["check", f"--repo={line.root}", f"--format={output}", "--no-cache", *flags]
    if junit is not None:
        given = {"r.xml": junit} if isinstance(junit, str | bytes) else junit
        arguments += ["--junit", write(folder / "junit", given)]
    if coverage is not None:
        arguments += ["--coverage", write(folder / "coverage", coverage)]
    return variant_budget(arguments)


def write(folder: Path, reports: Mapping[str, str | bytes]) -> str:
    """Write reports, and no others, to a folder; the pattern for all of them."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in reports.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return f"{folder}/**"


def suite(*cases: str) -> str:
    """A suite of cases."""
    return f"<testsuite name='s'>{''.join(cases)}</testsuite>"


def ran(owner: str, number: int, seconds: float = 0, first: int = 1) -> str:
    """So many cases of one owner's file, that take so long together."""
    files = {"core": "core/test_brake", "truck": "truck/test_axle", "bus": "bus/test_stop"}
    module = files.get(owner, f"{owner}/test_doors").replace("/", ".")
    return "".join(
        f'<testcase classname="tests.{module}" name="t{at}" time="{seconds / number:.9f}"/>'
        for at in range(first, first + number)
    )


def by_owner(told: Told, *metrics: str) -> dict[str, tuple[int, ...]]:
    """Owner -> these metrics of the ledger, where any of them is not 0."""
    found: dict[str, tuple[int, ...]] = {}
    for row in told.report["ledger"]["rows"]:
        nobody = row["class"]["vehicle"] == "unattributed"
        owner = "nobody" if nobody else "+".join(row["owners"]["vehicle"]) or "core"
        counts = tuple(row.get(metric, 0) for metric in metrics)
        if any(counts):
            known = found.get(owner, (0,) * len(counts))
            found[owner] = tuple(map(sum, zip(known, counts, strict=True)))
    return found


def row(
    told: Told, variant: str, metric: str = "test_case_count", budget: str = "test"
) -> dict[str, Any]:
    """What was judged of one variant."""
    (table,) = (each for each in told.report["budgets"] if each["budget"] == budget)
    (metrics,) = (each["metrics"] for each in table["variants"] if each["variant"] == variant)
    (found,) = (each for each in metrics if each["metric"] == metric)
    return dict(found)


def rules(told: Told) -> list[str]:
    """The rules of all findings but those about patterns."""
    found = (each["rule"] for each in told.report["findings"])
    return [rule for rule in found if rule != "pattern-matches-nothing"]
