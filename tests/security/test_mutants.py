"""The mutants are current; `make mutants` runs them all, and would notice what proves nothing."""

import difflib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.laboratory import Laboratory
from tests.security.mutants import ERROR, KILLED, SURVIVED, fate_of
from tests.security.patches import ROOT, Mutant, missing_tests, mutants

pytestmark = pytest.mark.once

MUTANTS = mutants()
BOUND = "tests/evidence/test_xml.py::test_elements_stand_only_so_deep"
PLACE = "src/variant_budget/evidence/xml.py"


def patch(first_line: str, of: str = "") -> str:
    """The change of a file's first line; `of` is the one that it is taken to have."""
    lines = (ROOT / PLACE).read_text("utf-8").splitlines(keepends=True)
    before, after = [of or lines[0], *lines[1:]], [f"{first_line}\n", *lines[1:]]
    return "".join(difflib.unified_diff(before, after, f"a/{PLACE}", f"b/{PLACE}"))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.slug)
def test_a_mutant_applies_and_changes_what_users_get_or_read(mutant: Mutant) -> None:
    done = subprocess.run(
        ["git", "apply", "--check", str(mutant.patch)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert mutant.changed
    for path in mutant.changed:
        assert path.startswith(("src/", "action.yml", "docs/recipes/"))


def test_every_mutant_names_tests_that_exist() -> None:
    assert [mutant.slug for mutant in MUTANTS if not mutant.tests] == []
    assert missing_tests(test for mutant in MUTANTS for test in mutant.tests) == []


def test_every_named_case_of_a_test_exists() -> None:
    cases = sorted({test for mutant in MUTANTS for test in mutant.tests if "[" in test})
    flags = ["-q", "--collect-only", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *flags, *cases],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert set(cases) <= set(done.stdout.splitlines())


def test_a_test_that_is_not_there_is_told() -> None:
    assert missing_tests([BOUND, f"{BOUND}_or_so", "tests/nowhere.py::test_it"]) == [
        f"{BOUND}_or_so",
        "tests/nowhere.py::test_it",
    ]


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Laboratory:
    return Laboratory(tmp_path_factory.mktemp("laboratory"))


@pytest.mark.parametrize(
    ("change", "fate", "told"),
    [
        pytest.param(patch('"""'), SURVIVED, "still pass", id="nothing that counts"),
        pytest.param(patch("((("), ERROR, "pytest ended with", id="no Python"),
        pytest.param(patch('"""', "another\n"), ERROR, "does not apply", id="out of date"),
    ],
)
def test_a_mutant_that_proves_nothing_is_told(
    laboratory: Laboratory, tmp_path: Path, change: str, fate: str, told: str
) -> None:
    (tmp_path / "it.patch").write_text(change, "utf-8")
    found = fate_of(laboratory, Mutant("it", tmp_path / "it.patch", (BOUND,)))

    assert found[0] == fate
    assert told in found[1]


def test_a_mutant_whose_test_fails_is_killed_in_the_copy_alone(laboratory: Laboratory) -> None:
    (mutant,) = (mutant for mutant in MUTANTS if mutant.slug == "xml-depth")
    before = (ROOT / mutant.changed[0]).read_bytes()

    assert fate_of(laboratory, mutant) == (KILLED, "1 failed")
    assert (laboratory.project / mutant.changed[0]).read_bytes() != before
    assert (ROOT / mutant.changed[0]).read_bytes() == before
