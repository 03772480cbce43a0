"""Every annotation stands in the commit that is judged, at a line that is there; the worst are shown."""

from pathlib import Path

import pytest

from tests.command import on_github, variant_budget
from tests.repositories import Content, Repository, lines
from tests.runner import commands_of, unescaped
from tests.scenarios.line import POLICY_PATH

EXCEPTIONS = ".variant-budget/exceptions.yml"
POLICY = """\
version: 1
dimensions:
  vehicle:
    paths: ["variants/{variant}/"]
    variants:
      truck: {symbols: [TRUCK]}
      van: {paths: [{path: "van/", overlay_of: "base/"}]}
vehicle_budget:
  metrics: [lines_of_code]
  hard_limit: 10
"""
LAPSED = """\
version: 1
exceptions:
  - id: CCB-1
    budget: vehicle
    variant: bus
    metric: lines_of_code
    limit: hard
    ceiling: 20
    reason: A ramp for wheelchairs.
    approved_by: Ada
    approved_on: 2026-01-01
    expires_on: 2026-02-01
    ticket: CCB-1
    refactoring_plan: Move the ramp to the core once vans have one.
"""
TRUCK = "#ifdef TRUCK\n" + "int axle;\n" * 30 + "#endif\n"
Annotations = list[tuple[str, str, int]]


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """100 common lines in Python, 50 in C, and an exception that ended."""
    found = Repository(tmp_path / "line")
    found.commit(
        "base",
        {
            POLICY_PATH: POLICY,
            EXCEPTIONS: LAPSED,
            "core/brake.py": lines("core_", 100),
            "core/port.c": "int port;\n" * 50,
            "base/door.py": lines("door_", 40),
            "van/door.py": lines("door_", 40),
            "variants/bus/ramp.py": lines("ramp_", 9),
        },
    )
    return found


def annotations(repo: Repository, tmp_path: Path) -> Annotations:
    """Title, file and line of each annotation on a pull request of the last commit, as they come."""
    event: dict[str, object] = {
        "pull_request": {
            "head": {"ref": "feature", "sha": repo.head},
            "base": {"ref": "main", "sha": repo.oid("HEAD~1")},
        }
    }
    environ = on_github("pull_request", event, tmp_path / "runner")
    told = variant_budget(
        ["check", f"--repo={repo.root}", "--no-cache", "--today=2026-11-25"], environ=environ
    )
    assert told.exit_code in (0, 1), told.err
    found = [
        (each["title"], each.get("file", ""), int(each.get("line", 0)))
        for _, each, _ in commands_of(told.err)
    ]
    for _, path, line in found:
        if path:
            text = repo.git("show", f"HEAD:{unescaped(path)}")
            assert 1 <= line <= len(text.splitlines()), path
    return found


def changed(repo: Repository, files: dict[str, Content], tmp_path: Path) -> Annotations:
    repo.commit("change", files)
    return annotations(repo, tmp_path)


def test_a_new_file_is_pointed_at_where_its_code_starts(repo: Repository, tmp_path: Path) -> None:
    text = '"""Slows trucks.\n\nDown.\n"""\n' + lines("axle_", 40)
    found = changed(repo, {"variants/truck/axle.py": text}, tmp_path)
    assert ("hard-breach", "variants/truck/axle.py", 5) in found


def test_an_edited_file_is_pointed_at_where_it_was_edited(repo: Repository, tmp_path: Path) -> None:
    text = lines("ramp_", 9) + "# More.\n\n" + lines("more_", 40)
    found = changed(repo, {"variants/bus/ramp.py": text}, tmp_path)
    assert ("hard-breach", "variants/bus/ramp.py", 12) in found


def test_of_a_shared_file_it_is_the_first_new_line_of_the_variant(
    repo: Repository, tmp_path: Path
) -> None:
    text = "int more;\n" * 5 + "int port;\n" * 50 + TRUCK
    found = changed(repo, {"core/port.c": text}, tmp_path)
    assert ("hard-breach", "core/port.c", 56) in found


def test_lines_that_only_changed_hands_are_pointed_at(repo: Repository, tmp_path: Path) -> None:
    before = "int port;\n" * 50 + TRUCK.replace("TRUCK", "FAST")
    repo.commit("fast", {"core/port.c": before})
    found = changed(repo, {"core/port.c": before.replace("FAST", "TRUCK")}, tmp_path)
    assert ("hard-breach", "core/port.c", 51) in found


def test_of_an_edited_copy_it_is_the_first_new_edit(repo: Repository, tmp_path: Path) -> None:
    text = lines("door_", 20) + lines("wide_", 40)
    found = changed(repo, {"van/door.py": text}, tmp_path)
    assert ("hard-breach", "van/door.py", 21) in found


def test_a_file_that_was_moved_and_edited_is_pointed_at_by_its_new_name(
    repo: Repository, tmp_path: Path
) -> None:
    repo.move("variants/bus/ramp.py", "variants/bus/lift.py")
    text = lines("ramp_", 9) + lines("more_", 9)
    repo.commit("lift", {"variants/bus/lift.py": text})
    repo.move("variants/bus/lift.py", "variants/bus/door.py")
    found = changed(repo, {"variants/bus/door.py": text + lines("third_", 6)}, tmp_path)
    assert ("hard-breach", "variants/bus/door.py", 19) in found


def test_where_common_code_shrank_nothing_but_the_limit_is_pointed_at(
    repo: Repository, tmp_path: Path
) -> None:
    found = changed(repo, {"core/brake.py": lines("core_", 3), "core/port.c": None}, tmp_path)
    assert ("hard-breach", POLICY_PATH, POLICY.count("\n")) in found


def test_a_policy_that_is_shorter_now_is_pointed_at_as_a_whole(
    repo: Repository, tmp_path: Path
) -> None:
    proposed = "version: 1\ndimensions: {vehicle: {paths: ['variants/{variant}/']}}\nvehicle_budget: {hard_limit: 90}\n"
    files: dict[str, Content] = {
        POLICY_PATH: proposed,
        "core/brake.py": lines("core_", 3),
        "core/port.c": None,
    }
    found = changed(repo, files, tmp_path)
    assert ("hard-breach", POLICY_PATH, 1) in found


def test_files_that_the_change_deletes_are_no_places(repo: Repository, tmp_path: Path) -> None:
    files: dict[str, Content] = {"core/brake.py": lines("core_", 3), "core/port.c": None}
    files |= {POLICY_PATH: None, EXCEPTIONS: None}
    found = changed(repo, files, tmp_path)
    assert ("hard-breach", "", 0) in found
    assert ("exception-expired", "", 0) in found


def test_the_ten_that_are_shown_are_those_that_are_furthest_over(
    repo: Repository, tmp_path: Path
) -> None:
    sizes = {f"v{number:02}": 30 + 7 * number % 40 for number in range(15)}
    files: dict[str, Content] = {
        f"variants/{name}/a.py": lines("a_", size) for name, size in sizes.items()
    }
    found = changed(repo, files, tmp_path)
    shown = [path.split("/")[1] for title, path, _ in found if title == "hard-breach"]
    assert shown == sorted(sizes, key=lambda name: -sizes[name])[:10]
