"""The whole judgement of a commit: rows, totals, unattributed code, exceptions, the outcome."""

from collections.abc import Iterator, Sequence

from variant_budget.domain.budget import Mode
from variant_budget.domain.comparison import Compared, Comparison, Total
from variant_budget.domain.ledger import AsideKind, Ledger, Ledgers, LineClass
from variant_budget.domain.metrics import LINES, Role
from variant_budget.domain.policy import Policy
from variant_budget.domain.tested import NO_EVIDENCE, Evidence
from variant_budget.domain.verdict import (
    Escape,
    JudgedRow,
    JudgedTotal,
    Outcome,
    State,
    Unattributed,
    Undecided,
    Verdict,
)
from variant_budget.errors import Problem
from variant_budget.judge.breach import level_state
from variant_budget.judge.evidence import absent, coverage, lost_tests, unattributed_tests
from variant_budget.judge.rulings import draft, settle
from variant_budget.judge.waivers import Waivers


def judge(
    policy: Policy,
    compared: Compared,
    ledgers: Ledgers,
    waivers: Waivers,
    mode: Mode,
    evidence: Evidence = NO_EVIDENCE,
) -> Verdict:
    """The verdict. A certain breach fails even where something else could not be measured."""
    unattributed = tuple(_unattributed(policy, name, ledgers) for name in ledgers.head.dimensions)
    undecided = tuple(_undecided(ledgers))
    escapes = _escapes(compared.rows, unattributed, undecided)
    lost = lost_tests(compared.rows, evidence.tested, ledgers)
    escaped = {(each.dimension, each.variant) for each in escapes}
    unrun = {(each.dimension, each.variant) for each in lost}
    drafts = [
        draft(
            row,
            waivers,
            escaped=(row.dimension, row.variant) in (unrun if row.budget.test_rules else escaped),
        )
        for row in compared.rows
    ]
    judged = settle(drafts, mode)
    judged_totals = tuple(_total(total, mode) for total in compared.totals)
    incomplete = (
        *_incomplete(judged, mode),
        *absent(policy, compared.rows, ledgers.head, evidence),
        *evidence.problems,
    )
    nobodys = unattributed_tests(policy, evidence.tested)
    doubtful = policy.undecided == "fail"
    owned = ledgers.decided.head if doubtful else ledgers.head
    covered = tuple(coverage(policy, compared.rows, owned, mode))
    others = (
        *((each.blocking, each.over) for each in judged_totals),
        *((each.blocking, each.over) for each in unattributed),
        *((each.blocking, each.over) for each in (nobodys,) if each),
        *((each.blocking, each.doubtful) for each in covered),
        *((False, each.added > 0) for each in undecided),
        *((False, True) for _ in lost),
    )
    return Verdict(
        outcome=_outcome(judged, others, incomplete),
        rows=judged,
        totals=judged_totals,
        unattributed=unattributed,
        undecided=undecided,
        waivers=waivers.states(judged),
        escapes=escapes,
        incomplete=incomplete,
        unattributed_tests=nobodys,
        lost_tests=lost,
        coverage=covered,
    )


def _outcome(
    rows: Sequence[JudgedRow],
    others: Sequence[tuple[bool, bool]],
    incomplete: Sequence[Problem],
) -> Outcome:
    """`others` are findings beside the rows: whether each blocks, and is worth a warning."""
    if any(each.blocking for each in rows) or any(blocking for blocking, _ in others):
        return "fail"
    if incomplete:
        return "error"
    attention = (State.BREACH, State.EXCEPTED, State.TOLERATED)
    over = [r.state in attention for row in rows for r in (row.hard, row.soft, row.trend)]
    over += [warns for _, warns in others]
    return "warn" if any(over) else "pass"


def _total(total: Total, mode: Mode) -> JudgedTotal:
    limit = total.budget.total_limit
    figures = total.figures
    over = (
        limit is not None
        and bool(figures.common)
        and level_state(total.metric, figures, limit.value) is State.BREACH
    )
    return JudgedTotal(
        total=total,
        limit=limit,
        over=over,
        blocking=over and total.budget.enforce.blocks("hard", mode),
    )


