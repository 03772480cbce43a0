"""What holds where the policy says nothing: the patterns for the roles of files.

A list in the policy replaces its default, it does not extend it. `variant-budget validate` prints
what holds. A pattern from here has line 0, since nobody wrote it.
"""

from fractions import Fraction

from variant_budget.domain.budget import Limit
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.location import Location
from variant_budget.domain.policy import UnattributedRule

BUILT_IN = Location("", 0, 0)

_TEST_FOLDERS = ("test", "tests", "__tests__", "spec")

TESTS = (
    *(f"{folder}/" for folder in _TEST_FOLDERS),
    "test_*.py",
    "*_test.*",
    "*.test.*",
    "*.spec.*",
    "*Test.java",
    "*Tests.java",
    "*Test.kt",
    "*Tests.cs",
)
TEST_DATA = (
    "testdata/",
    "test_data/",
    "__snapshots__/",
    # `fixtures/` and `data/` are test data only below a folder of tests.
    *(f"**/{folder}/**/{data}/" for folder in _TEST_FOLDERS for data in ("fixtures", "data")),
)
CONFIG = ("config/", "configs/", "conf/")
MANIFESTS = (
    # Python
    "requirements*.txt",
    "requirements*.in",
    "constraints*.txt",
    "pyproject.toml",
    "setup.cfg",
    "Pipfile",
    "Pipfile.lock",
    "poetry.lock",
    "pdm.lock",
    "uv.lock",
    "environment.yml",
    # JavaScript
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    # Go, Rust, Ruby, PHP, Dart
    "go.mod",
    "go.sum",
    "go.work",
    "Cargo.toml",
    "Cargo.lock",
    "Gemfile",
    "Gemfile.lock",
    "composer.json",
    "composer.lock",
    "pubspec.yaml",
    "pubspec.lock",
    # Java, Kotlin
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "libs.versions.toml",
    "gradle.lockfile",
    # C#
    "*.csproj",
    "packages.config",
    "packages.lock.json",
    "Directory.Packages.props",
    # C, C++
    "conanfile.*",
    "conan.lock",
    "vcpkg.json",
    "vcpkg-configuration.json",
)

UNATTRIBUTED_CODE = UnattributedRule(limit=Limit(Fraction(0), BUILT_IN))
UNATTRIBUTED_TESTS = UnattributedRule(limit=Limit(Fraction(5), BUILT_IN))


def patterns(texts: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Built-in patterns as values."""
    return tuple(Pattern(text, BUILT_IN) for text in texts)


def is_built_in(pattern: Pattern) -> bool:
    """Whether nobody wrote it, so that matching nothing is no mistake."""
    return pattern.location == BUILT_IN
