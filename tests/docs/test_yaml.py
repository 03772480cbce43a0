"""Every YAML block of the documentation is what it says it is."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema

from tests.docs.blocks import ROOT, Block, blocks
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.policy import read_policy

# docs/policy.md has tests of its own (tests/policy_file/test_generated.py).
YAML = [block for block in blocks("yaml") if block.path != "docs/policy.md"]
WORKFLOW = "vendor.github-workflows"
GITLAB = "vendor.gitlab-ci"
HAUL = ROOT / "demo/steps/1-vans-and-trucks/.variant-budget/policy.yml"


def name_of(block: Block) -> str:
    return f"{block.path}:{block.line}"


@pytest.mark.parametrize("block", YAML, ids=name_of)
def test_a_yaml_block_is_right(block: Block, tmp_path: Path) -> None:
    first = block.text.partition("\n")[0]
    if first == "version: 1":
        read_policy(block.text.encode(), block.path)
    elif first == "# exceptions.yml":
        policy = read_policy(HAUL.read_bytes(), str(HAUL))
        read_waivers(block.text.encode(), block.path, policy)
    elif first == "# .pre-commit-config.yaml":
        pre_commit(block, tmp_path / ".pre-commit-config.yaml")
    elif first == "# .gitlab-ci.yml":
        check(GITLAB, loaded(block))
    else:
        check(WORKFLOW, workflow(first, block))


def pre_commit(block: Block, config: Path) -> None:
    """pre-commit takes it, and this project has the hooks that are named of it."""
    config.write_text(block.text, "utf-8")
    program = Path(sys.executable).with_name("pre-commit")
    told = subprocess.run([program, "validate-config", config], capture_output=True, check=False)
    assert told.returncode == 0, told.stdout.decode()
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())}
    for repository in loaded(block)["repos"]:
        if repository["repo"] != "local":
            assert {hook["id"] for hook in repository["hooks"]} <= known


def workflow(first: str, block: Block) -> Any:
    """The block as a whole workflow."""
    found = loaded(block)
    whole: dict[str, Any] = {
        "on": "push",
        "jobs": {"job": {"runs-on": "x", "steps": [{"run": "true"}]}},
    }
    if first == "# steps":
        whole["jobs"]["job"]["steps"] = found
        return whole
    if first == "# on":
        return whole | found
    assert first.startswith("name: "), f"{name_of(block)} does not say what it is"
    return found


def loaded(block: Block) -> Any:
    """As text, so that `on` is no truth value."""
    return yaml.load(block.text, Loader=Texts)  # noqa: S506 - a safe loader, below


class Texts(yaml.SafeLoader):
    """Numbers and truth values, but `on` is a text."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, words) for tag, words in resolvers if first not in {"o", "O"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def check(schema: str, value: Any) -> None:
    jsonschema.Draft7Validator(get_builtin_schema(schema)).validate(value)


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("examples/*/policy.yml"))
)
def test_the_policies_of_the_examples_are_right(path: str) -> None:
    read_policy((ROOT / path).read_bytes(), path)


def test_the_action_of_the_docs_has_no_input_that_the_action_lacks() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    used = {
        key
        for block in YAML
        if "uses: org/variant-budget@v1" in block.text
        for step in steps_of(loaded(block))
        if step.get("uses") == "org/variant-budget@v1"
        for key in step.get("with", {})
    }
    assert used <= inputs.keys()


def steps_of(found: Any) -> list[dict[str, Any]]:
    """The steps of a workflow, or of a list of them."""
    if isinstance(found, list):
        return found
    return [step for job in found["jobs"].values() for step in job["steps"]]
