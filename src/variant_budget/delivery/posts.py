"""What was found -> what GitHub is asked for. Texts are rendered already; nothing here decides."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Literal

from variant_budget.domain.policy import Board
from variant_budget.domain.posts import BoardPaper, CommentDraft, ReviewPaper
from variant_budget.domain.service import PullRequest, Service
from variant_budget.domain.service_effects import BoardIssue, BoardState, Comment, ReviewIssue
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


MAIN, RELEASE = "main", "release"


def about(situation: Situation, here: Service, label: str) -> str:
    """Of whose state the board is told: the default branch's, a release's, or an open pull request's
    that somebody labelled for review, such as "#7"; "" where it is not told.
    """
    pull = situation.pull
    if pull is not None:
        named = label.casefold() in (each.casefold() for each in pull.labels)
        return f"#{pull.number}" if named and pull.is_open else ""
    if situation.event in ("tag", "release", "deployment"):
        return RELEASE
    return MAIN if here.is_default_branch else ""


def place(about: str, commit: str) -> Sentence:
    """Where a breach is, for who reads the issue alone."""
    known = {MAIN: "On the default branch", RELEASE: "In a release"}
    where = known.get(about, f"In pull request {about}")
    return Span(f"{where}, at commit "), Span(commit[:8], code=True), Span(":")


def board_issue(paper: BoardPaper, here: Service, texts: tuple[str, str, str]) -> BoardIssue:
    """One of the board's issues; `texts` are its own, the same without its place, and what is said
    when its figures change.
    """
    return BoardIssue(
        key=paper.key,
        is_open=paper.is_open,
        title=paper.title,
        text=texts[0],
        news=f"{texts[2]}\n\n[The run]({here.run_page}).",
        digest=_digest("\n".join(paper.figures)) if paper.is_open else "",
        text_digest=_digest(texts[1]),
    )


def board_state(
    board: Board, here: Service, policy: str, about: str, issues: Sequence[BoardIssue]
) -> BoardState:
    """What the board has to know by the policy at a path; `about` is whose state it is."""
    return BoardState(
        policy=policy,
        run=here.run,
        about=about,
        label=board.label,
        assignees=_people(board),
        issues=tuple(issues),
        gone=f"It is judged no more: the variant or the budget is gone.\n\n[The run]({here.run_page}).",
    )


def news(papers: Sequence[BoardPaper]) -> Iterator[tuple[BoardPaper, tuple[Sentence, ...]]]:
    """Each paper with what is new: its figures, or what became of it."""
    for paper in papers:
        figures = tuple((Span(f"{line}."),) for line in paper.figures)
        yield paper, figures if paper.is_open else paper.lead


def review_issue(
    paper: ReviewPaper, board: Board, here: Service, told: tuple[str, str], text: str
) -> ReviewIssue:
    """The issue that asks for a review; `told` is the policy's path and the commit."""
    return ReviewIssue(
        policy=told[0],
        commit=told[1],
        run=here.run,
        title=paper.title,
        text=text,
        label=board.label,
        assignees=_people(board),
    )


def _people(board: Board) -> tuple[str, ...]:
    """Who can be assigned: GitHub takes no team."""
    return tuple(name.removeprefix("@") for name in board.assignees if "/" not in name)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
