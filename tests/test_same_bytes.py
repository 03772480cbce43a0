"""`report.json` is the same bytes wherever and however it is made."""

import os
import shutil
from pathlib import Path

import pytest

from tests.command import TODAY, variant_budget
from tests.repositories import Repository, lines
from tests.scenarios.git_cases import hostile_file_names
from tests.scenarios.line import POLICY_PATH, first_files


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with hostile names, a release, an unattributed file and a breach."""
    folder = tmp_path_factory.mktemp("same")
    question = hostile_file_names(folder)
    line = question.repository
    line.tag("v1.0.0", "HEAD~1")
    line.commit("lost", {"lost/ünï.py": lines("l_", 5)})
    return line.root


def report(checkout: Path, *flags: str, **environ: str) -> str:
    arguments = ["check", "--repo", str(checkout), "--base", "HEAD~1", "--format", "json"]
    told = variant_budget([*arguments, "--today", TODAY, *flags], environ=environ)
    assert told.exit_code == 0, told.err
    return told.out


@pytest.fixture(scope="module")
def first(checkout: Path) -> str:
    """The report of a run without a cache."""
    return report(checkout, "--no-cache")


def test_cold_and_warm_runs_agree(checkout: Path, first: str, tmp_path: Path) -> None:
    cache = ("--cache", str(tmp_path / "cache"))
    assert report(checkout, *cache) == first
    assert report(checkout, *cache) == first


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
def test_any_number_of_jobs_agrees(checkout: Path, first: str, jobs: str) -> None:
    assert report(checkout, "--no-cache", "--jobs", jobs) == first


def test_another_checkout_path_agrees(checkout: Path, first: str, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "with blanks"
    shutil.copytree(checkout, copy, symlinks=True)
    assert report(copy, "--no-cache") == first


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({"LC_ALL": "C"}, id="locale C"),
        pytest.param({"LC_ALL": "tr_TR.UTF-8"}, id="a locale that is not there"),
        pytest.param({"TZ": "Pacific/Kiritimati"}, id="another time zone"),
        pytest.param({"PYTHONHASHSEED": "7"}, id="another hash seed"),
        pytest.param({"COLUMNS": "40", "NO_COLOR": "1"}, id="another terminal"),
    ],
)
def test_another_environment_agrees(checkout: Path, first: str, environ: dict[str, str]) -> None:
    assert report(checkout, "--no-cache", **environ) == first


def test_every_python_agrees(checkout: Path, first: str) -> None:
    """This Python and those of the other environments that `make test` has made so far: the first
    of them is there when the others run this test.
    """
    root = Path(__file__).parents[1]
    pythons = sorted(root.glob(".venv*/bin/python"))
    assert pythons
    for python in pythons:
        arguments = ["check", "--repo", str(checkout), "--base", "HEAD~1", "--format", "json"]
        told = variant_budget(
            [*arguments, "--today", TODAY, "--no-cache"], python=os.fspath(python)
        )
        assert (told.exit_code, told.out) == (0, first)


def test_the_index_and_a_commit_of_it_agree_but_for_their_names(tmp_path: Path) -> None:
    line = Repository(tmp_path / "line")
    line.commit("base", first_files())
    line.append("variants/van/doors.py", lines("more_", 3))
    line.git("add", "-A")
    staged = variant_budget(
        ["check", "--repo", str(line.root), "--staged", "--format", "json", "--today", TODAY]
    ).report
    line.commit("staged")
    flags = ["--base", "HEAD~1", "--policy-from", "base"]
    committed = variant_budget(
        ["check", "--repo", str(line.root), *flags, "--format", "json", "--today", TODAY]
    ).report
    assert staged["head"]["commit"] is None
    for key in ("verdict", "budgets", "ledger", "findings", "transfers"):
        assert staged[key] == committed[key]


def test_a_policy_from_disk_is_named_without_its_place(checkout: Path, tmp_path: Path) -> None:
    path = tmp_path / "trial.yml"
    shutil.copy(checkout / POLICY_PATH, path)
    told = report(checkout, "--policy", str(path))
    assert '"path": "trial.yml"' in told
    assert str(tmp_path) not in told
