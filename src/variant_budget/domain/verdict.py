"""What judging found: a ruling on each limit of each row, findings, and the outcome."""

from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from variant_budget.domain.budget import Budget, Limit, LimitKind, Limits
from variant_budget.domain.comparison import Comparison, Total
from variant_budget.domain.figures import Figures
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.waiver import Waiver
from variant_budget.errors import Problem

Outcome = Literal["pass", "warn", "fail", "error"]
WaiverStanding = Literal["in_force", "not_yet", "expired", "other_release", "orphaned"]
Level = Literal["error", "warning", "note"]


class State(StrEnum):
    """The state of one limit of one row."""

    OK = "ok"
    BREACH = "breach"
    EXCEPTED = "excepted"
    TOLERATED = "tolerated"
    COARSE = "coarse"
    NOT_JUDGED = "not_judged"


BREACHED = (State.BREACH, State.TOLERATED)
"""Over the limit, and no waiver lifts it, whether it blocks or not."""


class Ruling(NamedTuple):
    """The ruling on one limit. `limit` is what the share (or growth) was held against: the policy's
    limit, or the ceiling of the waiver in force. `standing`: the base was over it too. `drifted`:
    the limit was crossed by edited copies that nobody touched, since what they are copies of changed.
    """

    state: State
    limit: Fraction | None = None
    waiver: Waiver | None = None
    standing: bool = False
    drifted: bool = False
    blocking: bool = False
    reason: str = ""


class JudgedRow(NamedTuple):
    """One metric of one variant in one budget, with its rulings.

    `reason` says why nothing was judged; "" where something was.
    """

    row: Comparison
    limits: Limits
    hard: Ruling
    soft: Ruling
    trend: Ruling
    reason: str = ""

    @property
    def head(self) -> Figures:
        """The figures of a row that is measured; LookupError for any other."""
        if self.row.head is None:
            raise LookupError(self.reason)
        return self.row.head

    @property
    def share(self) -> Fraction:
        """The share of a row that is measured; LookupError for any other."""
        share = self.head.share
        if share is None:
            raise LookupError(self.reason)
        return share

    @property
    def partial(self) -> bool:
        """Whether files of which only lines were counted may hold more of this metric of code."""
        head = self.row.head
        return bool(head and head.lines_only) and self.row.metric in CODE_METRICS[1:]

    @property
    def blocking(self) -> bool:
        """Whether this row fails the check."""
        return self.hard.blocking or self.soft.blocking or self.trend.blocking

    def is_over(self, kind: LimitKind) -> bool:
        """Whether that limit is breached."""
        ruling = {"hard": self.hard, "soft": self.soft, "trend": self.trend}[kind]
        return ruling.state in BREACHED

    def limit(self, kind: LimitKind) -> Limit:
        """A limit that the policy sets; LookupError where it sets none."""
        limit = {"hard": self.limits.hard, "soft": self.limits.soft, "trend": self.limits.trend}[
            kind
        ]
        if limit is None:
            raise LookupError(f"no {kind} limit")
        return limit

    @property
    def status(self) -> str:
        """The worst state, for display: the limit that is breached, else the state's own name."""
        rulings = (self.hard, self.soft, self.trend)
        for name, ruling in (("hard", self.hard), ("trend", self.trend)):
            if ruling.state is State.BREACH:
                return name
        for state in (State.TOLERATED, State.EXCEPTED):
            if any(ruling.state is state for ruling in rulings):
                return state.value
        if self.soft.state is State.BREACH:
            return "soft"
        for state in (State.COARSE, State.OK):
            if any(ruling.state is state for ruling in rulings):
                return state.value
        return State.NOT_JUDGED.value


class Unattributed(NamedTuple):
    """Code lines that no rule of a dimension claims, beside all code lines; `before` at the base."""

    dimension: str
    lines: int
    of: int
    before: int | None
    limit: Fraction
    over: bool
    blocking: bool


class Undecided(NamedTuple):
    """Code lines that a variant may own, or not; `before` at the base."""

    dimension: str
    variant: str
    lines: int
    before: int | None

    @property
    def added(self) -> int:
        """How many more there are than at the base; 0 without a base."""
        return 0 if self.before is None else max(0, self.lines - self.before)


class JudgedTotal(NamedTuple):
    """All variants of a dimension together, against `total_limit`."""

    total: Total
    limit: Limit | None
    over: bool
    blocking: bool


class WaiverState(NamedTuple):
    """A waiver today: `state` in force, not yet, expired, other release, or orphaned.

    `used` where a breach is lifted by it, `exceeded` where the breach is over its ceiling. `owned`
    are the units that the variant has now of the metric it is about (of lines of code for "all").
    `by_label`: it is only proposed, and in force here since the board approved this pull request.
    """

    waiver: Waiver
    state: WaiverStanding
    days_left: int
    used: bool
    exceeded: bool
    owned: int | None = None
    by_label: bool = False


class Escape(NamedTuple):
    """A variant whose owned code fell while unattributed or undecided code rose in the same change."""

    dimension: str
    variant: str
    owned_change: int
    unattributed_change: int
    undecided_change: int = 0


class UnattributedTests(NamedTuple):
    """Test cases that some dimension has no owner for, against the limit in percent of all."""

    cases: int
    of: int
    limit: Fraction
    over: bool
    blocking: bool


class LostTests(NamedTuple):
    """A variant whose tests did not run: `cases` and `before` at head and base, `setups` the modules
    and classes of it that could not be set up, `escaped` how many tests more belong to nobody while it
    has fewer. Fewer tests are no improvement then.
    """

    dimension: str
    variant: str
    cases: int
    before: int | None
    setups: int
    escaped: int = 0


class JudgedCoverage(NamedTuple):
    """The coverage of one variant's lines against a budget's floor in percent.

    `floor` is None where the budget sets none, or common code, which would, was not measured.
    `unmentioned` are code lines of the variant in files that no report mentions, where there is a floor.
    """

    budget: Budget
    dimension: str
    variant: str
    coverable: int
    covered: int
    unmentioned: int
    floor: Fraction | None
    under: bool
    blocking: bool

    @property
    def doubtful(self) -> bool:
        """Whether there is something to tell: too little is covered, or it is not known how much."""
        return (
            self.under
            or bool(self.unmentioned)
            or (self.budget.coverage_floor is not None and self.floor is None)
        )


class Verdict(NamedTuple):
    """The whole judgement. `incomplete` lists what could not be measured."""

    outcome: Outcome
    rows: tuple[JudgedRow, ...]
    totals: tuple[JudgedTotal, ...]
    unattributed: tuple[Unattributed, ...]
    undecided: tuple[Undecided, ...]
    waivers: tuple[WaiverState, ...]
    escapes: tuple[Escape, ...]
    incomplete: tuple[Problem, ...]
    unattributed_tests: UnattributedTests | None = None
    lost_tests: tuple[LostTests, ...] = ()
    coverage: tuple[JudgedCoverage, ...] = ()
