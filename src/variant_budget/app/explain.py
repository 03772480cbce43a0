"""`explain`: who owns a path, by which rule, and what it costs."""

from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.adapters.ruler import Places
from variant_budget.app.local import local_ruler
from variant_budget.app.planning import planner_of
from variant_budget.attribute.explain import Target, explanation, find_entry
from variant_budget.attribute.marks import mark_problems
from variant_budget.attribute.measures import Measures, read_measures
from variant_budget.attribute.plan import PlannedFile
from variant_budget.attribute.tally import Reading, Tally
from variant_budget.domain.explanation import Explanation
from variant_budget.domain.policy import Policy
from variant_budget.domain.requests import Request, pair_request, regions_request
from variant_budget.domain.symbols import lexicon_digest
from variant_budget.domain.tree import Entry
from variant_budget.errors import MeasureError
from variant_budget.measure import ENGINE
from variant_budget.measure.answers import answerer
from variant_budget.measure.facts import line_count
from variant_budget.measure.pairs import pair


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
        overlay = file.decision.overlay
        base = folders.entry(root, overlay.base_of(entry.path)) if overlay else None
        data = git.blob(entry.oid) if file.readable else b""
        return explanation(
            file,
            tuple(dimension.name for dimension in ruler.policy.dimensions),
            _read(git, ruler.policy, file, data, base) if file.request else None,
            line_count(data),
            target.line,
        )


def _read(git: Git, policy: Policy, file: PlannedFile, data: bytes, base: Entry | None) -> Reading:
    """The file line by line. MeasureError where a mark in it cannot be followed."""
    measures = _measures(git, policy, file, data, base)
    reading = Tally(policy).read(file, measures, base)
    if problems := mark_problems([(file.entry.path, reading.inside)]):
        raise MeasureError(problems)
    return reading


def _measures(
    git: Git, policy: Policy, file: PlannedFile, data: bytes, base: Entry | None
) -> Measures:
    if file.request is None:
        raise LookupError(f"{file.entry.path} is no code")
    oid, language = file.request
    regions = regions_request(oid, language, lexicon_digest(policy.symbols))
    units = (file.units_request(rule) for _, rule in file.decision.counted)
    requests = (file.request, regions, *units)
    answers = answerer(policy.symbols)([(data, what) for _, what in requests])
    found: dict[Request, bytes] = dict(zip(requests, answers, strict=True))
    if base:
        compared = pair(data, git.blob(base.oid), language)
        found[pair_request(oid, base.oid, language)] = compared.pack()
    return read_measures(found)
