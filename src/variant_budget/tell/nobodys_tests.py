"""Tests without an owner: why, and the finding about them."""

from collections.abc import Iterator

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.report import Finding
from variant_budget.domain.tested import Unplaced
from variant_budget.domain.verdict import Level
from variant_budget.tell.finding import finding
from variant_budget.tell.numbers import SPACE, count, limit_number, limit_text
from variant_budget.tell.words import plural

_NAME_THEM = "Let the runner write each test's file, or name them in tests.names or tests.reports."
_RECORD_THEM = (
    "Record coverage with one context for each test. What a fixture ran for several tests is known "
    "of the first alone: attribute_by: path suits such tests."
)


def reason(unplaced: Unplaced) -> str:
    """Why tests have no owner."""
    if unplaced.unrecorded:
        return "no coverage context tells a line of the product that they ran"
    if unplaced.candidates:
        return f"several files could be it: {', '.join(unplaced.candidates)}"
    return "no file of this commit is called so, or no rule claims it"


def nobodys_tests(judgement: Judgement) -> Iterator[Finding]:
    """How many there are, against the policy's limit, and what to do."""
    found, tested = judgement.verdict.unattributed_tests, judgement.evidence.tested
    if found is None or tested is None or not found.cases:
        return
    first = max(tested.unplaced, key=lambda each: (each.cases, each.name))
    level: Level = "error" if found.blocking else "warning" if found.over else "note"
    yield finding(
        "unattributed-tests",
        level,
        f"{count(found.cases)} of {plural(found.of, 'test has', 'tests have')} no owner, most of them "
        f"of {first.name or 'no name'} ({reason(first)}); the limit is "
        f"{limit_text(found.limit)}{SPACE}%. {_RECORD_THEM if first.unrecorded else _NAME_THEM}",
        subject=("", "", "", "test_case_count"),
        figures={"limit": limit_number(found.limit), "owned": found.cases, "of": found.of},
        blocking=found.blocking,
    )
