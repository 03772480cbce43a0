"""Pull requests that move a variant's code into shared files, and what they cannot hide."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import variant_budget
from tests.repositories import Repository, lines

POLICY = """\
version: 1
UNDECIDEDdimensions:
  vehicle:
    paths: ["vehicles/{variant}/"]
    shared: ["core/"]
    variants: {truck: {symbols: [VEHICLE_TRUCK]}}
vehicle_budget: {hard_limit: 50.0, metrics: [lines_of_code]}
"""
TRUCK = "".join(f"int truck_{number};\n" for number in range(50))
CORE = "".join(f"int core_{number};\n" for number in range(200))
FILES = {
    ".variant-budget/policy.yml": POLICY.replace("UNDECIDED", ""),
    "core/main.c": CORE,
    "vehicles/truck/axle.c": TRUCK + "int axle;\n",
}


def report(
    folder: Path,
    change: Mapping[str, str | None],
    policy: str = "",
    files: Mapping[str, str] = FILES,
) -> dict[str, Any]:
    """What a check says of a change on a branch, against the commit before it."""
    line = Repository(folder)
    base = line.commit(
        files={**files, **({".variant-budget/policy.yml": policy} if policy else {})}
    )
    line.commit(files=change)
    told = variant_budget(
        ("check", f"--repo={folder}", f"--base={base}", "--no-cache", "--format=json")
    )
    found: dict[str, Any] = json.loads(told.out)
    return found


def truck(found: dict[str, Any]) -> dict[str, Any]:
    """The row of the truck's lines."""
    (row,) = found["budgets"][0]["variants"][0]["metrics"]
    return dict(row)


def rules(found: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in found["findings"]}


def guarded(condition: str) -> dict[str, str | None]:
    """The truck's 50 lines below a condition at the end of the shared file."""
    return {
        "core/main.c": f"{CORE}#if {condition}\n{TRUCK}#endif\n",
        "vehicles/truck/axle.c": "int axle;\n",
    }


def test_code_that_moves_below_a_condition_costs_the_lines_of_the_directives(
    tmp_path: Path,
) -> None:
    found = report(tmp_path, guarded("defined(VEHICLE_TRUCK)"))
    assert (truck(found)["base"]["owned"], truck(found)["owned"]) == (51, 53)
    assert truck(found)["common"] == 200
    assert found["budgets"][0]["variants"][0]["inline"] == 52


def test_a_condition_that_is_never_set_hides_nothing(tmp_path: Path) -> None:
    found = report(tmp_path, guarded("defined(VEHICLE_TRUCK) || defined(NEVER_SET)"))
    assert {"undecided", "became-undecided"} <= rules(found)
    assert found["verdict"] == "warn"
    (undecided,) = found["undecided"]
    assert (undecided["path"], undecided["would_be"], undecided["lines"]) == (
        "core/main.c",
        ["truck"],
        52,
    )


def test_undecided_fail_judges_the_lines_as_owned(tmp_path: Path) -> None:
    strict = POLICY.replace("UNDECIDED", "undecided: fail\n").replace("50.0", "20.0")
    found = report(tmp_path, guarded("defined(VEHICLE_TRUCK) || defined(NEVER_SET)"), strict)
    assert truck(found)["owned"] == 53
    assert found["verdict"] == "fail"


def test_a_folder_that_is_renamed_hides_nothing(tmp_path: Path) -> None:
    moved = {"lorries/axle.c": FILES["vehicles/truck/axle.c"], "vehicles/truck/axle.c": None}
    found = report(tmp_path, moved)
    assert {"unattributed", "became-unattributed"} <= rules(found)
    assert found["verdict"] == "warn"


def test_a_mark_around_shared_code_is_a_transfer(tmp_path: Path) -> None:
    marked = f"// variant-budget: begin vehicle=truck\n{CORE}// variant-budget: end\n"
    found = report(tmp_path, {"core/main.c": marked})
    (transfer,) = found["transfers"]
    assert (transfer["from"], transfer["to"], transfer["lines"]) == ([], ["truck"], 200)


@pytest.mark.parametrize(
    ("mark", "slug"),
    [
        ("begin vehicle=truck", "mark-unclosed"),
        ("end", "mark-not-open"),
        ("begin", "mark-not-understood"),
        ("begin boat=truck", "mark-unknown-name"),
    ],
)
def test_a_mark_that_cannot_be_followed_stops_the_check_where_it_stands(
    mark: str, slug: str, tmp_path: Path
) -> None:
    found = report(tmp_path, {"core/more.c": f"int a;\n// variant-budget: {mark}\nint b;\n"})
    told = {(error["slug"], error["path"], error["line"]) for error in found["errors"]}
    assert (slug, "core/more.c", 2) in told
    assert found["verdict"] == "error"


