"""What a report says of a test or a file -> the tracked file that is meant, and no other one."""

import time
from collections.abc import Sequence

import pytest

from variant_budget.attribute.locate import MOST_PARTS, Located, Locator
from variant_budget.domain.evidence import Clues

CHECKOUT = "/srv/line/"
PATHS = (
    "brake.py",
    "core/brake.py",
    "core/src/test/java/line/core/BrakeTest.java",
    "features/truck/Route.feature",
    "features/van/Route.feature",
    "features/van/Load.feature",
    "go/van/load_test.go",
    "go/van/door_test.go",
    "go/truck/hub_test.go",
    "tests/bus/pytest.ini",
    "tests/bus/tests.py",
    "tests/bus/DoorTests.cs",
    "tests/bus/StopTest.kt",
    "tests/core/test_brake.py",
    "tests/truck/test_brake.py",
    "tests/truck/test_axle.py",
    "tests/truck/axle_test.cpp",
    "tests/van/test_doors.py",
    "tests/van/smoke.yaml",
    "variants/truck/src/main/java/line/truck/Axle.java",
    "variants/truck/src/test/java/line/common/RouteTest.java",
    "variants/truck/src/test/java/line/truck/AxleTest.java",
    "variants/van/src/main/java/line/van/Door.java",
    "variants/van/src/test/java/line/common/RouteTest.java",
    "variants/van/src/test/java/line/van/DoorTest.java",
    "web/truck/panel.spec.ts",
    "web/van/panel.spec.ts",
    "web/van/lamp.spec.ts",
)

VAN_DOOR = "variants/van/src/test/java/line/van/DoorTest.java"
TRUCK_ROUTE, VAN_ROUTE = (
    f"variants/{variant}/src/test/java/line/common/RouteTest.java" for variant in ("truck", "van")
)
CPP = "tests/truck/axle_test.cpp"


def locator(paths: Sequence[str] = PATHS) -> Locator:
    words = ("test", "Test", ".spec.", ".feature")
    return Locator(paths, lambda path: any(word in path for word in words), (CHECKOUT,))


FILES = {
    "as git has it": ("tests/van/test_doors.py", "tests/van/test_doors.py"),
    "from this folder": ("./tests/van/test_doors.py", "tests/van/test_doors.py"),
    "with folders up": ("x/../tests/van/./test_doors.py", "tests/van/test_doors.py"),
    "of the checkout": ("/srv/line/tests/van/test_doors.py", "tests/van/test_doors.py"),
    "of a container": ("/app/tests/van/test_doors.py", "tests/van/test_doors.py"),
    "of Windows": (r"D:\a\line\line\tests\van\test_doors.py", "tests/van/test_doors.py"),
    "from a folder within": ("van/test_doors.py", "tests/van/test_doors.py"),
    "its name alone": ("test_doors.py", "tests/van/test_doors.py"),
    "a name of two files": ("test_brake.py", None),
    "an end of two files": ("panel.spec.ts", None),
    "the longer of two": ("/app/core/brake.py", "core/brake.py"),
    "at the top of the checkout": ("/srv/line/brake.py", "brake.py"),
    "at the top of a hosted one": ("/home/runner/work/line/line/brake.py", "brake.py"),
    "a name at the top, elsewhere": ("/usr/lib/brake.py", None),
    "a folder of another machine": ("/app/van/test_doors.py", None),
    "installed": ("/srv/line/.venv/lib/site-packages/core/brake.py", None),
    "half a folder's name": ("an/test_doors.py", None),
    "half a file's name": ("doors.py", None),
    "in no file of the commit": ("tests/van/test_gone.py", None),
    "above the top": ("../../tests/van/test_doors.py", "tests/van/test_doors.py"),
    "nothing": ("", None),
    "a folder": ("tests/van/", None),
    "another case": ("Tests/Van/Test_Doors.py", None),
}


@pytest.mark.parametrize(
    ("text", "path"), [pytest.param(*each, id=name) for name, each in FILES.items()]
)
def test_a_file_is_found_by_its_path(text: str, path: str | None) -> None:
    assert locator().file(text).path == path


