"""What reports of tests and coverage are judged by beside shares: tests that nobody owns, tests that
did not run, and how much of a variant's code is covered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from variant_budget.domain.budget import Budget, Mode
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.ledger import Ledger, Ledgers, LineClass, Row
from variant_budget.domain.metrics import COVERAGE_COUNTS, NOISY_METRICS, Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.tested import Evidence, Tested
from variant_budget.domain.verdict import JudgedCoverage, LostTests, UnattributedTests
from variant_budget.errors import Problem


def unattributed_tests(policy: Policy, tested: Tested | None) -> UnattributedTests | None:
    """Tests without an owner, against the policy's limit; None where no reports were given."""
    if tested is None:
        return None
    rule = policy.unattributed_tests
    over = tested.unplaced_cases * 100 > rule.limit.value * tested.cases
    return UnattributedTests(
        cases=tested.unplaced_cases,
        of=tested.cases,
        limit=rule.limit.value,
        over=over,
        blocking=over and rule.then == "fail",
    )


def absent(
    policy: Policy, rows: Sequence[Comparison], head: Ledger, evidence: Evidence
) -> Iterator[Problem]:
    """The reports that `require_evidence` asks for, where there are none, none for a pattern, or none
    that a share can be taken of."""
    missing = head.missing.get("test_case_count") or _lacking(rows, evidence)
    if evidence.problems:
        # A report that is refused says so itself.
        return
    for budget in policy.budgets:
        if missing and budget.test_rules and budget.test_rules.require_evidence:
            place = policy.place(f"{budget.name}_budget.require_evidence")
            message = (
                f"{budget.name}_budget asks for test reports (require_evidence: true): {missing}. "
                "Run the tests first, and give their reports with --junit."
            )
            yield Problem(place.path, place.line, place.column, "evidence-missing", message)


def _lacking(rows: Sequence[Comparison], evidence: Evidence) -> str:
    """What test reports that were read do not tell; "" where nothing lacks."""
    if evidence.unmatched:
        return f"no file matches {', '.join(evidence.unmatched)}"
    if evidence.tested and not evidence.tested.cases:
        return "the reports hold no tests"
    judged = [row for row in rows if row.head and row.budget.test_rules]
    for row in judged:
        if row.metric == "test_case_count" and row.head and row.head.owned and not row.head.common:
            return f"no test is common to all, so {row.variant} has no share"
    unknown = [row for row in judged if row.metric in NOISY_METRICS and row.unknown]
    if unknown:
        runs = unknown[0].unknown
        return (
            "the time of 1 run is unknown" if runs == 1 else f"the times of {runs} runs are unknown"
        )
    return ""


def lost_tests(
    rows: Sequence[Comparison], tested: Tested | None, ledgers: Ledgers
) -> tuple[LostTests, ...]:
    """Variants with no test left of those at the base, with modules that could not be set up, or with
    fewer tests while more belong to nobody."""
    if tested is None:
        return ()
    dimensions = ledgers.head.dimensions
    escaped = {name: _risen(ledgers, at) for at, name in enumerate(dimensions)}
    setups: Counter[tuple[str, str]] = Counter()
    for file in tested.files:
        for dimension, owner in zip(dimensions, file.place.owners, strict=True):
            setups.update({(dimension, variant): file.setups for variant in owner if file.setups})
    found: dict[tuple[str, str], tuple[int, int | None]] = {}
    for row in rows:
        if row.head and row.metric == "test_case_count":
            before = row.base.owned if row.base else None
            found[row.dimension, row.variant] = row.head.owned, before
        elif row.head and row.metric in NOISY_METRICS:
            # What its tests take is judged, and how many there are is not.
            found.setdefault((row.dimension, row.variant), (0, None))
    lost = (
        LostTests(*of, cases, before, setups[of], escaped[of[0]] if cases < (before or 0) else 0)
        for of, (cases, before) in sorted(found.items())
    )
    return tuple(
        each for each in lost if each.setups or each.escaped or (each.before and not each.cases)
    )


def _risen(ledgers: Ledgers, at: int) -> int:
    """How many more tests belong to nobody than at the base, in one dimension."""
    if ledgers.base is None or "test_case_count" not in ledgers.base.metrics:
        return 0
    head, base = (_nobodys(ledger, at) for ledger in (ledgers.head, ledgers.base))
    return max(0, head - base)


def _nobodys(ledger: Ledger, at: int) -> int:
    cases = ledger.metrics.index("test_case_count")
    return sum(
        row.counts[cases]
        for row in ledger.rows
        if row.place.classes[at] is LineClass.UNATTRIBUTED and row.place.role is Role.TEST
    )


def coverage(
    policy: Policy, rows: Sequence[Comparison], head: Ledger, mode: Mode
) -> Iterator[JudgedCoverage]:
    """The coverage of each variant that owns lines which can run, in each budget of code."""
    if COVERAGE_COUNTS[0] not in head.metrics:
        return
    variants = dict.fromkeys((row.budget.name, row.dimension, row.variant) for row in rows)
    budgets = {budget.name: budget for budget in policy.budgets if not budget.test_rules}
    tables = {name: _lines(head, budget) for name, budget in budgets.items()}
    for name, dimension, variant in variants:
        if name in budgets:
            common, owned = tables[name]
            lines = owned.get((dimension, variant), NO_LINES)
            if lines[0] or (budgets[name].coverage_floor and lines[2]):
                yield _judged(budgets[name], (dimension, variant), lines, common, mode)


def _judged(
    budget: Budget,
    of: tuple[str, str],
    lines: "_Lines",
    common: "_Lines",
    mode: Mode,
) -> JudgedCoverage:
    coverable, covered, unmentioned = lines
    floor: Fraction | None
    if budget.coverage_floor == "shared":
        floor = Fraction(common[1] * 100, common[0]) if common[0] else None
    else:
        floor = budget.coverage_floor.value if budget.coverage_floor else None
    # Code of which no report says anything is not known to be covered, nor not to be.
    under = floor is not None and covered * 100 < floor * coverable
    blocking = under and budget.enforce.blocks("hard", mode)
    asked = budget.coverage_floor is not None
    return JudgedCoverage(
        budget, *of, coverable, covered, unmentioned if asked else 0, floor, under, blocking
    )


_Lines = tuple[int, int, int]
"""Coverable, covered, and code lines that no report mentions."""
NO_LINES: _Lines = (0, 0, 0)


def _lines(ledger: Ledger, budget: Budget) -> tuple[_Lines, Mapping[tuple[str, str], _Lines]]:
    """The lines that are common, and those of each variant, as a budget sees them."""
    at = [ledger.metrics.index(name) for name in COVERAGE_COUNTS]
    common = NO_LINES
    owned: dict[tuple[str, str], _Lines] = {}
    for row in ledger.rows:
        if budget.name in row.place.excluded_by:
            continue
        if row.place.common:
            common = _more(common, row, at)
        for dimension, owner in zip(ledger.dimensions, row.place.owners, strict=True):
            for variant in owner:
                key = dimension, variant
                owned[key] = _more(owned.get(key, NO_LINES), row, at)
    return common, owned


def _more(lines: _Lines, row: Row, at: Sequence[int]) -> _Lines:
    coverable, covered, unmentioned = (row.counts[each] for each in at)
    return lines[0] + coverable, lines[1] + covered, lines[2] + unmentioned
