"""GitHub at hand: who asks it, and what the board says there of a pull request."""

import re

from variant_budget.adapters.github.approvals import board_facts
from variant_budget.adapters.github.client import Client, Link
from variant_budget.app.world import World
from variant_budget.domain.policy import Board
from variant_budget.domain.service import Approval, PullRequest
from variant_budget.errors import UsageError
from variant_budget.judge.approval import approval
from variant_budget.listen.service import service

# What a header may hold; a token that was pasted with a line break in it is none.
_TOKEN = re.compile("[!-~]+")


def github(world: World) -> Client:
    """The client for the repository of this run; UsageError where there is none, or no token."""
    here = service(world.environ, world.event)
    if not here.repository:
        raise UsageError.one("no-service", "GITHUB_REPOSITORY does not say owner/name.")
    token = (world.token or "").strip()
    if not _TOKEN.fullmatch(token):
        told = "is no token" if token else "is empty"
        raise UsageError.one("no-token", f"The input token {told}: GitHub was not asked.")
    return Client(Link(here.api, here.repository), token)


def approval_of(pull: PullRequest, board: Board, world: World) -> Approval:
    """What the board says of the commit of a pull request that is judged."""
    try:
        client = github(world)
    except UsageError as error:
        return Approval("unknown", board.approval_label, why=error.problems[0].message)
    return approval(board_facts(client, pull.number, board), board, pull.head)
