"""What the tests of workflows share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.act.consumer import Consumer
from tests.act.harness import ROOT
from tests.github.stand_in import StandIn

SHIPPED = ("action.yml", "comment", "requirements.lock", "src", "templates")


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
def github() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def consumer(tmp_path: Path, published: Path, github: StandIn) -> Consumer:
    return Consumer(tmp_path, published, github)