def _unattributed(policy: Policy, dimension: str, ledgers: Ledgers) -> Unattributed:
    rule = policy.unattributed_code
    lines, of = _unclaimed(ledgers.head, dimension)
    over = lines * 100 > rule.limit.value * of
    return Unattributed(
        dimension=dimension,
        lines=lines,
        of=of,
        before=_unclaimed(ledgers.base, dimension)[0] if ledgers.base else None,
        limit=rule.limit.value,
        over=over,
        blocking=over and rule.then == "fail",
    )


def _unclaimed(ledger: Ledger, dimension: str) -> tuple[int, int]:
    """Unattributed code lines of a dimension, and all code lines."""
    position = ledger.dimensions.index(dimension)
    code = [row for row in ledger.rows if row.place.role is Role.CODE]
    unclaimed = (
        row.counts[LINES] for row in code if row.place.classes[position] is LineClass.UNATTRIBUTED
    )
    return sum(unclaimed), sum(row.counts[LINES] for row in code)


def _undecided(ledgers: Ledgers) -> Iterator[Undecided]:
    """What each variant may own, in each dimension where some variant may."""
    head, base = (each.asides if each else {} for each in (ledgers.head, ledgers.base))
    for key in sorted(head.keys() | base.keys()):
        kind, dimension, variant = key
        if kind is AsideKind.UNDECIDED:
            before = base.get(key, 0) if ledgers.base else None
            yield Undecided(dimension, variant, head.get(key, 0), before)


def _escapes(
    rows: Sequence[Comparison],
    unattributed: Sequence[Unattributed],
    undecided: Sequence[Undecided],
) -> tuple[Escape, ...]:
    """Variants whose owned lines fell while lines that may be theirs rose: never an improvement."""
    doubtful = {(each.dimension, each.variant): each.added for each in undecided if each.added}
    risen = {
        each.dimension: each.lines - each.before
        for each in unattributed
        if each.before is not None and each.lines > each.before
    }
    found = set()
    for row in rows:
        rise = risen.get(row.dimension, 0), doubtful.get((row.dimension, row.variant), 0)
        if any(rise) and row.metric == "lines_of_code" and row.head and row.base:
            fell = row.head.owned - row.base.owned
            if fell < 0:
                found.add(Escape(row.dimension, row.variant, fell, *rise))
    return tuple(sorted(found))


def _incomplete(rows: Sequence[JudgedRow], mode: Mode) -> list[Problem]:
    """What should have been measured and was not (docs/design.md, "Verdict")."""
    problems = set()
    for judged in rows:
        row = judged.row
        if row.head is None and row.base and row.budget.enforce.blocks("hard", mode):
            place = row.budget.location
            message = (
                f"{row.budget.name}: {row.metric} was measured at the base and is not here: "
                f"{row.missing}. Give the reports of both, or of neither."
            )
            problems.add(
                Problem(place.path, place.line, place.column, "no-longer-measured", message)
            )
        if row.head is None or row.head.common:
            continue
        name = f"{row.budget.name}: {row.metric}"
        place = row.budget.location
        if row.metric == "lines_of_code" and row.head.owned:
            message = (
                f"{name} of {row.variant} cannot be measured: variants own code and nothing is "
                "common. Check `paths`, `shared` and `files` of the policy with "
                "`variant-budget validate`."
            )
            problems.add(Problem(place.path, place.line, place.column, "no-common-code", message))
        elif row.base is not None and row.base.common and row.budget.enforce.blocks("hard", mode):
            message = (
                f"{name} of {row.variant} could be measured at the base and no longer can: nothing "
                "is common any more. Bring the common code back, or take the metric out of the "
                "budget."
            )
            problems.add(
                Problem(place.path, place.line, place.column, "no-longer-measured", message)
            )
    return sorted(problems)
