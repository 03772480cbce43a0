"""Cases of reports -> their owners, by a policy and the paths of a tree; no git and no XML."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from tests.drawn import planner_of, policy_of
from variant_budget.attribute.covered import FileLines, Stretch
from variant_budget.attribute.locate import Locator
from variant_budget.attribute.test_owners import attribute_tests
from variant_budget.attribute.test_rules import Ruled
from variant_budget.attribute.touched import Touched
from variant_budget.domain.evidence import NANOSECONDS, Case, Clues, Executed, RunReport, Status
from variant_budget.domain.ledger import LineClass, Place
from variant_budget.domain.metrics import Role
from variant_budget.domain.tested import Tested
from variant_budget.domain.tree import Entry

POLICY = """\
version: 1
dimensions:
  vehicle:
    shared: ["core/", "tests/core/", "*_core_test.go"]
    variants:
      van: {paths: ["tests/van/", "*_van_test.go"]}
      truck: {paths: ["tests/truck/", "*_truck_test.go"]}
      bus: {paths: ["tests/bus/"]}
    groups: {heavy: {of: [truck, bus], paths: ["tests/heavy/"]}}
test_budget: {hard_limit: 25}
"""


def heard(
    reports: Mapping[str, RunReport],
    paths: Iterable[str],
    more: str = "",
    policy: str = POLICY,
    executed: Mapping[str, Sequence[str]] = {},
) -> Tested:
    """What these reports come to; `more` are further lines of the policy.

    `executed` has, by the id of a test, the files that it ran: then that says whose it is.
    """
    read = policy_of(policy + more)
    planner = planner_of(read)
    decisions = {path: planner.planned(Entry(path, 0o100644, "0" * 40)).decision for path in paths}
    locator = Locator(decisions, lambda path: decisions[path].cast.role is Role.TEST)

    def place_of(path: str) -> Ruled:
        return Ruled(decisions[path].place, decisions[path].because)

    def lines_of(some: Collection[str]) -> dict[str, FileLines]:
        return {
            path: FileLines(Role.CODE, place := decisions[path].place, (Stretch(1, 9, place),))
            for path in some
        }

    contexts = [
        Executed(name, tuple((path, 2) for path in files)) for name, files in executed.items()
    ]
    touched = Touched(contexts, locator, lines_of, len(read.dimensions)) if executed else None
    return attribute_tests([*reports.items()], read, locator, place_of, touched)


def case(
    name: str,
    *,
    file: str = "",
    classname: str = "",
    seconds: float | None = 1,
    status: Status = Status.PASSED,
) -> Case:
    """A test case as a report has it."""
    clues = Clues((file,) if file else (), classname)
    time = None if seconds is None else round(seconds * NANOSECONDS)
    return Case(clues, name, int(status is not Status.SKIPPED), time, status)


def owner_of(place: Place) -> str:
    """The owner in the first dimension, in a word."""
    if place.classes[0] is not LineClass.OWNED:
        return str(place.classes[0])
    return "+".join(place.owners[0]) or "shared"


def cases_by_owner(tested: Tested) -> dict[str, int]:
    """Owner -> the cases of it."""
    return {owner_of(place): cases for place, (cases, *_) in tested.amounts.items()}


def milliseconds_by_owner(tested: Tested) -> dict[str, int]:
    """Owner -> the time of its cases."""
    return {owner_of(place): time for place, (_, time, *_) in tested.amounts.items()}
