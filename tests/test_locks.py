"""The locks agree with pyproject.toml and with each other, and say nothing of where they were made."""

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
BENCH = ROOT / "bench" / "requirements.lock"
LOCKS = (RUNTIME, DEVELOPMENT, BENCH)

_ENTRY = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>(?:.*\\\n)(?:    --hash.*\n)+)", re.MULTILINE
)


def entries(lock: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Version and hashes by normalised name."""
    return {
        found["name"]: (found["version"], frozenset(re.findall(r"sha256:\w{64}", found["rest"])))
        for found in _ENTRY.finditer(lock.read_text(encoding="utf-8"))
    }


def normalised(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.relative_to(ROOT).as_posix())
def test_a_lock_holds_pinned_names_with_hashes_and_nothing_else(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert _ENTRY.sub("", text) == ""
    assert entries(lock)
    assert all(hashes for _, hashes in entries(lock).values())


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = {normalised(name) for name in project["project"]["dependencies"]}
    development = {normalised(name) for name in project["dependency-groups"]["dev"]}

    assert runtime <= entries(RUNTIME).keys()
    assert development <= entries(DEVELOPMENT).keys()


def test_what_users_get_is_what_is_tested() -> None:
    tested = entries(DEVELOPMENT)

    assert {name: tested.get(name) for name in entries(RUNTIME)} == entries(RUNTIME)


def test_oracles_run_beside_what_is_tested() -> None:
    tested = entries(DEVELOPMENT)
    shared = entries(BENCH).keys() & tested.keys()

    assert {name: entries(BENCH)[name] for name in shared} == {
        name: tested[name] for name in shared
    }


def test_npm_is_locked_by_hash_and_without_addresses() -> None:
    text = (ROOT / "bench" / "node" / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') == text.count('"node_modules/')
