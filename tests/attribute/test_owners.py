"""Who owns a file by its path."""

import pytest

from tests.drawn import plan_of, planner_of, policy_of
from variant_budget.domain.tree import Entry

BUDGET = "\nvehicle_budget: {hard_limit: 5}\n"


def owner(policy: str, path: str) -> str:
    """The owner of one file in the dimension vehicle, in words."""
    plan = plan_of("version: 1\ndimensions:\n  vehicle:\n" + policy + BUDGET, f"{path} 1")
    place = plan[path].place
    if place.classes[0] != "owned":
        return str(place.classes[0])
    return "+".join(place.owners[0]) or "shared"


CAPTURE = '    paths: ["src/vehicles/{variant}/"]\n'
RANKS = """\
    paths: ["src/{variant}/"]
    shared: ["src/van/shared/"]
    not_variants: [common]
    variants:
      van: {paths: ["src/van/own/"]}
      truck: {aliases: ["truck_*", "lorry"]}
      bus: {}
    groups:
      big: {of: [bus, truck], paths: ["src/van/own/big/", "src/big*"]}
"""


@pytest.mark.parametrize(
    ("policy", "path", "expected"),
    [
        pytest.param(CAPTURE, "src/vehicles/van/a.py", "van", id="a folder names its variant"),
        pytest.param(CAPTURE, "src/vehicles/v-1.2_x/a/b.py", "v-1.2_x", id="dots and dashes"),
        pytest.param(CAPTURE, "src/vehicles/a.py", "shared", id="a file in no folder is shared"),
        pytest.param(CAPTURE, "src/vehicles/.hid/a.py", "shared", id="no name starts with a dot"),
        pytest.param(CAPTURE, "x/src/vehicles/van/a.py", "shared", id="a slash anchors"),
        pytest.param(
            '    paths: ["markets/{variant}.py"]\n', "markets/xetra.py", "xetra", id="a file name"
        ),
        pytest.param(RANKS, "src/van/own/x.py", "van", id="own paths come first"),
        pytest.param(RANKS, "src/van/own/big/x.py", "van", id="own paths before a group's"),
        pytest.param(RANKS, "src/bigger/x.py", "bus+truck", id="a group before a capture"),
        pytest.param(RANKS, "src/van/shared/x.py", "shared", id="shared before a capture"),
        pytest.param(RANKS, "src/van/x.py", "van", id="then the capture"),
        pytest.param(RANKS, "src/truck_heavy/x.py", "truck", id="an alias joins a variant"),
        pytest.param(RANKS, "src/lorry/x.py", "truck", id="an alias may be a plain name"),
        pytest.param(RANKS, "src/common/x.py", "unattributed", id="a name that is no variant"),
        pytest.param(RANKS, "lib/x.py", "unattributed", id="claimed by nothing, shared declared"),
        pytest.param(CAPTURE, "lib/x.py", "shared", id="claimed by nothing, no shared declared"),
    ],
)
def test_owner_by_path(policy: str, path: str, expected: str) -> None:
    assert owner(policy, path) == expected


def test_a_newline_in_a_name_hides_nothing() -> None:
    policy = policy_of("version: 1\ndimensions:\n  vehicle:\n" + CAPTURE + BUDGET)
    file = planner_of(policy).planned(Entry("src/vehicles/van/a\nb.py", 0o100644, "0" * 40))
    assert file.decision.place.owners == (("van",),)


def test_a_path_of_another_dimension_attributes_a_file_that_this_one_does_not_claim() -> None:
    plan = plan_of(
        """
version: 1
dimensions:
  vehicle: {paths: ["src/{variant}/"], shared: ["core/"]}
  sector: {paths: ["sectors/{variant}/"], shared: ["core/"]}
vehicle_budget: {hard_limit: 5}
""",
        "sectors/mining/a.py 1\nlost/a.py 1",
    )
    # Dimensions are sorted: sector, vehicle.
    mining, lost = plan["sectors/mining/a.py"].place, plan["lost/a.py"].place
    assert mining.owners == (("mining",), ())
    assert mining.classes == ("owned", "owned")
    assert lost.classes == ("unattributed", "unattributed")


def test_a_negated_pattern_takes_back_and_the_last_pattern_decides() -> None:
    policy = '    variants: {van: {paths: ["van/", "!van/lib/", "van/lib/own.py"]}}\n'
    assert owner(policy, "van/a.py") == "van"
    assert owner(policy, "van/lib/a.py") == "shared"
    assert owner(policy, "van/lib/own.py") == "van"


def test_square_brackets_in_a_folder_name_need_an_escape() -> None:
    folder = "variants/bus/report_[fec]/fec.py"
    plain = "    variants: {bus: {paths: ['variants/bus/report_[fec]/**']}}\n"
    escaped = "    variants: {bus: {paths: ['variants/bus/report_\\[fec\\]/**']}}\n"
    assert owner(plain, folder) == "shared"
    assert owner(plain, "variants/bus/report_f/f.py") == "bus"
    assert owner(escaped, folder) == "bus"


def test_patterns_are_case_sensitive() -> None:
    assert owner('    variants: {van: {paths: ["Van/"]}}\n', "van/a.py") == "shared"
