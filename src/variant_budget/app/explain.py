"""`explain`: who owns a path, by which rule, and what it costs."""

from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import open_repository
from variant_budget.adapters.ruler import Places
from variant_budget.app.local import local_ruler
from variant_budget.app.surveying import planner_of
from variant_budget.attribute.explain import Target, explanation, find_entry
from variant_budget.domain.explanation import Explanation
from variant_budget.measure import ENGINE
from variant_budget.measure.facts import line_count, measure_blob


def explain(
    repo: str, target: Target, revision: str, policy_path: str, policy_file: str | None
) -> Explanation:
    """The explanation of a path of a commit by the policy of the work tree, or another file."""
    with open_repository(repo) as git:
        folders, root = Folders(git), git.root(git.resolve(revision))
        entry = find_entry(folders.files(root), target)
        places = Places(git, folders, open_cache(None, ENGINE))
        ruler = local_ruler(places, root, policy_path, policy_file)
        file = planner_of(ruler).planned(entry)
        language = file.decision.cast.language
        data = git.blob(entry.oid) if file.readable else b""
        return explanation(
            file,
            tuple(dimension.name for dimension in ruler.policy.dimensions),
            measure_blob(data, language) if language else None,
            line_count(data),
            target.line,
        )
