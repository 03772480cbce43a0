"""What a check says on GitHub: the comment, the board's issues, the review.

Nothing here changes a verdict: what GitHub does not let us do is told instead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from variant_budget.adapters.github.client import Client
from variant_budget.adapters.github.comments import WHAT, put_comment
from variant_budget.adapters.github.issues import put_issues
from variant_budget.adapters.github.marks import own_login
from variant_budget.adapters.github.reviews import LastReview, ask_review, last_review
from variant_budget.app.rulers import policy_at
from variant_budget.app.service import github
from variant_budget.app.world import World
from variant_budget.delivery import posts
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.policy import Board, Policy
from variant_budget.domain.posts import CommentDraft
from variant_budget.domain.service import PullRequest, Service
from variant_budget.domain.service_effects import Posted
from variant_budget.domain.situation import Options
from variant_budget.errors import ForeseenError
from variant_budget.listen.service import service
from variant_budget.policy_file.raised import raised
from variant_budget.render import markdown
from variant_budget.tell.board import judged_keys, papers
from variant_budget.tell.review import review

FOREIGN = (
    "The run of a pull request from another repository may only read: docs/recipes/"
    "fork-pull-requests.md of variant-budget has a workflow that comments for it."
)


class Desk(NamedTuple):
    """Who writes, where, and with which templates."""

    client: Client
    me: str
    here: Service
    templates: Mapping[str, str]


def desk(world: World, templates: Mapping[str, str]) -> Desk:
    """The desk of this run; UsageError where there is no GitHub or no token."""
    client = github(world)
    me = own_login(client, world.environ.get("VARIANT_BUDGET_LOGIN", ""))
    return Desk(client, me, service(world.environ, world.event), templates)


def said(
    judgement: Judgement,
    draft: CommentDraft,
    options: Options,
    world: World,
    templates: Mapping[str, str],
) -> list[str]:
    """Say all that is to be said; what could not be said, and why. Raises nothing."""
    pull, board = judgement.situation.pull, judgement.fixed.ruler.policy.board
    if not board and (pull is None or options.comment == "never"):
        return []
    try:
        at = desk(world, templates)
    except Exception as error:  # noqa: BLE001 - nothing that fails here may change a verdict
        return [f"Nothing was written on GitHub: {_why(error)}"]
    done = comment(draft, pull, options.comment, at) if pull else []
    if board and judgement.fixed.in_force:
        # Another commit than the event's tells nothing of how things stand.
        if not options.head:
            done += _attempt("the board's issues", lambda: _issues(judgement, board, draft.key, at))
        if board.review_every_days and at.here.is_default_branch and not options.head:
            done += _attempt(
                "the review", lambda: _review(judgement, board, draft.key, (options, world), at)
            )
    return list(problems(done, pull))


def comment(draft: CommentDraft, pull: PullRequest, wish: posts.Wish, at: Desk) -> list[Posted]:
    """Make the comment on a pull request, or bring it up to date."""
    return _attempt(WHAT, lambda: _comment(draft, pull, wish, at))


def _comment(draft: CommentDraft, pull: PullRequest, wish: posts.Wish, at: Desk) -> list[Posted]:
    foot = posts.footer(pull, draft)
    text, without_page = (
        markdown.render_comment(draft, foot, page, at.templates) for page in (at.here.run_page, "")
    )
    wanted = posts.comment(draft, pull, at.here, wish, (text, without_page))
    return [put_comment(at.client, wanted, at.me)] if wanted else []


def _attempt(what: str, effect: Callable[[], list[Posted]]) -> list[Posted]:
    try:
        return effect()
    except Exception as error:  # noqa: BLE001 - nothing that fails here may change a verdict
        return [Posted(what, "refused", _why(error))]


def _why(error: Exception) -> str:
    """What went wrong. Of what is not foreseen only the kind: its text may hold what it was about."""
    if isinstance(error, ForeseenError):
        return "; ".join(problem.message for problem in error.problems)
    return f"internal error ({type(error).__name__}), a bug in variant-budget."


def _issues(judgement: Judgement, board: Board, policy: str, at: Desk) -> list[Posted]:
    about = posts.about(judgement.situation, at.here, board.label)
    if not about:
        return []
    head = judgement.commits.head.oid if judgement.commits.head else ""
    place = posts.place(about, head)
    issues = []
    for paper, new in posts.news(papers(judgement)):
        whole = markdown.render_board(paper._replace(place=place), at.here.run_page, at.templates)
        constant = markdown.render_board(paper, "", at.templates)
        texts = (whole, constant, markdown.render_sentences(new))
        issues.append(posts.board_issue(paper, at.here, texts))
    state = posts.board_state(board, at.here, policy, about, issues)
    whole_line = about == posts.MAIN and not judgement.verdict.incomplete
    state = state._replace(keys=judged_keys(judgement), is_whole=whole_line)
    return put_issues(at.client, state, at.me)


def _review(
    judgement: Judgement, board: Board, key: str, given: tuple[Options, World], at: Desk
) -> list[Posted]:
    policy, head = judgement.fixed.ruler.policy, judgement.commits.head
    last = last_review(at.client, key, board.label, at.me)
    every = board.review_every_days or 0
    if head is None or (last and (judgement.today - last.day).days < every):
        return []
    milder, why_not = _raised_since(last, policy, *given)
    paper = review(judgement, board, last.day if last else None, milder, why_not)
    text = markdown.render_review(paper, at.here.run_page, at.templates)
    wanted = posts.review_issue(paper, board, at.here, (key, head.oid), text)
    return [ask_review(at.client, wanted, at.me)]


def _raised_since(
    last: LastReview | None, policy: Policy, options: Options, world: World
) -> tuple[tuple[str, ...], str]:
    """The limits that were raised since, or why that is not known."""
    if last is None:
        return (), "This is the first review."
    try:
        return raised(policy_at(options, world, last.commit, policy.path), policy), ""
    except ForeseenError as error:
        return (), f"The policy of the last review cannot be read: {error.problems[0].message}"


def problems(done: Iterable[Posted], pull: PullRequest | None = None) -> Iterator[str]:
    """What was not said on GitHub, and why."""
    for each in done:
        if each.problem:
            several = each.what.endswith("issues")
            verb = "were" if several else "was"
            told = f"{verb} not written" if each.done == "refused" else f"{verb} {each.done}"
            foreign = pull is not None and pull.is_foreign and each.what == WHAT
            more = f" {FOREIGN}" if foreign and each.done == "refused" else ""
            yield f"{each.what[0].upper()}{each.what[1:]} {told}: {each.problem}{more}"
