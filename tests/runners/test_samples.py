"""The samples themselves."""

from pathlib import Path

import pytest

from tests.command import variant_budget
from tests.runners.sample import SAMPLES, sample


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_each_has_a_policy_that_finds_its_variants(name: str, tmp_path: Path) -> None:
    line = sample(name, tmp_path / "line")

    told = variant_budget(["validate", "--strict", "--repo", str(line.root)])

    assert told.exit_code == 0, told.out + told.err
    assert "vehicle: truck" in told.out
    assert "vehicle: van" in told.out
