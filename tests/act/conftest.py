"""What the tests of workflows share."""

import shutil
from pathlib import Path

import pytest

from tests.act.consumer import Consumer
from tests.act.harness import ROOT

SHIPPED = ("action.yml", "requirements.lock", "src", "templates")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The action as a release holds it: no environment, no tests."""
    folder = tmp_path_factory.mktemp("published")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture
def consumer(tmp_path: Path, published: Path) -> Consumer:
    return Consumer(tmp_path, published)
