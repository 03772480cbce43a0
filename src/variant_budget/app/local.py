"""The ruler of the commands that compare nothing: the work tree's policy, or a file's."""

from variant_budget.adapters.ruler import Places, read_ruler
from variant_budget.app.rulers import read_values
from variant_budget.domain.ruler import Ruler
from variant_budget.domain.situation import BaseWish, Situation
from variant_budget.policy_file.ruler import fix_ruler


def local_ruler(places: Places, root: str, policy_path: str, policy_file: str | None) -> Ruler:
    """Policy, exceptions and attributes; PolicyError with every problem."""
    situation = Situation(
        event="local",
        mode="default",
        head="HEAD",
        base=BaseWish(kind="none"),
        ruler="file" if policy_file else "worktree",
        policy_path=policy_path,
        policy_file=policy_file,
    )
    text = read_ruler(places, situation, None, root)
    return fix_ruler(text, None, previews=False, changed_paths=(), read=read_values).ruler
