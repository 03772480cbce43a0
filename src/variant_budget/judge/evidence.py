"""What reports of tests and coverage are judged by beside shares: tests that nobody owns, tests that
did not run, and how much of a variant's code is covered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from variant_budget.domain.budget import Budget, Mode
from variant_budget.domain.comparison import Comparison
from variant_budget.domain.ledger import Ledger, Row
from variant_budget.domain.metrics import COVERAGE_COUNTS, LINES, NOISY_METRICS
from variant_budget.domain.policy import Policy
from variant_budget.domain.tested import Tested
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


def absent(policy: Policy, head: Ledger, unmatched: Sequence[str]) -> Iterator[Problem]:
    """The reports that `require_evidence` asks for, where there are none, or none for a pattern."""
    missing = head.missing.get("test_case_count")
    if not missing and unmatched:
        missing = f"no file matches {', '.join(unmatched)}"
    for budget in policy.budgets:
        if missing and budget.test_rules and budget.test_rules.require_evidence:
            place = policy.place(f"{budget.name}_budget.require_evidence")
            message = (
                f"{budget.name}_budget asks for test reports (require_evidence: true): {missing}. "
                "Run the tests first, and give their reports with --junit."
            )
            yield Problem(place.path, place.line, place.column, "evidence-missing", message)


def lost_tests(
    rows: Sequence[Comparison], tested: Tested | None, dimensions: Sequence[str]
) -> tuple[LostTests, ...]:
    """Variants with no test left of those at the base, or with modules that could not be set up."""
    if tested is None:
        return ()
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
    return tuple(
        LostTests(*of, cases, before, setups[of])
        for of, (cases, before) in sorted(found.items())
        if setups[of] or (before and not cases)
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
            coverable, covered, code = owned.get((dimension, variant), NO_LINES)
            if coverable or (budgets[name].coverage_floor and code):
                yield _judged(
                    budgets[name], (dimension, variant), (coverable, covered), common, mode
                )


def _judged(
    budget: Budget,
    of: tuple[str, str],
    lines: tuple[int, int],
    common: "_Lines",
    mode: Mode,
) -> JudgedCoverage:
    coverable, covered = lines
    floor: Fraction | None
    if budget.coverage_floor == "shared":
        floor = Fraction(common[1] * 100, common[0]) if common[0] else None
    else:
        floor = budget.coverage_floor.value if budget.coverage_floor else None
    # Code of which no report says anything is not known to be covered, nor not to be.
    under = floor is not None and (not coverable or covered * 100 < floor * coverable)
    blocking = under and bool(coverable) and budget.enforce.blocks("hard", mode)
    return JudgedCoverage(budget, *of, coverable, covered, floor, under, blocking)


_Lines = tuple[int, int, int]
"""Coverable, covered, and code lines."""
NO_LINES: _Lines = (0, 0, 0)


def _lines(ledger: Ledger, budget: Budget) -> tuple[_Lines, Mapping[tuple[str, str], _Lines]]:
    """The lines that are common, and those of each variant, as a budget sees them."""
    at = [*(ledger.metrics.index(name) for name in COVERAGE_COUNTS), LINES]
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
    coverable, covered, code = (row.counts[each] for each in at)
    return lines[0] + coverable, lines[1] + covered, lines[2] + code
