"""Regular expressions of `matches:`: a refused one is a located problem beside all others."""

from textwrap import dedent, indent

import pytest

from tests.policy_file.drawn import SMALL
from variant_budget.errors import PolicyError
from variant_budget.measure.units.matches import refusal
from variant_budget.policy_file.policy import read_policy


def problems_of(artifacts: str) -> list[str]:
    """`line:column: message` for every problem of a policy with these artifacts."""
    text = SMALL + "artifacts:\n" + indent(dedent(artifacts), "  ")
    try:
        read_policy(text.encode(), "p", refusal)
    except PolicyError as error:
        return [str(problem).removeprefix("p:") for problem in error.problems]
    return []


def test_a_refused_expression_is_told_with_its_place_the_reason_and_every_other_problem() -> None:
    artifacts = """\
      one: {files: ["src/**"], matches: '(?=a)b'}
      two:
        files: ["src/**"]
        matches: "a{2000}"
      three: {files: ["src/**"], matches: "@Rule\\\\b"}
      all: {files: ["src/**"]}
    """

    assert problems_of(artifacts) == [
        (
            '11:37: matches is "(?=a)b": invalid perl operator: (?=; write an expression of RE2\'s '
            "syntax"
        ),
        (
            '14:14: matches is "a{2000}": invalid repetition size: {2000}; write an expression of '
            "RE2's syntax"
        ),
        "16:3: all has a meaning already; choose another name",
    ]


@pytest.mark.parametrize("expression", ["a", "(a+)+$", "(?i)x|y"])
def test_other_expressions_are_taken(expression: str) -> None:
    assert problems_of(f"one: {{files: ['src/**'], matches: '{expression}'}}\n") == []


def test_without_anyone_to_ask_no_expression_is_looked_at() -> None:
    text = SMALL + "artifacts:\n  one: {files: ['src/**'], matches: '('}\n"

    assert read_policy(text.encode(), "p").artifacts[0].matches == "("
