"""Everything that a report is told from: one value, made once a run."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from variant_budget.domain.change import FileChange, Transfer
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.function import Function
from variant_budget.domain.ledger import Ledger
from variant_budget.domain.ruler import FixedRuler
from variant_budget.domain.service import Approval
from variant_budget.domain.situation import Commits, Situation
from variant_budget.domain.survey import Copied, Doubt
from variant_budget.domain.tested import NO_EVIDENCE, Evidence
from variant_budget.domain.verdict import Outcome, Verdict
from variant_budget.errors import Problem


class FileNote(NamedTuple):
    """Something a reader should know about the figures; `path` "" where no file is meant."""

    slug: str
    path: str
    message: str
    line: int = 0


class EditedCopy(NamedTuple):
    """A file that was copied from another; `drift` are lines that became its own untouched."""

    path: str
    copied: Copied
    drift: int


class DoubtIn(NamedTuple):
    """Lines of a file that may belong to a variant, or not."""

    path: str
    doubt: Doubt


class UnclaimedFile(NamedTuple):
    """A code file that no rule of a dimension claims, with its code lines."""

    path: str
    dimension: str
    role: str
    lines: int


class Judgement(NamedTuple):
    """The verdict and what it rests on.

    `proposed` is the outcome under the proposed policy. `functions` holds the functions of the
    files that findings name, by path; `inspected` the variant each of these files is about.
    `since_release` is what changed since the last release, where a release is judged.
    `largest` are the files that hold most lines of each variant over a limit, where a board is told:
    by the dimension's position and the variant's name, paths with code lines.
    `approval` is what the board said of a pull request, where it was asked.
    `first_lines` are the lines that findings point at: (path, dimension, variant) -> the first line
    that this change made the variant's. `unmatched_reports` are the flags and patterns for reports
    that no file matches.
    """

    version: str
    engine: int
    today: date
    situation: Situation
    commits: Commits
    fixed: FixedRuler
    verdict: Verdict
    proposed: Outcome | None
    ledger: Ledger
    changes: tuple[FileChange, ...]
    transfers: tuple[Transfer, ...]
    unclaimed: tuple[UnclaimedFile, ...]
    unmatched: tuple[Pattern, ...]
    notes: tuple[FileNote, ...]
    copies: tuple[EditedCopy, ...]
    doubts: tuple[DoubtIn, ...]
    functions: Mapping[str, tuple[Function, ...]]
    inspected: Mapping[str, str]
    first_lines: Mapping[tuple[str, str, str], int] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
    evidence: Evidence = NO_EVIDENCE
    approval: Approval | None = None
    since_release: tuple[FileChange, ...] = ()
    largest: Mapping[tuple[int, str], tuple[tuple[str, int], ...]] = MappingProxyType({})
    unmatched_reports: tuple[tuple[str, str], ...] = ()
