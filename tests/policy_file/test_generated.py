"""The schemas and docs/policy.md are those of the table, and every example in the docs is right."""

import re

import jsonschema
import pytest
import yaml

from tests.policy_file.generated import DOCS, ROOT, made
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.policy import read_policy
from variant_budget.policy_file.schema import exceptions_schema, policy_schema

EXAMPLES = re.findall(r"```yaml\n(.*?)```", (ROOT / DOCS).read_text("utf-8"), re.DOTALL)
POLICIES = [text for text in EXAMPLES if text.startswith("version: 1\n")]
EXCEPTIONS = [text for text in EXAMPLES if text.startswith("# exceptions.yml\n")]


@pytest.mark.parametrize("path", sorted(made()))
def test_what_is_made_from_the_table_is_current(path: str) -> None:
    stale = "run `python -m tests.policy_file.generated`"

    assert (ROOT / path).read_text("utf-8") == made()[path], stale


@pytest.mark.parametrize("text", POLICIES)
def test_every_policy_in_the_docs_is_right(text: str) -> None:
    read_policy(text.encode(), DOCS)
    jsonschema.Draft202012Validator(policy_schema()).validate(yaml.safe_load(text))


def test_the_exception_in_the_docs_is_right() -> None:
    (text,) = EXCEPTIONS
    policy = read_policy(POLICIES[0].encode(), DOCS)
    plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - days stay text
    plain["version"] = 1
    plain["exceptions"][0]["ceiling"] = 6.5

    assert len(read_waivers(text.encode(), DOCS, policy)) == 1
    jsonschema.Draft202012Validator(exceptions_schema()).validate(plain)


def test_no_example_is_left_out() -> None:
    assert len(POLICIES) == 7
    assert len(POLICIES) + len(EXCEPTIONS) + 1 == len(EXAMPLES)


@pytest.mark.parametrize("schema", [policy_schema(), exceptions_schema()])
def test_the_schemas_are_schemas(schema: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
