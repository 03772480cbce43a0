"""`explain`: who owns a path, by which rule, and what it costs."""

from variant_budget.adapters.git.repository import open_repository
from variant_budget.adapters.ruler import read_ruler
from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.explain import Target, explanation, find_entry
from variant_budget.attribute.plan import Planner
from variant_budget.domain.explanation import Explanation
from variant_budget.domain.situation import BaseWish, Situation
from variant_budget.measure.facts import line_count, measure_blob
from variant_budget.measure.languages import language_of
from variant_budget.policy_file.ruler import fix_ruler


def explain(
    repo: str, target: Target, revision: str, policy_path: str, policy_file: str | None
) -> Explanation:
    """The explanation of a path of a commit by the policy of the work tree, or another file."""
    with open_repository(repo) as git:
        tree = git.tree(git.resolve(revision))
        entry = find_entry(tree, target)
        situation = Situation(
            event="local",
            mode="default",
            head=revision,
            base=BaseWish(kind="none"),
            ruler="file" if policy_file else "worktree",
            policy_path=policy_path,
            policy_file=policy_file,
        )
        ruler = fix_ruler(
            read_ruler(git, situation, None, tree), None, previews=False, changed_paths=()
        ).ruler
        planner = Planner(ruler.policy, Attributes(ruler.attributes), language_of)
        file = planner.planned(entry)
        data = git.blob(entry.oid) if file.readable else b""
        return explanation(
            file,
            planner.dimensions,
            measure_blob(data, file.cast.language) if file.cast.language else None,
            line_count(data),
            target.line,
        )
