"""`explain`: who owns a path, by which rule, and what it costs."""

from variant_budget.adapters.git.repository import open_repository
from variant_budget.app.local import local_ruler
from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.explain import Target, explanation, find_entry
from variant_budget.attribute.plan import Planner
from variant_budget.domain.explanation import Explanation
from variant_budget.measure.facts import line_count, measure_blob
from variant_budget.measure.languages import language_of


def explain(
    repo: str, target: Target, revision: str, policy_path: str, policy_file: str | None
) -> Explanation:
    """The explanation of a path of a commit by the policy of the work tree, or another file."""
    with open_repository(repo) as git:
        tree = git.tree(git.resolve(revision))
        entry = find_entry(tree, target)
        ruler = local_ruler(git, tree, policy_path, policy_file)
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
