"""`validate`: what a policy means in this repository."""

from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import has_files, open_repository
from variant_budget.adapters.ruler import Places, ruler_file
from variant_budget.adapters.trees import Difference, Trees
from variant_budget.app.local import local_ruler
from variant_budget.app.measuring import measurer
from variant_budget.app.rulers import read_values
from variant_budget.app.surveying import Surveyor
from variant_budget.app.unmatched import unmatched
from variant_budget.app.world import World
from variant_budget.attribute.folders import top_folders
from variant_budget.domain.validation import Validation
from variant_budget.measure import ENGINE
from variant_budget.policy_file.ruler import fix_ruler


def validate(repo: str, policy_path: str, policy_file: str | None, world: World) -> Validation:
    """A valid policy and what it does to the files of HEAD; PolicyError with every problem.

    A policy file can be validated anywhere; without a commit there are no files to speak of.
    """
    if policy_file and not has_files(repo):
        return _alone(policy_file)
    with open_repository(repo) as git, open_cache(world.cache_folder, ENGINE) as cache:
        folders, root = Folders(git), git.root(git.resolve("HEAD"))
        ruler = local_ruler(Places(git, folders, cache), root, policy_path, policy_file)
        surveyor = Surveyor(ruler, folders, cache, measurer(git, cache, None, world))
        sums = surveyor.sums(root)
        rows = surveyor.rows_where(root, lambda _: True)
        surveyor.remember()
        return Validation(
            policy=ruler.policy,
            waivers=ruler.waivers,
            unmatched=unmatched(ruler, folders, cache, Trees(root, None, None), Difference(), sums),
            folders=top_folders(rows, tuple(each.name for each in ruler.policy.dimensions)),
        )


def _alone(policy_file: str) -> Validation:
    fixed = fix_ruler(
        ruler_file(policy_file), None, previews=False, changed_paths=(), read=read_values
    )
    return Validation(
        policy=fixed.ruler.policy,
        waivers=fixed.ruler.waivers,
        unmatched=(),
        folders=(),
        without_files=True,
    )
