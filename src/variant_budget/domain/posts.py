"""What may be said on GitHub, as finished rows: a comment, an issue of the board, a review.

They are also files: one job writes `comment.json`, and another, with more rights, reads it back as
data that anybody may have made up (docs/recipes/fork-pull-requests.md).
"""

from typing import Literal, NamedTuple

from variant_budget.domain.summary import MetricLine, MoverLine, Sentence, Summary


class CommentDraft(NamedTuple):
    """The comment on a pull request. `key`: the policy's path, one comment for each policy.

    `affected`: the verdict or a share differs from the base.
    """

    schema_version: Literal[1]
    key: str
    affected: bool
    summary: Summary


class BoardPaper(NamedTuple):
    """What the board has to know of one variant in one budget.

    `key` is budget/dimension/variant. `is_open`: a hard or trend limit is breached; otherwise
    `lead` says what became of it. `place` says where the breach is. `figures` are what the board
    would want to be told of when they change. `files` are the variant's largest. `teams` are
    mentioned, since GitHub assigns issues to people only.
    """

    key: str
    title: str
    is_open: bool
    lead: tuple[Sentence, ...]
    place: Sentence = ()
    rows: tuple[MetricLine, ...] = ()
    movers: tuple[MoverLine, ...] = ()
    movers_more: str = ""
    files: tuple[Sentence, ...] = ()
    options: tuple[Sentence, ...] = ()
    entry: str = ""
    figures: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


class ReviewBudget(NamedTuple):
    """One variant of a budget in a review: its share, limits, and how it went."""

    budget: str
    variant: str
    metric: str
    share: str
    limits: str
    growth: str
    state: str


class ReviewPaper(NamedTuple):
    """The periodic review: all budgets, exceptions, and limits raised since the last one."""

    title: str
    lead: tuple[Sentence, ...]
    budgets: tuple[ReviewBudget, ...]
    left_out: int
    exceptions: tuple[Sentence, ...]
    raised: tuple[str, ...]
    raised_note: str
    next: str
    teams: tuple[str, ...] = ()
