"""Surefire: Maven, its plugin and JUnit are Debian's, so that nothing is fetched."""

from pathlib import Path

import pytest

from tests.repositories import Repository
from tests.runners.sample import (
    Expected,
    Owned,
    Places,
    case,
    counted,
    every,
    owned,
    read_all,
    run,
    sample,
    seconds,
    without_times,
)
from variant_budget.domain.evidence import Case, Remark, RunReport, Status

JUNIT = "/usr/share/java/junit4.jar"
# In the process of Maven itself: one of its own would take ten seconds to start.
MAVEN = ("mvn", "-o", "-q", "-B", "-Dmaven.repo.local=/usr/share/maven-repo", "-DforkCount=0")
GOAL = "org.apache.maven.plugins:maven-surefire-plugin:test"


def told(of_class: str, name: str, status: Status = Status.PASSED) -> Case:
    suite = of_class.partition("$")[0]
    return case(f"line.{of_class}", name, status, suites=(f"line.{suite}",))


EXPECTED: Expected = {
    "van": [told("core.BrakesTest", "brakes[van]"), told("van.LoadTest", "loads")],
    "truck": [
        told("core.BrakesTest", "brakes[truck]"),
        told("truck.HitchTest$Alone", "pulls"),
        told("truck.HitchTest$Alone", "pullsMoreThanItCan", Status.FAILED),
        told("truck.HitchTest$Coupled", "reverses"),
    ],
    "": [
        told("core.StopTest", "stopsWithin50Ms"),
        told("core.StopTest", "brakesInWinter", Status.SKIPPED),
    ],
}
PLACES: Places = {
    ("van", "src/test/java/line/core/BrakesTest.java"): 1,
    ("van", "src/test/java/line/van/LoadTest.java"): 1,
    ("truck", "src/test/java/line/core/BrakesTest.java"): 1,
    ("truck", "src/test/java/line/truck/HitchTest.java"): 3,
}

NOT_SET_UP = """
package line.truck;

public class AxleTest {
    @org.junit.BeforeClass
    public static void build() {
        throw new IllegalStateException("no axle");
    }

    @org.junit.Test
    public void turns() {}
}
"""
FLAKY = """
package line.truck;

public class AxleTest {
    private static int tries;

    @org.junit.Test
    public void turns() {
        org.junit.Assert.assertEquals(1, tries++);
    }
}
"""


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    return sample("surefire", tmp_path / "line")


def compiled(line: Repository, which: str, classes: str) -> None:
    sources = sorted((line.root / f"src/{which}").rglob("*.java"))
    path = f"{JUNIT}:target/classes"
    ended, printed = run(("javac", "-cp", path, "-d", f"target/{classes}", *sources), line.root)
    assert ended == 0, printed


def reported(line: Repository, *options: str) -> tuple[RunReport, tuple[Remark, ...]]:
    """All the reports of a run as one."""
    compiled(line, "main", "classes")
    compiled(line, "test", "test-classes")
    ended, printed = run((*MAVEN, *options, GOAL), line.root)
    assert (ended, "There are test failures" in printed) == (1, True), printed
    return read_all(line.root / "target/surefire-reports")


def test_a_run_is_read_whole(line: Repository) -> None:
    report, remarks = reported(line)

    assert without_times(report.cases) == every(EXPECTED)
    assert (report.setups, report.declared, remarks) == ((), 8, ())
    assert owned(line, "target/surefire-reports/*.xml") == Owned(counted(EXPECTED), PLACES)
    assert 0.05 <= seconds(report, "stopsWithin50Ms") < 5


def test_a_test_that_failed_and_then_passed_is_flaky(line: Repository) -> None:
    line.write("src/test/java/line/truck/AxleTest.java", FLAKY)

    report, _ = reported(line, "-Dsurefire.rerunFailingTestsCount=1")

    assert {
        (each.name, each.runs, each.status, each.flaky) for each in report.cases if each.runs > 1
    } == {("turns", 2, Status.PASSED, True), ("pullsMoreThanItCan", 2, Status.FAILED, False)}


def test_a_report_with_reruns_lists_all_that_it_declares(line: Repository) -> None:
    _, remarks = reported(line, "-Dsurefire.rerunFailingTestsCount=1")

    assert remarks == ()


def test_a_class_that_cannot_be_set_up_is_no_test(line: Repository) -> None:
    line.write("src/test/java/line/truck/AxleTest.java", NOT_SET_UP)

    report, remarks = reported(line)

    assert without_times(report.cases) == every(EXPECTED)
    assert [each.clues.classname for each in report.setups] == ["line.truck.AxleTest"]
    assert [each.slug for each in remarks] == ["tests-did-not-run"]
