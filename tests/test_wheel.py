"""The wheel: built without a network, complete, and able to start from where it was installed."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.repositories import Repository, lines
from variant_budget import __version__

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, folder: Path, path: Path | None = None) -> str:
    """What the command printed; both streams, and a failure if it failed."""
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content and nothing else, as the action installs it."""
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "-qq", "install", "--no-index", "--no-deps", "--no-compile")
    run(*pip, "--target", folder, wheel, folder=ROOT)
    return folder


def files_below(folder: Path, suffix: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(f"*{suffix}")}


def test_the_wheel_is_named_after_the_version_in_the_source(wheel: Path) -> None:
    assert wheel.name == f"variant_budget-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_every_module_and_every_template_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {f"variant_budget/{name}" for name in files_below(ROOT / "src/variant_budget", ".py")}
    templates = {
        f"variant_budget/_templates/{name}" for name in files_below(ROOT / "templates", ".j2")
    }
    about = {name for name in names if ".dist-info/" in name}

    assert templates
    assert names - about == modules | templates | ({"variant_budget/py.typed"} & names)
    assert any(name.endswith("/licenses/LICENSE") for name in about)


def test_the_installed_product_starts(installed: Path, tmp_path: Path) -> None:
    printed = run(
        sys.executable, "-P", "-m", "variant_budget", "--version", folder=tmp_path, path=installed
    )

    assert __version__ in printed


def test_the_console_script_starts(installed: Path, tmp_path: Path) -> None:
    printed = run(
        installed / "bin" / "variant-budget", "--version", folder=tmp_path, path=installed
    )

    assert __version__ in printed


def test_the_installed_product_finds_its_templates(installed: Path, tmp_path: Path) -> None:
    repo = Repository(tmp_path / "line")
    policy = "version: 1\ndimensions: {vehicle: {paths: ['v/{variant}/']}}\nvehicle_budget: {hard_limit: 99}\n"
    repo.commit("base", {".variant-budget/policy.yml": policy, "core/a.py": lines("a", 9)})
    repo.commit("head", {"v/van/b.py": lines("b", 3)})

    check = ("check", "--base", "HEAD^", "--release", "none", "--no-cache", "--format", "markdown")
    printed = run(
        sys.executable, "-P", "-m", "variant_budget", *check, folder=repo.root, path=installed
    )

    assert "van" in printed
