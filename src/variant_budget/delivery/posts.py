"""What was found -> what GitHub is asked for. Texts are rendered already; nothing here decides."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal, NamedTuple

from variant_budget.domain.effects import BoardIssue, Comment, ReviewIssue
from variant_budget.domain.policy import Board
from variant_budget.domain.posts import BoardPaper, CommentDraft, ReviewPaper
from variant_budget.domain.service import PullRequest, Service
from variant_budget.domain.situation import Situation
from variant_budget.domain.summary import Sentence, Span

Wish = Literal["changes", "always", "never"]


def comment(
    draft: CommentDraft, pull: PullRequest, here: Service, wish: Wish, texts: tuple[str, str]
) -> Comment | None:
    """The comment, None where none is wished for; `texts` are it with and without the run's page."""
    if wish == "never":
        return None
    return Comment(
        number=pull.number,
        head=pull.head,
        key=draft.key,
        run=here.run,
        text=texts[0],
        wanted=wish == "always" or draft.affected,
        digest=_digest(texts[1]),
    )


def footer(pull: PullRequest, draft: CommentDraft) -> Sentence:
    """What a comment is about, and that nothing hangs on it."""
    return (
        Span("Commit "),
        Span(pull.head[:8], code=True),
        Span(", policy "),
        Span(draft.key, code=True),
        Span(". The check decides, not this comment."),
    )


class Scope(NamedTuple):
    """What the board is told of: `pull` 0 is the default branch or a release. `closes`: also that
    a breach is over.
    """

    pull: int
    closes: bool


def scope(situation: Situation, here: Service, label: str) -> Scope | None:
    """Of which commits the board is told: the default branch, releases, and the pull requests that
    somebody labelled for review.
    """
    pull = situation.pull
    if pull is not None:
        return Scope(pull.number, closes=True) if label in pull.labels else None
    if here.is_default_branch:
        return Scope(0, closes=True)
    return Scope(0, closes=False) if situation.mode == "release" else None


def board_issue(
    paper: BoardPaper, board: Board, here: Service, pull: int, texts: tuple[str, str]
) -> BoardIssue:
    """One of the board's issues; `texts` are its own and what is said when its figures change."""
    return BoardIssue(
        key=paper.key,
        run=here.run,
        is_open=paper.is_open,
        title=paper.title,
        text=texts[0],
        news=f"{texts[1]}\n\n[The run]({here.run_page}).",
        digest=_digest("\n".join(paper.figures)),
        label=board.label,
        assignees=_people(board),
        pull=pull,
    )


def news(papers: Sequence[BoardPaper]) -> Iterator[tuple[BoardPaper, tuple[Sentence, ...]]]:
    """Each paper with what is new: its figures, or what became of it."""
    for paper in papers:
        figures = tuple((Span(f"{line}."),) for line in paper.figures)
        yield paper, figures if paper.is_open else paper.lead


def review_issue(
    paper: ReviewPaper, board: Board, here: Service, commit: str, text: str
) -> ReviewIssue:
    """The issue that asks for a review."""
    return ReviewIssue(commit, here.run, paper.title, text, board.label, _people(board))


def _people(board: Board) -> tuple[str, ...]:
    """Who can be assigned: GitHub takes no team."""
    return tuple(name.removeprefix("@") for name in board.assignees if "/" not in name)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
