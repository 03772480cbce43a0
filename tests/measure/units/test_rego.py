"""Rules of Rego, as OPA's parser lists them."""

import pytest

from tests.measure.units.asking import lines
from variant_budget.domain.units import RuleKind

REGO = RuleKind.REGO


def rules(text: str) -> list[int]:
    return lines(REGO, "a.rego", text)


def test_every_definition_is_a_rule_and_package_and_imports_are_none() -> None:
    text = """\
        # METADATA
        # title: Loads
        package fleet.loads

        import rego.v1
        import future.keywords.if
        import data.fleet.limits as lim

        default allow := false

        max_load := 7500

        allow if {
        	input.load <= max_load
        	not denied
        }

        denied if input.load > lim.max

        deny contains msg if {
        	some axle in input.axles
        	axle.load > 11
        	msg := sprintf("axle %d: deny if { x }", [axle.id])
        }

        double(x) := x * 2
    """

    assert rules(text) == [9, 11, 13, 18, 20, 26]


def test_the_older_syntax_counts_alike() -> None:
    text = """\
        package a
        default allow = false
        allow { input.x }
        deny[msg] { msg := "x" }
        deny["two"] = y { y := 1 }
        p[x] = y {
          x := 1
        } else = 2 {
          y := 1
        }
    """

    assert rules(text) == [2, 3, 4, 5, 6]


def test_else_belongs_to_its_rule_and_chained_bodies_are_rules() -> None:
    text = """\
        package a
        p := 1 if {
          a
        } else := 2 if {
          b
        }
        else := 3

        q {
          a
        } {
          b
        }
        {
          c
        }
    """

    assert rules(text) == [2, 9, 11, 14]


def test_a_rule_may_go_on_on_the_next_line() -> None:
    text = """\
        package a
        allow if
          input.a ==
          1
        total :=
          1 +
          2
        other := {"a": 1,
          "b": [
            2]}
        union := {1}
          | {2}
        text := `one
        two
        three`
        last := contains("a",
          "b")
    """

    assert rules(text) == [2, 5, 8, 11, 13, 16]


@pytest.mark.parametrize(
    "text",
    ["", "package a\n", "# allow { true }\n", "}}}\n", "package a\nimport b.if\nimport c.in\n"],
)
def test_what_defines_nothing_has_no_rules(text: str) -> None:
    assert rules(text) == []
