"""Edited copies by the command line: what drifted, and what cannot hide behind a drift."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import Told, variant_budget
from tests.repositories import Content, Repository, lines

POLICY = """\
version: 1
dimensions:
  sector:
    variants:
      mining:
        paths: ["mine/", {path: "products/mining/", overlay_of: "core/base/"}]
      retail: {paths: [{path: "products/retail/", overlay_of: "core/base/"}]}
sector_budget: {hard_limit: 30.0, metrics: [lines_of_code]MORE}
"""
POLICY_PATH = ".variant-budget/policy.yml"
BASE = lines("base_", 40)
OTHER = lines("other_", 40)
COPIES = {
    "core/base/brake.py": BASE,
    "core/rest.py": lines("rest_", 60),
    "products/mining/brake.py": BASE,
    "products/retail/brake.py": BASE,
}


def started(folder: Path, more: str = "", files: Mapping[str, Content] = COPIES) -> Repository:
    """A line of two sectors, both copies of one base."""
    line = Repository(folder / "line")
    line.commit("base", {POLICY_PATH: POLICY.replace("MORE", more), **files})
    return line


def check(line: Repository, *flags: str, base: str = "HEAD~1") -> Told:
    arguments = ("check", f"--repo={line.root}", f"--base={base}", "--format=json", "--no-cache")
    return variant_budget((*arguments, *flags))


def sector(told: Told, name: str) -> dict[str, Any]:
    """The row of a sector's lines."""
    (budget,) = told.report["budgets"]
    (row,) = next(each["metrics"] for each in budget["variants"] if each["variant"] == name)
    return dict(row)


def overlays(told: Told) -> dict[str, tuple[int, int, int, int]]:
    """Path -> copied, added, deleted, drift."""
    return {
        each["path"]: (each["copied"], each["added"], each["deleted"], each["drift"])
        for each in told.report["overlays"]
    }


def _symbolic_link(line: Repository) -> None:
    (line.root / "core/base/brake.py").unlink()
    line.symlink("core/base/brake.py", "../rest.py")


def _submodule(line: Repository) -> None:
    library = Repository(line.root.parent / "library")
    library.commit("one", {"brake.py": BASE})
    line.git("rm", "-q", "-r", "core/base")
    line.git("submodule", "--quiet", "add", f"file://{library.root}", "core/base")


def _nothing(line: Repository) -> None:
    line.write("core/base", None)


def _binary(line: Repository) -> None:
    line.write("core/base/brake.py", b"\0" + BASE.encode())


@pytest.mark.parametrize("becomes", [_nothing, _symbolic_link, _submodule, _binary])
def test_a_base_that_is_no_text_any_more_makes_its_copies_drift(
    becomes: Any, tmp_path: Path
) -> None:
    line = started(tmp_path)
    becomes(line)
    line.commit("another base")
    told = check(line)
    assert overlays(told) == {
        "products/mining/brake.py": (0, 40, 0, 40),
        "products/retail/brake.py": (0, 40, 0, 40),
    }
    row = sector(told, "mining")
    assert (row["owned"], row["common"], row["hard"]) == (40, 60, "tolerated")
    assert row["cause"] == "what the variant's files are copies of changed"
    assert told.report["verdict"] == "warn"


def test_what_drifted_once_stands_in_the_change_behind_it(tmp_path: Path) -> None:
    line = started(tmp_path)
    line.commit("another base", {"core/base/brake.py": None})
    line.commit("more", {"core/rest.py": lines("rest_", 61)})
    told = check(line)
    row = sector(told, "mining")
    assert (told.exit_code, row["hard"], row["blocking"]) == (1, "breach", True)
    assert overlays(told) == {}
    assert check(line, "--mode=release", base="HEAD~2").exit_code == 1


def test_growth_does_not_hide_behind_a_drift_that_its_budget_does_not_see(tmp_path: Path) -> None:
    line = started(tmp_path, ', exclusions: ["products/mining/"]')
    line.commit("both", {"core/base/brake.py": OTHER, "mine/own.py": lines("own_", 60)})
    told = check(line)
    row = sector(told, "mining")
    assert (row["owned"], row["base"]["owned"], row["hard"]) == (60, 0, "breach")
    assert told.exit_code == 1


