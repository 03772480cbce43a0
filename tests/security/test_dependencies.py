"""What pip is given to install: the exact files of the lock, and nothing that runs while it installs."""

import hashlib
import tarfile
import zipfile
from pathlib import Path

import pytest

import action
from variant_budget.errors import MeasureError

BACKEND = """\
import pathlib
pathlib.Path({canary!r}).touch()
def build_wheel(*_):
    raise SystemExit
"""
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with one wheel."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    with zipfile.ZipFile(folder / "gear-1.0-py3-none-any.whl", "w") as wheel:
        about = "gear-1.0.dist-info"
        wheel.writestr("gear.py", "")
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: gear\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    return folder


def installed(shelf: Path, *requirements: str) -> list[str]:
    """What stands in the library once pip was given these lines, with the shelf for an index."""
    lock = shelf.parent / "requirements.lock"
    lines = ("--no-index", f"--find-links {shelf}", *requirements)
    lock.write_text("".join(f"{line}\n" for line in lines))
    library = shelf.parent / "lib"
    action.install(library, lock, {"PATH": "/usr/bin:/bin", "HOME": str(shelf.parent)})
    return sorted(path.name for path in library.iterdir())


def locked(shelf: Path, name: str = "gear") -> str:
    """The line of a lock for a file on the shelf."""
    (path,) = shelf.glob(f"{name}-*")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def test_the_file_of_the_lock_is_installed(shelf: Path) -> None:
    assert "gear.py" in installed(shelf, locked(shelf))


def test_another_file_of_the_same_name_is_not_installed(shelf: Path) -> None:
    line = locked(shelf)
    with zipfile.ZipFile(next(shelf.iterdir()), "a") as wheel:
        wheel.writestr("planted.py", "")

    with pytest.raises(MeasureError, match="DO NOT MATCH THE HASHES"):
        installed(shelf, line)


def test_a_package_without_a_hash_is_not_installed(shelf: Path) -> None:
    with pytest.raises(MeasureError, match="Hashes are required"):
        installed(shelf, "gear==1.0")


def test_no_program_of_a_package_is_run(shelf: Path) -> None:
    canary = shelf.parent / "canary"
    source = shelf.parent / "evil-1.0"
    source.mkdir()
    (source / "backend.py").write_text(BACKEND.format(canary=str(canary)))
    (source / "pyproject.toml").write_text(PROJECT)
    (source / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    with tarfile.open(shelf / "evil-1.0.tar.gz", "w:gz") as archive:
        archive.add(source, "evil-1.0")

    with pytest.raises(MeasureError):
        installed(shelf, locked(shelf, "evil"))
    assert not canary.exists()
