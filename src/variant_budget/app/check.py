"""`check`, the main job: from a checkout to a verdict and everything it rests on."""

from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.git.repository import open_repository
from variant_budget.app.board import ask_board
from variant_budget.app.court import Court, Hearing, Untouched, convene
from variant_budget.app.grounds import judgement_of
from variant_budget.app.surveying import Surveyor
from variant_budget.app.world import World
from variant_budget.attribute.drift import copies_of, drifts
from variant_budget.compare import compare
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import Ledger, Ledgers
from variant_budget.domain.ruler import FixedRuler, Ruler
from variant_budget.domain.situation import Options
from variant_budget.domain.survey import ledger_of
from variant_budget.domain.tested import NO_EVIDENCE
from variant_budget.domain.verdict import Outcome
from variant_budget.domain.waiver import Waiver
from variant_budget.errors import MeasureError, PolicyError
from variant_budget.judge.verdict import judge
from variant_budget.judge.waivers import Waivers
from variant_budget.listen.situation import listen
from variant_budget.measure import ENGINE


def check(options: Options, world: World) -> Judgement:
    """The main job: from a checkout to a verdict and everything it rests on."""
    situation = listen(options, world.environ, world.event)
    with (
        open_repository(options.repo, world.token) as git,
        open_cache(world.cache_folder, ENGINE) as cache,
    ):
        fixed, court = convene(options, situation, world, git, cache)
        board = ask_board(options, situation, world, fixed)
        heard = _hear(fixed.ruler._replace(waivers=board.waivers), court, board.by_label)
        fixed, proposed = _hear_proposed(fixed, court)
        return judgement_of(court, fixed, heard, proposed)._replace(approval=board.approval)


def _hear(ruler: Ruler, court: Court, by_label: tuple[Waiver, ...] = ()) -> Hearing:
    """Survey, attribute, compare and judge by one ruler."""
    surveyor = Surveyor(ruler, court.folders, court.cache, court.measure)
    trees = court.trees
    sums = surveyor.sums(trees.head, *trees.others)
    dimensions = tuple(dimension.name for dimension in ruler.policy.dimensions)

    def ledger(tree: str) -> Ledger:
        return ledger_of(dimensions, ruler.policy.metrics, sums[tree])

    ledgers = Ledgers(
        ledger(trees.head),
        ledger(trees.base) if trees.base else None,
        ledger(trees.release) if trees.release else None,
    )
    evidence = NO_EVIDENCE
    if court.reports:
        from variant_budget.app.testimony import Testimony

        testimony = Testimony(court.reports, surveyor, ruler.policy)
        ledgers, evidence = testimony.heard(ledgers, trees)
    paths = copies_of(ruler.policy.overlays, court.differs.paths)
    copies = Untouched(
        *(surveyor.rows_of(tree or trees.head, paths) for tree in (trees.head, trees.base))
    )
    tag = court.commits.release.tag if court.commits.release else None
    verdict = judge(
        ruler.policy,
        compare(ruler.policy, ledgers, drifts(*copies, dimensions)),
        ledgers,
        Waivers(ruler.waivers, court.today, tag, by_label),
        court.situation.mode,
        evidence,
    )
    return Hearing(surveyor, sums, ledgers, verdict, copies, evidence)


def _hear_proposed(fixed: FixedRuler, court: Court) -> tuple[FixedRuler, Outcome | None]:
    """What the proposed policy would give; its own faults are shown and stop nothing."""
    if fixed.proposed is None:
        return fixed, None
    try:
        heard = _hear(fixed.proposed, court)
    except (PolicyError, MeasureError) as error:
        return fixed._replace(problems=error.problems), None
    heard.surveyor.remember()
    return fixed, heard.verdict.outcome
