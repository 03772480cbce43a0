"""`check`, the main job: from a checkout to a verdict and everything it rests on."""

from datetime import date
from typing import NamedTuple

from variant_budget import __version__
from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.git.choose import judged_commits, with_release
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.adapters.ruler import head_ruler, read_ruler
from variant_budget.adapters.trees import Trees, all_trees, head_tree, optional_tree
from variant_budget.app.measuring import Measurer, measurer
from variant_budget.app.world import World
from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.changes import changed_paths, file_changes
from variant_budget.attribute.clashes import refuse_clashes
from variant_budget.attribute.inspect import files_to_inspect
from variant_budget.attribute.plan import Plan, Planner
from variant_budget.attribute.tally import Measures, file_notes, tally, unclaimed_files
from variant_budget.attribute.unmatched import unmatched
from variant_budget.compare import compare, transfers
from variant_budget.domain.function import Function
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import Ledger, Ledgers
from variant_budget.domain.ruler import FixedRuler, Ruler
from variant_budget.domain.situation import Commits, Options, Situation
from variant_budget.domain.verdict import Outcome, Verdict
from variant_budget.errors import PolicyError
from variant_budget.judge.verdict import judge
from variant_budget.judge.waivers import Waivers
from variant_budget.listen import listen
from variant_budget.measure import ENGINE
from variant_budget.measure.languages import language_of
from variant_budget.policy_file.ruler import fix_ruler


class Hearing(NamedTuple):
    """One ruler laid on the trees of a check."""

    head: Plan
    base: Plan | None
    measures: Measures
    ledger: Ledger
    verdict: Verdict


def check(options: Options, world: World) -> Judgement:
    """The main job: from a checkout to a verdict and everything it rests on."""
    situation = listen(options, world.environ, world.event)
    with (
        open_repository(options.repo, world.token) as git,
        open_cache(world.cache_folder, ENGINE) as cache,
    ):
        commits = judged_commits(git, situation, options.fetch)
        head = head_tree(git, commits)
        fixed = fix_ruler(
            read_ruler(git, situation, commits.ruler, head),
            head_ruler(git, situation, commits.head, head),
            previews=situation.previews,
            changed_paths=changed_paths(head, optional_tree(git, commits.base)),
            today=world.today,
        )
        policy = fixed.ruler.policy
        commits = with_release(git, commits, situation, policy.release_tags, options.fetch)
        trees = all_trees(git, commits, head)
        measure = measurer(git, cache, options.jobs, world)
        heard = _hear(fixed.ruler, trees, measure, commits, situation, world.today)
        fixed, proposed = _hear_proposed(fixed, trees, measure, commits, situation, world.today)
        inspected = files_to_inspect(heard.verdict.rows, heard.head, heard.measures)
        changes = file_changes(heard.head, heard.base, heard.measures, trees.moves)
        return Judgement(
            version=__version__,
            engine=ENGINE,
            today=world.today,
            situation=situation,
            commits=commits,
            fixed=fixed,
            verdict=heard.verdict,
            proposed=proposed,
            ledger=heard.ledger,
            changes=changes,
            transfers=transfers(changes, heard.head.dimensions),
            unclaimed=unclaimed_files(heard.head, heard.measures),
            unmatched=unmatched(policy, [plan for plan in (heard.head, heard.base) if plan]),
            notes=file_notes(heard.head, heard.measures, moves_cut=trees.moves_cut),
            functions=_functions(git, heard.head, inspected),
            inspected=inspected,
        )


def _hear(
    ruler: Ruler,
    trees: Trees,
    measure: Measurer,
    commits: Commits,
    situation: Situation,
    today: date,
) -> Hearing:
    """Plan, measure, attribute, compare and judge by one ruler."""
    planner = Planner(ruler.policy, Attributes(ruler.attributes), language_of)
    head = planner.plan(trees.head)
    base = planner.plan(trees.base) if trees.base else None
    release = planner.plan(trees.release) if trees.release else None
    refuse_clashes(head)
    measures = measure([plan for plan in (head, base, release) if plan])
    ledgers = Ledgers(
        tally(head, measures),
        tally(base, measures) if base else None,
        tally(release, measures) if release else None,
    )
    tag = commits.release.tag if commits.release else None
    verdict = judge(
        ruler.policy,
        compare(ruler.policy, ledgers),
        ledgers,
        Waivers(ruler.waivers, today, tag),
        situation.mode,
    )
    return Hearing(head=head, base=base, measures=measures, ledger=ledgers.head, verdict=verdict)


def _hear_proposed(
    fixed: FixedRuler,
    trees: Trees,
    measure: Measurer,
    commits: Commits,
    situation: Situation,
    today: date,
) -> tuple[FixedRuler, Outcome | None]:
    """What the proposed policy would give; its own faults are shown and stop nothing."""
    if fixed.proposed is None:
        return fixed, None
    try:
        heard = _hear(fixed.proposed, trees, measure, commits, situation, today)
    except PolicyError as error:
        return fixed._replace(problems=error.problems), None
    return fixed, heard.verdict.outcome


def _functions(git: Git, plan: Plan, inspected: dict[str, str]) -> dict[str, tuple[Function, ...]]:
    """The functions of the files that findings name."""
    if not inspected:
        return {}
    # The engine takes milliseconds to import; most checks name no function.
    from variant_budget.measure.functions import functions_of

    requests = {path: plan.files[path].request for path in inspected}
    return {
        path: functions_of(git.blob(request[0]), request[1])
        for path, request in requests.items()
        if request
    }
