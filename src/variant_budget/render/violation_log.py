"""The log of violations -> lines of text, one for each.

Sink: a terminal. Foreign text goes through `visible`.
"""

from variant_budget.domain.violation import Violation, ViolationLog
from variant_budget.render.visible import visible


def render(log: ViolationLog) -> str:
    """Day, commit, kind and what happened; at the end how many there were."""
    reports = f"{log.reports} report{'' if log.reports == 1 else 's'}"
    number = len(log.violations)
    counted = f"{number} violation{'' if number == 1 else 's'} in {reports}"
    return "\n".join([*map(_line, log.violations), counted, ""])


def _line(each: Violation) -> str:
    kind = f"{each.kind}, blocked" if each.blocking else each.kind
    commit = (each.commit or "index")[:8]
    return visible(f"{each.judged_on}  {commit}  {kind}  {each.id}  {each.message}")