NAMES = {
    "Python's class": ("tests.van.test_doors.TestDoors", "tests/van/test_doors.py"),
    "Python's module": ("tests.van.test_doors", "tests/van/test_doors.py"),
    "a class in a class": ("tests.van.test_doors.TestDoors.TestRear", "tests/van/test_doors.py"),
    "from a folder within": ("van.test_doors.TestDoors", "tests/van/test_doors.py"),
    "from above the checkout": ("line.tests.van.test_doors", "tests/van/test_doors.py"),
    "a module alone": ("test_doors", "tests/van/test_doors.py"),
    "a module and a class": ("test_doors.TestDoors", "tests/van/test_doors.py"),
    "a module of two files": ("test_brake.TestBrake", None),
    "a module of two, with its folder": ("core.test_brake.Brake", "tests/core/test_brake.py"),
    "Java": ("line.van.DoorTest", VAN_DOOR),
    "Java, a class within": ("line.van.DoorTest$Rear", VAN_DOOR),
    "Java, a parameter": ("line.van.DoorTest[rear]", VAN_DOOR),
    "Java, one name in two variants": ("line.common.RouteTest", None),
    "Java, one name in another package": ("line.core.DoorTest", None),
    "Python, one name in another package": ("tests.core.test_doors.T", None),
    "Python, its file is gone": ("tests.core.test_gone.TestGone", None),
    "Python, its package is gone": ("tests.test_gone", None),
    "C#, a namespace that is no folder": ("Line.Buses.DoorTests", "tests/bus/DoorTests.cs"),
    "Kotlin, without the common package": ("line.stops.StopTest", "tests/bus/StopTest.kt"),
    "C++": ("axle_test", "tests/truck/axle_test.cpp"),
    "C++ with a namespace": ("truck::axle_test", "tests/truck/axle_test.cpp"),
    "a path as a suite": ("web/van/lamp.spec.ts", "web/van/lamp.spec.ts"),
    "a path from within": ("van/lamp.spec.ts", "web/van/lamp.spec.ts"),
    "a file's name": ("lamp.spec.ts", "web/van/lamp.spec.ts"),
    "a feature": ("Load", "features/van/Load.feature"),
    "a feature of two": ("Route", None),
    "Go": ("example.com/line/go/truck", "go/truck/hub_test.go"),
    "Go, another module": ("example.com/line/truck", None),
    "words": ("the doors of a van", None),
    "the runner's name, a file's of settings": ("pytest", None),
    "data of tests": ("smoke", None),
    "a word that is a source and no test": ("Door", None),
    "nothing": ("", None),
    "brackets alone": ("[van]", None),
}


@pytest.mark.parametrize(
    ("text", "path"), [pytest.param(*each, id=name) for name, each in NAMES.items()]
)
def test_a_class_is_found_by_the_longest_unique_end(text: str, path: str | None) -> None:
    assert locator().named(text).path == path


def test_a_source_is_no_test_beside_one_of_its_name() -> None:
    paths = ("src/line/Door.java", "tests/line/Door.java")
    assert Locator(paths, lambda path: "tests" in path).named("line.Door").path == paths[1]
    assert Locator(paths, lambda _: True).named("line.Door") == Located(None, paths)


EXACT = {
    "in the checkout": ("/srv/line/core/brake.py", "core/brake.py"),
    "as git has it": ("core/brake.py", "core/brake.py"),
    "in another checkout": ("/builds/acme/line/core/brake.py", "core/brake.py"),
    "a copy in the checkout": ("/srv/line/build/core/brake.py", None),
    "a folder told twice": ("/srv/line/core/core/brake.py", None),
    "only the end of a path": ("van/test_doors.py", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(
    ("text", "path"), [pytest.param(*each, id=name) for name, each in EXACT.items()]
)
def test_a_whole_path_is_that_file_or_none(text: str, path: str | None) -> None:
    assert locator().exact(text).path == path


def test_what_could_be_it_is_told() -> None:
    assert locator().test(Clues((), "line.common.RouteTest")).candidates == (TRUCK_ROUTE, VAN_ROUTE)


def test_a_package_of_go_is_any_of_its_files() -> None:
    found = locator().named("example.com/line/go/van")
    assert {found.path, *found.beside} == {"go/van/load_test.go", "go/van/door_test.go"}


CLUES = {
    "the nearest file": (Clues(("brake.py", "core/brake.py")), "brake.py"),
    "a farther file for one that is unknown": (
        Clues(("gone.py", "tests/van/test_doors.py"), "line.core.BrakeTest"),
        "tests/van/test_doors.py",
    ),
    "the class behind the files": (Clues(("gone.py",), "line.van.DoorTest"), VAN_DOOR),
    "the suite behind the class": (Clues((), "rear doors", ("axle_test",)), CPP),
    "nothing known": (Clues(("a.c",), "b", ("c", "pytest")), None),
}


@pytest.mark.parametrize(
    ("clues", "path"), [pytest.param(*each, id=name) for name, each in CLUES.items()]
)
def test_files_come_before_classes_and_classes_before_suites(
    clues: Clues, path: str | None
) -> None:
    assert locator().test(clues).path == path


def test_a_path_of_a_million_parts_is_cut() -> None:
    found = locator().file("x/" * 1_000_000 + "tests/van/test_doors.py")
    assert found.path == "tests/van/test_doors.py"
    assert locator().file("tests/van/test_doors.py/" + "../" * (2 * MOST_PARTS)) == Located(None)


ALIKE = {
    "files of one name": (
        [f"line/mod{at}/tests/index.test.ts" for at in range(8_000)],
        [Clues((f"mod{at}/tests/index.test.ts",)) for at in range(8_000)],
    ),
    "modules of one name": (
        [f"line/mod{at}/tests.py" for at in range(8_000)],
        [Clues((), f"mod{at}.tests.T") for at in range(8_000)],
    ),
    "classes of none of them": (
        [f"line/mod{at}/tests.py" for at in range(8_000)],
        [Clues((), f"tests.Gone{at}", ("tests",)) for at in range(8_000)],
    ),
    "names of many words": (
        [f"{'a/' * (at % 30)}b{at}/a.py" for at in range(8_000)],
        [Clues((), f"x{at}." + "a." * 60 + "a") for at in range(1_000)],
    ),
}


@pytest.mark.parametrize(
    ("paths", "clues"), [pytest.param(*each, id=name) for name, each in ALIKE.items()]
)
def test_thousands_of_files_that_are_alike_are_told_apart_at_once(
    paths: list[str], clues: list[Clues]
) -> None:
    found = locator(paths)
    start = time.process_time()
    for each in clues:
        found.test(each)
    assert time.process_time() - start < 5
