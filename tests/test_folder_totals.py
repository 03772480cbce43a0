"""Sums of folders are kept by what they depend on: the folder, its place, and the ruler."""

from pathlib import Path

import pytest

from tests.command import TODAY, variant_budget
from tests.repositories import Repository, lines
from tests.scenarios.line import POLICY_PATH, policy, started

TWINS = {f"{folder}/{name}.py": lines(f"{name}_", 5) for folder in ("a", "a/b") for name in "xy"}


def twins(*folders: str) -> dict[str, str | bytes | None]:
    """Byte-identical folders, 20 lines each, at these places."""
    return {f"{folder}/{path}": text for folder in folders for path, text in TWINS.items()}


def owned(line: Repository, *flags: str) -> tuple[str, dict[str, int]]:
    """The whole report, and the lines of code of each variant."""
    arguments = ["check", "--repo", str(line.root), "--base", "HEAD~1", "--policy-from", "head"]
    told = variant_budget([*arguments, "--format", "json", "--today", TODAY, *flags])
    assert told.exit_code == 0, told.err
    (budget,) = told.report["budgets"]
    return told.out, {each["variant"]: each["metrics"][0]["owned"] for each in budget["variants"]}


@pytest.fixture
def line(tmp_path: Path) -> Repository:
    """The product line with one folder twice: in the van, and in the truck."""
    repository, _ = started(tmp_path)
    repository.commit("twins", twins("variants/van", "variants/truck"))
    return repository


def agree(line: Repository, cache: Path) -> dict[str, int]:
    """Cold, warm and uncached reports are the same bytes; `cache` may hold what came before."""
    uncached, found = owned(line, "--no-cache")
    for _ in range(2):
        assert owned(line, "--cache", str(cache))[0] == uncached
    return found


def test_identical_folders_at_two_paths_keep_their_owners(line: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert agree(line, cache) == {"bus": 10, "truck": 50, "van": 40}
    line.commit("twin moved", {**dict.fromkeys(twins("variants/van")), **twins("tests/van")})
    assert agree(line, cache) == {"bus": 10, "truck": 50, "van": 20}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(
            POLICY_PATH,
            policy(van='["variants/van/a/"]'),
            {"bus": 10, "truck": 50, "van": 20},
            id="the policy",
        ),
        pytest.param(
            ".gitattributes",
            "variants/truck/a/** linguist-generated\n",
            {"bus": 10, "truck": 30, "van": 40},
            id="an attribute file at the root",
        ),
        pytest.param(
            "variants/truck/a/b/.gitattributes",
            "* linguist-vendored\n",
            {"bus": 10, "truck": 40, "van": 40},
            id="an attribute file below",
        ),
    ],
)
def test_a_new_ruler_asks_every_folder_again(
    line: Repository, tmp_path: Path, path: str, text: str, expected: dict[str, int]
) -> None:
    cache = tmp_path / "cache"
    agree(line, cache)
    line.commit("another ruler", {path: text})
    assert agree(line, cache) == expected


def test_a_mode_is_part_of_a_folder(line: Repository, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    agree(line, cache)
    target = line.root / "variants/van/a/x.py"
    target.unlink()
    target.symlink_to("y.py")
    line.git("add", "-A")
    line.commit("a link", {})
    assert agree(line, cache)["van"] == 35