def test_growth_does_not_hide_behind_bases_that_come_and_go(tmp_path: Path) -> None:
    """One copy drifts away from its base, another one back to its own: together nothing drifted."""
    two = {
        "core/base/door.py": lines("another_", 40),
        "products/mining/door.py": lines("door_", 40),
    }
    line = started(tmp_path, files={**COPIES, **two})
    line.commit(
        "churn",
        {
            "core/base/brake.py": OTHER,
            "core/base/door.py": lines("door_", 40),
            "mine/own.py": lines("own_", 30),
        },
    )
    told = check(line)
    row = sector(told, "mining")
    assert (row["owned"], row["base"]["owned"], row["hard"]) == (70, 40, "breach")
    assert told.exit_code == 1


def test_one_file_may_be_a_copy_of_one_beside_or_far_from_it(tmp_path: Path) -> None:
    text = POLICY.replace("products/mining/", "core/mining.py").replace("MORE", "")
    text = text.replace(
        '"core/mining.py", overlay_of: "core/base/"',
        '"core/mining.py", overlay_of: "core/base/brake.py"',
    )
    line = Repository(tmp_path / "line")
    files = {
        "core/base/brake.py": BASE,
        "core/mining.py": BASE + "own = 1\n",
        "core/base/brake.py.txt": "x",
    }
    line.commit("base", {POLICY_PATH: text, **files})
    line.commit("rest", {"core/rest.py": "a = 1\n"})
    told = check(line)
    assert overlays(told) == {"core/mining.py": (40, 1, 0, 0)}
    assert sector(told, "mining")["owned"] == 1


def test_of_a_copy_that_was_edited_itself_nothing_is_drift(tmp_path: Path) -> None:
    line = started(tmp_path)
    line.commit(
        "both", {"core/base/brake.py": OTHER, "products/mining/brake.py": BASE + lines("own_", 10)}
    )
    told = check(line)
    assert overlays(told) == {
        "products/mining/brake.py": (0, 50, 40, 0),
        "products/retail/brake.py": (0, 40, 40, 40),
    }
    assert (sector(told, "mining")["hard"], told.exit_code) == ("breach", 1)


def test_a_base_that_is_nowhere_is_told_where_it_is_written(tmp_path: Path) -> None:
    line = started(tmp_path)
    text = POLICY.replace("MORE", "").replace(
        'overlay_of: "core/base/"}', 'overlay_of: "core/bse/"}', 1
    )
    line.commit("policy", {POLICY_PATH: text})
    (finding,) = (
        each
        for each in check(line, "--policy-from=head").report["findings"]
        if each["rule"] == "pattern-matches-nothing" and "core/bse/" in each["message"]
    )
    assert (finding["path"], finding["line"]) == (POLICY_PATH, 6)


@pytest.mark.parametrize("cached", [True, False])
def test_a_cache_notices_a_base_that_stands_far_from_its_copies(
    tmp_path: Path, *, cached: bool
) -> None:
    line = started(tmp_path)
    arguments = ("check", f"--repo={line.root}", "--format=json", f"--cache={tmp_path / 'cache'}")
    if cached:
        variant_budget(arguments)
    for change in (
        {"core/base/brake.py": OTHER},
        {"core/base": None},
        {"core/base/brake.py": BASE},
    ):
        line.commit("the base alone", change)
        told = variant_budget((*arguments, "--base=HEAD~1"))
        assert told.out == check(line).out
        assert variant_budget((*arguments, "--base=HEAD~1")).out == told.out


def test_explain_tells_of_a_line_that_it_is_a_copy(tmp_path: Path) -> None:
    line = started(tmp_path)
    line.commit("edit", {"products/mining/brake.py": "own = 1\n" + BASE})

    def told(number: int) -> str:
        return variant_budget(
            ("explain", f"products/mining/brake.py:{number}", f"--repo={line.root}")
        ).out

    assert "mining (products/mining/)" in told(1)
    assert "copy of core/base/brake.py" in told(2)
