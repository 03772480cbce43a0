"""The ruler of the commands that compare nothing: the work tree's policy, or a file's."""

from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.ruler import read_ruler
from variant_budget.domain.ruler import Ruler
from variant_budget.domain.situation import BaseWish, Situation
from variant_budget.domain.tree import Tree
from variant_budget.policy_file.ruler import fix_ruler


def local_ruler(git: Git, tree: Tree, policy_path: str, policy_file: str | None) -> Ruler:
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
    text = read_ruler(git, situation, None, tree)
    return fix_ruler(text, None, previews=False, changed_paths=()).ruler
