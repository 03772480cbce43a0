"""The figure for "enforcement coverage" in docs/performance.md, and that it can be less than 100 %."""

from pathlib import Path

import pytest

from bench.timing.enforcement import Enforcement, enforcement, is_covered
from bench.timing.planting import home
from tests.repositories import Repository, lines

pytestmark = pytest.mark.once


def measured(folder: Path, budget: str) -> Enforcement:
    """40 common lines; the van owns 10 and the bus 20."""
    line = Repository(folder / "line")
    files = {
        "core/a.c": lines("core_", 40),
        "vehicles/van/a.py": lines("van_", 10),
        "vehicles/bus/a.py": lines("bus_", 20).rstrip("\n"),
        "logo.png": "\0",
    }
    commit = line.commit("line", files)
    policy = folder / "policy.yml"
    policy.write_text(
        "version: 1\n"
        'dimensions: {vehicle: {paths: ["vehicles/{variant}/"], shared: ["core/"]}}\n'
        f"vehicle_budget: {{metrics: [lines_of_code], {budget}}}\n"
    )
    return enforcement("line", line.root / ".git", commit, policy)


def test_a_variant_that_is_one_line_over_fails_the_check(tmp_path: Path) -> None:
    found = measured(tmp_path, "hard_limit: 60")

    assert found == Enforcement("line", files=4, covered=4, owners=2, blocked=2)


@pytest.mark.parametrize(
    ("budget", "blocked"),
    [
        pytest.param("soft_limit: 60", 0, id="no hard limit"),
        pytest.param("hard_limit: 60, enforce: {default: []}", 0, id="a limit that does not block"),
        pytest.param('hard_limit: 60, exclusions: ["vehicles/van/"]', 1, id="a variant left out"),
    ],
)
def test_a_policy_that_lets_a_variant_grow_is_not_at_100_percent(
    tmp_path: Path, budget: str, blocked: int
) -> None:
    found = measured(tmp_path, budget)

    assert (found.owners, found.blocked) == (2, blocked)


def test_a_line_without_an_owner_that_is_not_listed_is_not_covered() -> None:
    span = {"first": 1, "last": 9, "owners": {"v": []}, "class": {"v": "unattributed"}}
    told = {"role": "code", "lines": 9, "spans": [span]}

    assert not is_covered(told, listed=False)
    assert is_covered(told, listed=True)
    assert not is_covered({**told, "lines": 10}, listed=True)
    assert not is_covered({**told, "role": "?"}, listed=True)


def test_nothing_is_planted_in_files_of_several_variants_or_of_none() -> None:
    def told(*owners: str, **other: object) -> dict[str, object]:
        span = {"owners": {"v": list(owners), "w": []}}
        return {"path": "a.c", "role": "code", "excluded_by": [], "spans": [span], **other}

    assert home(told("van")) == (("v", "van"), "a.c")
    assert home(told("van", "bus")) is None
    assert home(told()) is None
    assert home(told("van", role="test")) is None
    assert home(told("van", excluded_by=["v"])) is None
