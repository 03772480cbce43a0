"""`matches`: a policy's regular expression, in RE2's syntax."""

import time

import pytest

from tests.measure.units.asking import found, lines, trouble
from variant_budget.domain.units import RuleKind
from variant_budget.measure.units.matches import MOST_MATCHES, refusal

MATCHES = RuleKind.MATCHES


def test_each_match_counts_on_its_line() -> None:
    text = "@Rule(a) @Rule(b)\n\n@Ruler\n  @Rule(c)\n"

    assert lines(MATCHES, "a.java", text, r"@Rule\b") == [1, 1, 4]


def test_the_ends_of_lines_are_those_of_the_expression() -> None:
    assert lines(MATCHES, "a.txt", "rule a\n rule b\nrule c", "^rule .$") == [1, 3]


def test_a_match_stands_within_one_line_and_holds_something() -> None:
    assert lines(MATCHES, "a.txt", "a\nb\na b\n", r"a\s+b") == [3]
    assert lines(MATCHES, "a.txt", "a\nb\n", r"a\nb") == []
    assert lines(MATCHES, "a.txt", "a[b\n]c\n", r"\[[^\]]*") == [1]
    assert lines(MATCHES, "a.txt", "bab\n", "a*") == [1]


def test_letters_are_those_of_unicode_and_flags_hold() -> None:
    assert lines(MATCHES, "a.txt", "Größe\nGRÖSSE\n", r"gr.[sß]") == []
    assert lines(MATCHES, "a.txt", "Größe\nGRÖSSE\n", r"(?i)gr.[sß]") == [1, 2]
    assert lines(MATCHES, "a.txt", "größe".encode("utf-16"), r"ö") == [1]


def test_binary_files_have_none() -> None:
    assert lines(MATCHES, "a.bin", b"rule\0rule", "rule") == []


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("(", "missing ): ("),
        ("[a-", "missing ]: [a-"),
        ("a**", "bad repetition operator: **"),
        ("(?=a)", "invalid perl operator: (?="),
        (r"(a)\1", r"invalid escape sequence: \1"),
        ("a{2000}", "invalid repetition size: {2000}"),
        ("(?:a?){999}", "it is too large: 2,002 steps, at most 1,000"),
        (r"\pL{900}", "pattern too large - compile failed"),
    ],
)
def test_an_expression_that_re2_refuses_or_that_is_too_large_is_refused_with_the_reason(
    expression: str, why: str
) -> None:
    assert refusal(expression) == why
    assert trouble(MATCHES, "a.txt", "a", expression).endswith(f"cannot be used: {why}")


@pytest.mark.parametrize("expression", ["a", "(a+)+$", "(?i)x|y", r"\bA\w*Rule\b", ""])
def test_other_expressions_can_be_used(expression: str) -> None:
    assert refusal(expression) == ""


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+$",
        "(a|a)*b",
        "a(.*b)?",
        "(?:a?){300}b",
        "(?:a|aa){300}$",
        ".{200}x",
        "[^b]*b",
        "(?s)a.*b",
    ],
)
@pytest.mark.parametrize("line", [100, 20_000, 400_000])
def test_no_expression_takes_long_on_a_hostile_file(expression: str, line: int) -> None:
    data = (b"a" * line + b"\n") * (400_000 // line)
    start = time.monotonic()

    units = found(MATCHES, "a.txt", data, expression)

    # Backtracking would not end at all.
    assert time.monotonic() - start < 20
    assert all(unit.line <= 400_000 // line for unit in units.units)


def test_a_file_of_matches_and_a_large_file_for_a_large_expression_are_out_of_bounds() -> None:
    out = "too large, or too many matches, for this expression"

    assert trouble(MATCHES, "a.txt", b"a\n" * (MOST_MATCHES + 1), "a").endswith(out)
    assert len(lines(MATCHES, "a.txt", b"a\n" * MOST_MATCHES, "a")) == MOST_MATCHES
    assert trouble(MATCHES, "a.txt", b"x" * 2_000_000, "(?:a?){300}").endswith(out)
    assert trouble(MATCHES, "a.txt", b"x" * 8_000_001, "a").endswith(out)
