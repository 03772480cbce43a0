"""Which manifests are read, by their names."""

import pytest

from tests.measure.units.asking import found, named, trouble
from variant_budget.domain.units import RuleKind
from variant_budget.policy_file.defaults import MANIFESTS

DEPENDENCIES = RuleKind.DEPENDENCIES


@pytest.mark.parametrize(
    "name",
    ["poetry.lock", "Pipfile.lock", "uv.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml",
     "npm-shrinkwrap.json", "go.sum", "go.work", "Cargo.lock", "Gemfile.lock", "composer.lock",
     "pubspec.lock", "libs.versions.toml", "gradle.lockfile", "packages.lock.json", "conan.lock",
     "vcpkg-configuration.json", "pdm.lock"],
)  # fmt: skip
def test_locks_and_lists_of_versions_ask_for_nothing(name: str) -> None:
    assert named(DEPENDENCIES, name, "what stands there does not matter") == []


def test_every_manifest_by_default_has_a_reader() -> None:
    for pattern in MANIFESTS:
        name = pattern.replace(".*", ".py").replace("*", "-x")
        assert "no reader" not in found(DEPENDENCIES, name, "").trouble, name


def test_a_manifest_that_no_reader_knows_says_so() -> None:
    assert trouble(DEPENDENCIES, "deps.edn", "{}").endswith(
        "no reader knows this manifest by its name"
    )
