"""The summary that people read, as finished rows: renderers lay out and escape, nothing else."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from variant_budget.domain.function import FunctionLine

Mark = Literal["block", "warn", "excepted", "ok", "none"]


class Span(NamedTuple):
    """A piece of a sentence: `strong` is to be seen first, `code` is a path, an id or a command."""

    text: str
    strong: bool = False
    code: bool = False


Sentence = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MoverLine:
    """One file that moved a figure: how far, whose, where, and by which rule."""

    units: str
    owner: str
    path: str
    remark: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricLine:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricTable:
    """All metrics of one variant in one budget."""

    budget: str
    variant: str
    lines: tuple[MetricLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionLine:
    """One exception of the policy."""

    id: str
    budget: str
    ceiling: str
    until: str
    approved_by: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One thing to do: a short title and a sentence; `code` is ready to copy."""

    title: str
    text: Sentence
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding that is no row of the table."""

    level: str
    rule: str
    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything that a reader sees, in the order of reading.

    `rows` go into the first table, `folded` into a second one; `more` says what that one holds,
    `table_note` how to read them. A column without a label is left out.
    """

    outcome: str
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
    measured: tuple[Sentence, ...]
    notes: tuple[str, ...]
    notes_more: str
