"""What holds for every test: nothing of the machine's environment, golden files, law-like tests."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"
# Whole runs of the program and searches for a counter-example: dear, and no second Python's matter.
_ONCE = tuple(
    f"tests/{name}"
    for name in (
        "act/",
        "attribute/test_owner_laws.py",
        "evidence/test_junit_laws.py",
        "policy_file/test_policy_laws.py",
        "test_same_bytes.py",
        "test_scenarios.py",
    )
)
_FOREIGN = ("ACTIONS_", "GIT_", "GITHUB_", "INPUT_", "RUNNER_", "VARIANT_BUDGET_")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")


def pytest_configure() -> None:
    # Under GitHub Actions the product would listen to the event that started the tests.
    for name in [name for name in os.environ if name.startswith(_FOREIGN)]:
        del os.environ[name]
    # A gate must not fail by chance, so every run draws the same examples; nor by a busy machine.
    settings.register_profile("gate", deadline=None, derandomize=True, print_blob=True)
    settings.register_profile("search", deadline=None, max_examples=2000)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(_ONCE):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("user-cache"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("summary.md", text)`: `text` is what tests/golden/summary.md holds.

    `make accept` rewrites the files of the tests marked `golden`.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != wanted:
            difference = difflib.unified_diff(
                wanted.splitlines(), text.splitlines(), f"golden/{name}", "this run", lineterm=""
            )
            pytest.fail("\n".join(difference), pytrace=False)

    return compare
