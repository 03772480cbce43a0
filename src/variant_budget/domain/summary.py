"""The summary that people read, as finished rows: renderers lay out and escape, nothing else."""

from typing import Literal, NamedTuple

from variant_budget.domain.function import FunctionLine

Mark = Literal["block", "warn", "excepted", "ok", "none"]
Shown = Literal["fail", "warn", "pass", "error", "not-in-force"]


class Span(NamedTuple):
    """A piece of a sentence: `strong` is to be seen first, `code` is a path, an id or a command."""

    text: str
    strong: bool = False
    code: bool = False


Sentence = tuple[Span, ...]


class BudgetLine(NamedTuple):
    """One variant in one budget, by its worst metric."""

    mark: Mark
    budget: str
    variant: str
    metric: str
    share: str
    remark: str
    bar: str
    of_limit: str
    change: str
    growth: str
    headroom: str


class MoverLine(NamedTuple):
    """One file that moved a figure: how far, whose, where, and by which rule."""

    units: str
    owner: str
    path: str
    remark: str
    why: str


class MetricLine(NamedTuple):
    """One metric of one variant, with everything behind it."""

    mark: Mark
    metric: str
    owned: str
    common: str
    share: str
    base: str
    release: str
    limits: str
    remark: str


class MetricTable(NamedTuple):
    """All metrics of one variant in one budget."""

    budget: str
    variant: str
    lines: tuple[MetricLine, ...]


class ExceptionLine(NamedTuple):
    """One exception of the policy.

    `owned` says what the variant owned at approval and owns now, `plan` how it gets back; both are
    given where the exception lifts a breach.
    """

    id: str
    budget: str
    ceiling: str
    until: str
    approved_by: str
    reason: str
    state: str
    owned: str
    plan: str


class Advice(NamedTuple):
    """One thing to do: a short title and a sentence; `code` is ready to copy."""

    title: str
    text: Sentence
    code: str = ""


class ReleaseLine(NamedTuple):
    """What a release changes in one variant: code lines in all, and the files with most."""

    dimension: str
    variant: str
    lines: str
    files: tuple[str, ...]
    more: str


class InsideLine(NamedTuple):
    """Code lines of one variant in one dimension, as conditions, marks and copies give them.

    `inline` are those of `owned` that stand in files of others, `undecided` shared ones that may be
    its own, `without` shared ones that it does without, `copied` those that its copies repeat.
    """

    dimension: str
    variant: str
    owned: str
    inline: str
    undecided: str
    without: str
    copied: str


class TestLine(NamedTuple):
    """The tests of one file that belong to variants."""

    tests: str
    time: str
    owner: str
    path: str
    remark: str
    why: str


class CoverageLine(NamedTuple):
    """The coverage of one variant in one budget; `lines` could run, `covered` of them did."""

    mark: Mark
    budget: str
    variant: str
    lines: str
    covered: str
    share: str
    floor: str


class Remark(NamedTuple):
    """A finding that is no row of the table."""

    level: str
    rule: str
    place: str
    message: str


class Summary(NamedTuple):
    """Everything that a reader sees, in the order of reading.

    `rows` go into the first table, `folded` into a second one; `more` says what that one holds,
    `table_note` how to read them. A column without a label is left out.
    """

    outcome: Shown
    headline: str
    lead: tuple[Sentence, ...]
    preview: tuple[str, ...]
    change_label: str
    release_label: str
    rows: tuple[BudgetLine, ...]
    table_note: str
    more: str
    folded: tuple[BudgetLine, ...]
    left_out: int
    movers: tuple[MoverLine, ...]
    movers_more: str
    advice: tuple[Advice, ...]
    functions: tuple[FunctionLine, ...]
    exceptions: tuple[ExceptionLine, ...]
    tables: tuple[MetricTable, ...]
    proposal: tuple[str, ...]
    remarks: tuple[Remark, ...]
    remarks_more: str
    transfers: tuple[MoverLine, ...]
    released: tuple[ReleaseLine, ...]
    released_more: str
    inside: tuple[InsideLine, ...]
    inside_places: tuple[Sentence, ...]
    inside_more: str
    unmeasured: tuple[str, ...]
    evidence: tuple[Sentence, ...]
    tests: tuple[TestLine, ...]
    tests_more: str
    coverage: tuple[CoverageLine, ...]
    coverage_more: str
    measured: tuple[Sentence, ...]
    notes: tuple[str, ...]
    notes_more: str
