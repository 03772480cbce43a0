"""The workflows of the recipes as files of a repository, as GitHub would be given them."""

from pathlib import Path
from textwrap import indent

from tests.docs.blocks import Block, blocks

_HEAD = """\
name: fragment
{on}permissions: {{}}
concurrency:
  group: fragment
  cancel-in-progress: true
jobs:
  job:
    name: job
    runs-on: ubuntu-24.04
    steps:
{steps}"""
ON = "on: push\n"
STEPS = "- run: make test\n"


def recipes() -> list[Block]:
    """Every workflow, or part of one, in docs/recipes."""
    return [
        block
        for block in blocks("yaml")
        if block.path.startswith("docs/recipes/")
        and block.text.startswith(("name: ", "# on\n", "# steps\n"))
    ]


def whole(block: Block) -> str:
    """The block as a whole workflow: what it leaves out is put around it, and nothing in it changed."""
    if block.text.startswith("# steps\n"):
        return _HEAD.format(on=ON, steps=indent(block.text, "      "))
    if block.text.startswith("# on\n"):
        return _HEAD.format(on=block.text, steps=indent(STEPS, "      "))
    return block.text


def written(folder: Path) -> Path:
    """All of them in the folder for workflows of a repository; the repository."""
    place = folder / ".github" / "workflows"
    place.mkdir(parents=True)
    for block in recipes():
        name = f"{Path(block.path).stem}-{block.line}.yml"
        (place / name).write_text(whole(block), "utf-8")
    return folder
