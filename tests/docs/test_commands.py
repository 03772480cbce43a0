"""Every shell command in the documentation runs, in the demo's product line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demo.history import build
from tests.docs.blocks import Block, blocks

NOT_RUN = {
    ("README.md", "make demo"): "tests/demo runs it",
    ("docs/inline-code.md", "git clone"): "needs a clone",
    (
        "docs/recipes/board.md",
        "variant-budget exception",
    ): "tests/test_exception_propose.py runs it",
    ("docs/recipes/other-ci.md", "pip install"): "needs the network",
    ("docs/recipes/pre-commit.md", "pre-commit install"): "tests/hooks commits with these hooks",
    ("examples/holidays/README.md", "git clone"): "needs the network",
    ("examples/libuv/README.md", "git clone"): "needs the network",
    ("examples/opendbc/README.md", "git clone"): "needs the network",
}
SHELL = blocks("sh")
RUN = [block for block in SHELL if not block.mark.startswith("not run")]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's repository, and `variant-budget` and `python` as programs beside it."""
    folder = tmp_path_factory.mktemp("docs")
    build(folder / "demo")
    (folder / "bin").mkdir()
    for name, words in (("variant-budget", "-I -m variant_budget"), ("python", "")):
        program = folder / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        program.chmod(0o755)
    return folder


@pytest.mark.once
@pytest.mark.parametrize("block", RUN, ids=lambda block: f"{block.path}:{block.line}")
def test_the_commands_of_the_docs_end_as_they_say(block: Block, demo: Path, tmp_path: Path) -> None:
    line = tmp_path / "line"
    shutil.copytree(demo / "demo", line)
    environment = {
        "PATH": f"{demo / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        # Where the tests of the demo find what they test.
        "PYTHONPATH": "src",
    }
    for command, code in block.commands:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=line,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{command}\n{done.stdout}{done.stderr}"


def test_what_is_not_run_is_named_here() -> None:
    left = [block for block in SHELL if block not in RUN]

    assert {block.path: block.mark.removeprefix("not run by the tests: ") for block in left} == {
        path: why for (path, _), why in NOT_RUN.items()
    }
    assert len(left) == len(NOT_RUN)
    for block in left:
        (start,) = [start for path, start in NOT_RUN if path == block.path]
        assert block.text.startswith(start)
