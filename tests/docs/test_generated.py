"""What the docs repeat from the program is current."""

import re

import pytest
import yaml

from tests.docs.blocks import ROOT
from tests.docs.generated import made

README = (ROOT / "README.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


@pytest.mark.once
@pytest.mark.parametrize("path", sorted(made()))
def test_what_is_made_from_the_program_is_current(path: str) -> None:
    stale = "run `python -m tests.docs.generated`"

    assert (ROOT / path).read_text("utf-8") == made()[path], stale


@pytest.mark.parametrize("kind", ["inputs", "outputs"])
def test_the_readme_has_all_inputs_and_outputs_of_the_action(kind: str) -> None:
    head = {"inputs": "| input | default | |", "outputs": "| output | |"}[kind]
    table = README.partition(head)[2].partition("\n\n")[0]
    named = re.findall(
        r"`([a-z-]+)`", "\n".join(row.split("|")[1] for row in table.splitlines() if "|" in row)
    )

    assert sorted(named) == sorted(ACTION[kind])
