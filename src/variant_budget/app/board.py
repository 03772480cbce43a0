"""The board's word on a change, where the policy in force says who may give it."""

from typing import NamedTuple

from variant_budget.app.world import World
from variant_budget.domain.ruler import FixedRuler
from variant_budget.domain.service import Approval
from variant_budget.domain.situation import Options, Situation
from variant_budget.domain.waiver import Waiver
from variant_budget.judge.waivers import with_approved


class Granted(NamedTuple):
    """The waivers that count: those of the ruler and, approved by the board, those proposed."""

    waivers: tuple[Waiver, ...]
    by_label: tuple[Waiver, ...] = ()
    approval: Approval | None = None


def ask_board(options: Options, situation: Situation, world: World, fixed: FixedRuler) -> Granted:
    """The board's word on a pull request, where the policy in force says who may give it."""
    standing, board, pull = fixed.ruler.waivers, fixed.ruler.policy.board, situation.pull
    if not (options.github and board and board.approvers and pull and fixed.in_force):
        return Granted(standing)
    # A client of HTTP takes longer to import than a check takes.
    from variant_budget.app.service import approval_of

    told = approval_of(pull, board, world)
    if told.state != "approved" or fixed.proposed is None:
        return Granted(standing, approval=told)
    return Granted(*with_approved(standing, fixed.proposed.waivers), told)
