"""What a file is for: the first role that matches, with the rule that gave it."""

from collections.abc import Mapping

import pytest

from tests.drawn import plan_of, planner_of, policy_of
from variant_budget.domain.tree import SUBMODULE, SYMLINK, Entry

POLICY = """
version: 1
files:
  exclude: ["third_party/"]
  {more}
dimensions: {{vehicle: {{paths: ["src/{{variant}}/"]}}}}
vehicle_budget: {{hard_limit: 5}}
"""


def role(path: str, more: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """The role of one file."""
    return plan_of(POLICY.format(more=more), f"{path} 1", attributes)[path].cast.role


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/van/a.py", "code"),
        ("third_party/x.py", "excluded"),
        ("third_party/tests/x.py", "excluded"),
        ("src/van/tests/test_a.py", "test"),
        ("src/van/door_test.py", "test"),
        ("tests/data/speed.csv", "test_data"),
        ("tests/fixtures/a.py", "test_data"),
        ("data/a.py", "code"),
        ("testdata/a.bin", "test_data"),
        ("configs/vehicles/van.yml", "config"),
        ("src/config/loader.py", "config"),
        ("pyproject.toml", "manifest"),
        ("README.md", "other"),
        ("logo.png", "other"),
    ],
)
def test_role_by_path(path: str, expected: str) -> None:
    assert role(path) == expected


def test_code_outside_the_product_is_tooling() -> None:
    assert role("src/van/a.py", 'product: ["src/"]') == "code"
    assert role("scripts/release.py", 'product: ["src/"]') == "tooling"
    assert role("tests/test_a.py", 'product: ["src/"]') == "test"


def test_a_list_of_the_policy_replaces_the_default() -> None:
    assert role("tests/test_a.py", 'tests: ["checks/"]') == "code"
    assert role("checks/a.py", 'tests: ["checks/"]') == "test"


@pytest.mark.parametrize(
    ("mode", "because"), [(SYMLINK, "symbolic link"), (SUBMODULE, "submodule")]
)
def test_links_and_submodules_are_no_code(mode: int, because: str) -> None:
    planner = planner_of(policy_of(POLICY.format(more="")))
    file = planner.planned(Entry("src/van/a.py", mode, "0" * 40))
    assert (file.decision.cast.role, file.request) == ("other", None)
    assert because in file.decision.cast.because


ROOT = {"": "gen/** linguist-generated\nvendor/** linguist-vendored=true\n"}


@pytest.mark.parametrize(
    ("attributes", "path", "expected"),
    [
        pytest.param(ROOT, "gen/a.py", "excluded", id="generated"),
        pytest.param(ROOT, "vendor/x/a.py", "excluded", id="vendored"),
        pytest.param(ROOT, "src/a.py", "code", id="no line matches"),
        pytest.param(
            {"": "gen/** linguist-generated\ngen/keep.py -linguist-generated\n"},
            "gen/keep.py",
            "code",
            id="the last line that matches wins",
        ),
        pytest.param(
            {"": "*.py linguist-generated\n", "src/": "*.py !linguist-generated\n"},
            "src/a.py",
            "code",
            id="the nearest file wins",
        ),
        pytest.param(
            {"src/": "van linguist-generated\n"}, "src/van/a.py", "code", id="a folder is no file"
        ),
        pytest.param(
            {"src/": "/van/*.py linguist-generated\n"}, "src/van/a.py", "excluded", id="anchored"
        ),
        pytest.param({"": "*.py linguist-generated=false\n"}, "a.py", "code", id="set to false"),
        pytest.param({"": "*.py\tlinguist-vendored\n"}, "a.py", "excluded", id="a tab between"),
        pytest.param({"": '"a.py" linguist-vendored\n'}, "a.py", "excluded", id="a quoted name"),
        pytest.param(
            {"": "# see\u2028a.py linguist-vendored\n"}, "a.py", "code", id="a line ends at LF only"
        ),
        pytest.param(
            {"": "foo\\ linguist-vendored\n[z-a] linguist-vendored\n"},
            "a.py",
            "code",
            id="what is no pattern is passed over",
        ),
        pytest.param({"": "*a*a*.py linguist-vendored\n"}, "aaa.py", "code", id="too many stars"),
    ],
)
def test_attribute_files_exclude(attributes: dict[str, str], path: str, expected: str) -> None:
    assert role(path, attributes=attributes) == expected
