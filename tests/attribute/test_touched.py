"""Whose code a test executed: which test a context means, and what it ran."""

import time
from collections.abc import Collection, Mapping

import pytest

from variant_budget.attribute.covered import FileLines, Stretch
from variant_budget.attribute.locate import Locator
from variant_budget.attribute.touched import Touched
from variant_budget.domain.evidence import Clues, Executed
from variant_budget.domain.ledger import LineClass, Owner, Place
from variant_budget.domain.metrics import Role

TESTS = ("tests/test_axle.py", "tests/test_brake/test_brake.py", "tests/v1.2/test_wheel.py")
AXLE, BRAKE, WHEEL = TESTS


def place(*owner: str) -> Place:
    return Place((owner,), (LineClass.OWNED,), Role.CODE)


MIXED = FileLines(
    Role.CODE,
    place(),
    (
        Stretch(1, 3, place()),
        Stretch(4, 5, place("van")),
        Stretch(6, 6, place("truck")),
        Stretch(7, 8, place("van")),
        Stretch(9, 9_999, place("bus", "truck")),
    ),
)
FILES = {"mixed.py": MIXED, "tests/test_axle.py": MIXED._replace(role=Role.TEST)}


def lines_of(paths: Collection[str]) -> Mapping[str, FileLines]:
    return {path: FILES[path] for path in paths}


def touched(*executed: Executed) -> Touched:
    return Touched(executed, Locator((*FILES, *TESTS), lambda _: True), lines_of, 1)


def ran(context: str, *lines: int, name: str = "mixed.py") -> Executed:
    return Executed(context, ((name, sum(1 << line for line in lines)),))


TOLD = [
    (f"{AXLE}::test_a", AXLE, "tests.test_axle", "test_a"),
    (f"{AXLE}::test_a[x]", AXLE, "tests.test_axle", "test_a[x]"),
    (f"{AXLE}::test_a[b::c]", AXLE, "tests.test_axle", "test_a[b::c]"),
    (f"{AXLE}::TestA::TestB::test_a[[::]]", AXLE, "tests.test_axle.TestA.TestB", "test_a[[::]]"),
    (f"{AXLE}::test_a[b|c]", AXLE, "tests.test_axle", "test_a[b|c]"),
    (f"py311|{AXLE}::test_a[b|c]", AXLE, "tests.test_axle", "test_a[b|c]"),
    ("py311|tests.test_axle.TestA.test_a", AXLE, "tests.test_axle.TestA", "test_a"),
    (f"{BRAKE}::test_a", BRAKE, "tests.test_brake.test_brake", "test_a"),
    (f"{BRAKE}::test_brake::test_a", BRAKE, "tests.test_brake.test_brake.test_brake", "test_a"),
    (f"{BRAKE}::TestA::test_a", BRAKE, "test_brake.TestA", "test_a"),
    ("tests.test_brake.test_brake.TestA.test_a", BRAKE, "test_brake.test_brake.TestA", "test_a"),
    (f"{WHEEL}::TestA::test_a", WHEEL, "line.tests.v1.2.test_wheel.TestA", "test_a"),
    ("tests.test_axle.test_a", AXLE, "tests.test_axle", "test_a[parameters are not told]"),
]


@pytest.mark.parametrize(("context", "path", "classname", "name"), TOLD)
def test_a_context_is_the_test_of_a_report(
    context: str, path: str, classname: str, name: str
) -> None:
    found = touched(ran(context, 4))
    assert found.owners(path, Clues((), classname), name) == (("van",),)


@pytest.mark.parametrize(
    ("classname", "name"),
    [
        ("tests.test_axle.TestA", "test_a"),
        ("tests.test_axle", "test_b"),
        ("elsewhere", "TestB::test_a"),
    ],
)
def test_a_test_of_another_class_or_name_was_not_recorded(classname: str, name: str) -> None:
    found = touched(ran(f"{AXLE}::TestB::test_a", 4))
    assert found.owners(AXLE, Clues((), classname), name) is None


@pytest.mark.parametrize(
    ("lines", "owner"),
    [
        ((1, 2, 3), ()),
        ((3, 5), ("van",)),
        ((6,), ("truck",)),
        ((8, 6), ("truck", "van")),
        ((900,), ("bus", "truck")),
    ],
)
def test_a_test_is_those_s_whose_lines_it_ran(lines: tuple[int, ...], owner: Owner) -> None:
    found = touched(ran(f"{AXLE}::test_a", *lines), ran(f"{AXLE}::test_b", 4))
    assert found.owners(AXLE, Clues((), "tests.test_axle"), "test_a") == (owner,)


def test_what_a_test_ran_in_several_runs_joins_and_code_of_tests_is_no_one_s() -> None:
    test = f"{AXLE}::test_a"
    found = touched(ran(f"py311|{test}", 6), ran(f"py312|{test}", 4), ran(test, 900, name=AXLE))
    assert found.owners(AXLE, Clues((), "tests.test_axle"), "test_a") == (("truck", "van"),)


def test_lines_that_many_tests_ran_are_looked_at_once() -> None:
    stretches = tuple(Stretch(n, n, place(("van", "truck")[n % 2])) for n in range(1, 2000))
    paths = [f"src/a{n}.py" for n in range(100)]
    files = {path: FileLines(Role.CODE, place(), stretches) for path in paths}
    lines = tuple((path, 2**2000 - 2) for path in paths)
    executed = [Executed(f"{AXLE}::test_{n}", lines) for n in range(2000)]
    locator = Locator((*paths, AXLE), lambda _: True)
    begun = time.process_time()
    found = Touched(executed, locator, lambda of: {path: files[path] for path in of}, 1)
    assert time.process_time() - begun < 5
    owners = found.owners(AXLE, Clues((), "tests.test_axle"), "test_1999")
    assert owners == (("truck", "van"),)
