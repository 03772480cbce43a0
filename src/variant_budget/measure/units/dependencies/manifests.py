"""A manifest by its name -> its direct dependencies."""

import re
from collections.abc import Callable, Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.units.dependencies.cpp import (
    cmake_lists,
    conanfile_py,
    conanfile_txt,
    vcpkg_json,
)
from variant_budget.measure.units.dependencies.dart import pubspec
from variant_budget.measure.units.dependencies.dotnet import packages_config, project_file
from variant_budget.measure.units.dependencies.golang import go_mod
from variant_budget.measure.units.dependencies.gradle import build_gradle
from variant_budget.measure.units.dependencies.javascript import package_json
from variant_budget.measure.units.dependencies.maven import pom_xml
from variant_budget.measure.units.dependencies.php import composer_json
from variant_budget.measure.units.dependencies.python import (
    conda_environment,
    pipfile,
    pyproject,
    setup_cfg,
)
from variant_budget.measure.units.dependencies.requirements import requirements
from variant_budget.measure.units.dependencies.ruby import gemfile
from variant_budget.measure.units.dependencies.rust import cargo_toml
from variant_budget.measure.units.trouble import UnreadableError

_Reader = Callable[[bytes], Iterator[Unit]]

_BY_NAME: dict[str, _Reader] = {
    "pyproject.toml": pyproject,
    "setup.cfg": setup_cfg,
    "Pipfile": pipfile,
    "package.json": package_json,
    "composer.json": composer_json,
    "go.mod": go_mod,
    "Cargo.toml": cargo_toml,
    "pom.xml": pom_xml,
    "packages.config": packages_config,
    "CMakeLists.txt": cmake_lists,
    "conanfile.txt": conanfile_txt,
    "conanfile.py": conanfile_py,
    "vcpkg.json": vcpkg_json,
    "Gemfile": gemfile,
    "gems.rb": gemfile,
    "pubspec.yaml": pubspec,
}
_BY_SUFFIX: dict[str, _Reader] = {
    ".gradle": build_gradle,
    ".gradle.kts": build_gradle,
    ".csproj": project_file,
    ".fsproj": project_file,
    ".vbproj": project_file,
    ".props": project_file,
    ".targets": project_file,
    ".cmake": cmake_lists,
}
_REQUIREMENTS = (".txt", ".in")
_CONDA = re.compile(r"environment[\w.-]*\.ya?ml")
# They hold what was installed, or which versions, not what is asked for.
_NO_REQUESTS = re.compile(
    r".*\.lock|.*lock\.(?:json|ya?ml)|.*\.lockfile|npm-shrinkwrap\.json|go\.(?:sum|work)|constraints.*"
    r"|libs\.versions\.toml|vcpkg-configuration\.json|Directory\.Packages\.props"
)
# requirements-dev.txt, requirements/test.in, environment-ci.yml.
_DEVELOPING = frozenset(
    [
        "dev",
        "devel",
        "develop",
        "development",
        "test",
        "tests",
        "testing",
        "doc",
        "docs",
        "lint",
        "linting",
        "ci",
        "build",
    ]
)
_WORD = re.compile(r"[a-z0-9]+")


def dependencies_of(data: bytes, name: str) -> Iterator[Unit]:
    """The direct dependencies that ship, as "ecosystem:name".

    UnreadableError where the file is not what its name says, or no reader knows the name.
    """
    read = _BY_NAME.get(name)
    if read is None and not _NO_REQUESTS.fullmatch(name):
        read = _reader_by_form(name)
        if read is None:
            raise UnreadableError(1, 1, "no reader knows this manifest by its name")
    return iter(()) if read is None else read(data)


def _reader_by_form(name: str) -> _Reader | None:
    for suffix, reader in _BY_SUFFIX.items():
        if name.endswith(suffix):
            return reader
    if name.endswith(_REQUIREMENTS):
        return _no_requests if _is_for_developing(name) else requirements
    if _CONDA.fullmatch(name):
        return _no_requests if _is_for_developing(name) else conda_environment
    return None


def _is_for_developing(name: str) -> bool:
    """Whether a word of the name says so: pip and conda have no other way."""
    return not _DEVELOPING.isdisjoint(_WORD.findall(name.lower()))


def _no_requests(_data: bytes) -> Iterator[Unit]:
    return iter(())
