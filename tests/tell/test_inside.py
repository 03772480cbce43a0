"""The summary tells what stands inside files: conditions, marks and edited copies."""

from pathlib import Path

import pytest

from tests.command import variant_budget
from tests.repositories import Repository, lines

POLICY = """\
version: 1
dimensions:
  vehicle:
    variants:
      truck: {symbols: [TRUCK]}
      van: {paths: [{path: "van/", overlay_of: "base/"}]}
vehicle_budget: {hard_limit: 50}
"""
UNDECIDED = "#if defined(TRUCK) || defined(LOUD)\nint horn;\n#endif\n"
TITLE = "Code under conditions and edited copies"


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Twelve undecided files, one that truck does without, and a copy whose base moved on."""
    repo = Repository(tmp_path_factory.mktemp("inside"))
    files = {f"src/horn_{number:02}.c": UNDECIDED for number in range(12)}
    files["src/belt.c"] = "#ifndef TRUCK\nint belt;\n#endif\n"
    files |= {"base/door.py": lines("door_", 9), "van/door.py": lines("door_", 9)}
    base = repo.commit("base", {".variant-budget/policy.yml": POLICY, **files})
    repo.commit("change", {"base/door.py": lines("door_", 7)})
    told = variant_budget(
        ["check", "--repo", str(repo.root), "--base", base, "--format", "markdown", "--no-cache"]
    )
    assert told.exit_code == 0, told.err
    return told.out


def test_each_variant_has_its_lines_by_kind(summary: str) -> None:
    assert "| vehicle · **truck** | 0 | – | 36 | 3 | – |" in summary
    assert "| vehicle · **van** | 2 | – | – | – | 7 |" in summary


def test_five_places_of_each_kind_are_shown_and_the_others_counted(summary: str) -> None:
    section = summary.partition(TITLE)[2].partition("</details>")[0]

    assert section.count("lines may be of truck") == 5
    assert section.count("lines copied from") == 1
    assert "- 7 more rows in report.json" in section


def test_a_copy_whose_base_moved_says_so(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    files = {"base/door.py": lines("door_", 9), "van/door.py": lines("door_", 9)}
    files[".variant-budget/policy.yml"] = POLICY
    base = repo.commit("base", files)
    repo.commit("change", {"base/door.py": lines("door_", 7)})
    told = variant_budget(["check", "--repo", str(repo.root), "--base", base, "--format=markdown"])

    assert (
        "`van/door.py`: 7 lines copied from `base/door.py`, 2 lines of van, 0 left out, 2 by drift "
        "of its base" in told.out
    )


def test_without_any_there_is_no_section(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.commit("base", {".variant-budget/policy.yml": POLICY, "src/a.c": "int a;\n"})
    told = variant_budget(["check", "--repo", str(repo.root), "--format", "markdown"])

    assert TITLE not in told.out