def test_a_mark_may_name_a_variant_that_a_path_finds_and_none_that_nothing_finds(
    tmp_path: Path,
) -> None:
    marked = {
        "core/more.c": "// variant-budget: begin vehicle=van\nint b;\n// variant-budget: end\n"
    }
    found = report(tmp_path / "one", {**marked, "vehicles/van/a.c": "int a;\n"})
    assert found["verdict"] == "pass"
    found = report(tmp_path / "other", marked)
    told = [(error["slug"], error["path"], error["line"]) for error in found["errors"]]
    assert told == [("mark-unknown-name", "core/more.c", 1)]


def test_a_bad_mark_at_the_base_alone_does_not_stop_its_repair(tmp_path: Path) -> None:
    broken = {**FILES, "core/more.c": "// variant-budget: begin vehicle=truck\nint b;\n"}
    found = report(tmp_path, {"core/more.c": "int b;\n"}, files=broken)
    assert found["verdict"] == "pass"


def test_a_conditional_that_is_not_closed_is_a_note_and_figures_are_made(tmp_path: Path) -> None:
    found = report(tmp_path, {"core/more.c": "int a;\n#ifdef VEHICLE_TRUCK\nint b;\n"})
    notes = {(note["slug"], note["path"], note["line"]) for note in found["notes"]}
    assert ("conditional-unclosed", "core/more.c", 2) in notes
    assert truck(found)["owned"] == 53


SECTORS = """\
version: 1
dimensions:
  sector:
    variants:
      mining: {paths: [{path: "products/mining/", overlay_of: "core/base/"}]}
      retail: {paths: [{path: "products/retail/", overlay_of: "core/base/"}]}
sector_budget: {hard_limit: 30.0, metrics: [lines_of_code]}
"""
BASE = lines("base_", 40)


def overlays(found: dict[str, Any]) -> dict[str, tuple[int, int, int, int]]:
    """Variant -> copied, added, deleted, drift."""
    return {
        each["variant"]: (each["copied"], each["added"], each["deleted"], each["drift"])
        for each in found["overlays"]
    }


def copies(base: str, mining: str, retail: str) -> dict[str, str]:
    return {
        "core/base/brake.py": base,
        "core/rest.py": lines("rest_", 60),
        "products/mining/brake.py": mining,
        "products/retail/brake.py": retail,
    }


def edited(text: str) -> str:
    """One line of it changed."""
    rows = text.splitlines(keepends=True)
    rows[4] = "changed = 50\n"
    return "".join(rows)


def test_an_edited_copy_costs_what_it_has_and_its_base_has_not(tmp_path: Path) -> None:
    rows = edited(BASE).splitlines(keepends=True)
    copy = "".join([*rows[:19], *rows[20:], "own = 1\n"])
    found = report(
        tmp_path, {}, SECTORS, {**copies(BASE, copy, BASE), "core/more.py": "more = 1\n"}
    )
    assert overlays(found) == {"mining": (38, 2, 2, 0), "retail": (40, 0, 0, 0)}


def test_a_base_that_grows_charges_no_copy(tmp_path: Path) -> None:
    grown = BASE + lines("fix_", 10)
    before = copies(BASE, edited(BASE), BASE)
    found = report(tmp_path, copies(grown, edited(BASE), grown), SECTORS, before)
    assert overlays(found) == {"mining": (39, 1, 11, 0), "retail": (50, 0, 0, 0)}
    assert found["verdict"] == "pass"


def test_one_edit_of_the_base_in_every_copy_is_charged_once(tmp_path: Path) -> None:
    grown = BASE + lines("fix_", 10)
    found = report(tmp_path, copies(grown, grown, grown), SECTORS, copies(BASE, BASE, BASE))
    table = found["ledger"]["dimensions"]["sector"]
    assert {each["class"]: each["lines_of_code"] for each in table} == {"owned": 110, "copy": 100}


def test_drift_is_tolerated_where_the_base_moved_and_blocks_a_release(tmp_path: Path) -> None:
    before = copies(BASE, BASE, BASE)
    shrunk = lines("other_", 40)
    strict = SECTORS.replace("30.0", "20.0")
    found = report(tmp_path, {"core/base/brake.py": shrunk}, strict, before)
    assert overlays(found)["mining"] == (0, 40, 40, 40)
    assert found["verdict"] == "warn"
    (mining, _) = found["budgets"][0]["variants"]
    (row,) = mining["metrics"]
    assert (row["hard"], row["owned"]) == ("tolerated", 40)
    assert row["cause"] == "what the variant's files are copies of changed"
    told = variant_budget(
        ("check", f"--repo={tmp_path}", "--base=HEAD~1", "--no-cache", "--mode=release")
    )
    assert told.exit_code == 1


def test_a_base_beside_the_copies_is_part_of_what_a_cache_is_asked_with(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit(files={**copies(BASE, BASE, BASE), ".variant-budget/policy.yml": SECTORS})
    cached = ("check", f"--repo={line.root}", f"--cache={tmp_path / 'cache'}", "--format=json")
    variant_budget(cached)
    line.commit(files={"core/base/brake.py": lines("other_", 40)})
    fresh = variant_budget(("check", f"--repo={line.root}", "--no-cache", "--format=json"))
    assert variant_budget(cached).out == fresh.out
