"""What reports of tests and coverage come to, as lines of the summary."""

from collections.abc import Iterator
from fractions import Fraction

from variant_budget.domain.evidence import NANOSECONDS
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import Place
from variant_budget.domain.summary import CoverageLine, Sentence, Span, TestLine
from variant_budget.domain.tested import Covered, OwnedTests, Tested
from variant_budget.domain.verdict import JudgedCoverage
from variant_budget.tell.evidence import MOST_NAMES, unplaced, variant_files
from variant_budget.tell.nobodys_tests import reason
from variant_budget.tell.numbers import SPACE, count, limit_text, percent_down
from variant_budget.tell.words import amount, owner_name, plural, short

MOST_NAMED = 5
DASH = "\N{EN DASH}"
MILLISECOND = NANOSECONDS // 1000


def test_lines(judgement: Judgement) -> list[TestLine]:
    """The files with the most and the slowest tests of variants."""
    tested = judgement.evidence.tested
    return [_line(file) for file in variant_files(tested)] if tested else []


def _line(file: OwnedTests) -> TestLine:
    why = next((b for owner, b in zip(file.place.owners, file.because, strict=True) if owner), "")
    unknown = f"{plural(file.unknown, 'time', 'times')} unknown" if file.unknown else ""
    return TestLine(
        tests=count(file.cases),
        time=_seconds(file.time),
        owner=_owner(file.place),
        path=file.path,
        remark=unknown or (f"{count(file.setups)} not set up" if file.setups else ""),
        why=why,
    )


def _owner(place: Place) -> str:
    return ", ".join(owner_name(owner) for owner in place.owners if owner)


def coverage_lines(judgement: Judgement) -> list[CoverageLine]:
    """The coverage of each variant: what is under its floor first, then the least covered."""
    rows = sorted(
        judgement.verdict.coverage,
        key=lambda each: (
            not each.blocking,
            not each.doubtful,
            Fraction(each.covered, each.coverable or 1),
            each.budget.name,
            each.dimension,
            each.variant,
        ),
    )
    return list(map(_covered, rows))


def _covered(judged: JudgedCoverage) -> CoverageLine:
    floor = DASH
    if judged.floor is not None:
        shared = " (common code's)" if judged.budget.coverage_floor == "shared" else ""
        shown = limit_text(judged.floor) if not shared else percent_down(judged.floor)
        floor = f"{shown}{shared}" if shared else f"{shown}{SPACE}%"
    name, dimension = judged.budget.name, judged.dimension
    return CoverageLine(
        mark="block" if judged.blocking else "warn" if judged.doubtful else "none",
        budget=name if name == dimension else f"{name} · {dimension}",
        variant=judged.variant,
        lines=count(judged.coverable),
        covered=count(judged.covered),
        share=percent_down(Fraction(judged.covered * 100, judged.coverable))
        if judged.coverable
        else "not measured",
        floor=floor,
    )


def evidence_sentences(judgement: Judgement) -> tuple[Sentence, ...]:
    """How many tests and lines there are, and which of them nobody owns."""
    tested, covered = judgement.evidence.tested, judgement.evidence.covered
    found: list[Sentence] = []
    if tested:
        found.append((Span(" ".join(_tests(tested))),))
        found += list(_nobodys(judgement, tested))
    if covered:
        found.append((Span(_lines(covered)),))
    return tuple(found)


def _tests(tested: Tested) -> Iterator[str]:
    runs = f", {plural(tested.runs, 'run', 'runs')}" if tested.runs != tested.cases else ""
    yield f"{plural(tested.cases, 'test', 'tests')}{runs}, {_seconds(tested.time)} together."
    if tested.overhead >= MILLISECOND:
        yield f"{_seconds(tested.overhead)} more belong to no test, and are in no share."
    if tested.unknown:
        yield f"{plural(tested.unknown, 'time is', 'times are')} unknown, and add nothing."


def _nobodys(judgement: Judgement, tested: Tested) -> Iterator[Sentence]:
    worst = unplaced(tested)
    for each in worst[:MOST_NAMED]:
        yield (
            Span(f"{plural(each.cases, 'test', 'tests')} of nobody: "),
            Span(short(each.name) or "no name", code=True),
            Span(f" ({reason(judgement, each)})."),
        )
    if more := len(worst[MOST_NAMED:]):
        told = min(more, MOST_NAMES - MOST_NAMED)
        some = f", {count(told)} of them" if told < more else ""
        yield (Span(f"{plural(more, 'more name', 'more names')}{some} in report.json."),)


def _lines(covered: Covered) -> str:
    coverable, hit = covered.lines
    if not coverable:
        return "Coverage: no line that can run was measured."
    share = percent_down(Fraction(hit * 100, coverable))
    return f"Coverage: {count(hit)} of {count(coverable)} lines that can run ({share})."


def _seconds(time: int) -> str:
    return amount("test_execution_time", (time + MILLISECOND // 2) // MILLISECOND)
