"""Tests without an owner: why, and the finding about them."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import LineClass
from variant_budget.domain.report import Finding
from variant_budget.domain.tested import Unplaced
from variant_budget.domain.verdict import Level
from variant_budget.tell.finding import finding
from variant_budget.tell.numbers import SPACE, count, limit_number, limit_text
from variant_budget.tell.words import plural, short

_NAME_THEM = "Let the runner write each test's file, or name them in tests.names or tests.reports."
_RECORD_THEM = (
    "Record coverage with one context for each test. What a fixture ran for several tests is known "
    "of the first alone: attribute_by: path suits such tests."
)


def reason(judgement: Judgement, unplaced: Unplaced) -> str:
    """Why tests have no owner."""
    if unplaced.unrecorded:
        return "no coverage context tells a line of the product that they ran"
    if unplaced.candidates:
        return f"several files could be it: {', '.join(unplaced.candidates)}"
    if nowhere := _unclaimed(judgement, unplaced.name):
        return f"no rule claims it in {' or '.join(nowhere)}"
    return "no file of this commit is called so"


def _unclaimed(judgement: Judgement, path: str) -> list[str]:
    """The dimensions in which no rule claims a file; none where it is no file of the commit."""
    tested = judgement.evidence.tested
    files = tested.files if tested else ()
    first = bisect_left(files, path, key=lambda file: file.path)
    named = takewhile(lambda file: file.path == path, islice(files, first, None))
    classes = [file.place.classes for file in named if file.located]
    return [
        dimension
        for at, dimension in enumerate(judgement.ledger.dimensions)
        if any(each[at] is LineClass.UNATTRIBUTED for each in classes)
    ]


def nobodys_tests(judgement: Judgement) -> Iterator[Finding]:
    """How many there are, against the policy's limit, and what to do."""
    found, tested = judgement.verdict.unattributed_tests, judgement.evidence.tested
    if found is None or tested is None or not found.cases:
        return
    first = max(tested.unplaced, key=lambda each: (each.cases, each.name))
    have = "has" if found.cases == 1 else "have"
    level: Level = "error" if found.blocking else "warning" if found.over else "note"
    yield finding(
        "unattributed-tests",
        level,
        f"{count(found.cases)} of {plural(found.of, 'test', 'tests')} {have} no owner, the largest part "
        f"of {short(first.name) or 'no name'} ({reason(judgement, first)}); the limit is "
        f"{limit_text(found.limit)}{SPACE}%. {_RECORD_THEM if first.unrecorded else _NAME_THEM}",
        subject=("", "", "", "test_case_count"),
        figures={"limit": limit_number(found.limit), "owned": found.cases, "of": found.of},
        blocking=found.blocking,
    )
