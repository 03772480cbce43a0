"""`check`, the main job: from a checkout to a verdict and everything it rests on."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from variant_budget import __version__
from variant_budget.adapters.cache import FactsCache, open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.choose import judged_commits, with_release
from variant_budget.adapters.git.repository import Git, open_repository
from variant_budget.adapters.ruler import Places, head_ruler, read_ruler
from variant_budget.adapters.trees import (
    Difference,
    Trees,
    difference,
    find_moves,
    head_tree,
    optional_tree,
)
from variant_budget.app.first_lines import first_lines
from variant_budget.app.measuring import Measurer, given_facts, measurer
from variant_budget.app.rulers import ruler_reader
from variant_budget.app.surveying import Surveyor
from variant_budget.app.unmatched import unmatched
from variant_budget.app.world import World
from variant_budget.attribute.changes import file_changes
from variant_budget.attribute.drift import copies_of, drifts, edited_copies
from variant_budget.attribute.inspect import complex_variants, files_to_inspect, holds_any
from variant_budget.attribute.largest import largest_files, variants_over
from variant_budget.attribute.notes import doubts, file_notes, unclaimed_files
from variant_budget.compare import compare, transfers
from variant_budget.domain.change import FileChange
from variant_budget.domain.function import Function
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import Ledger, Ledgers
from variant_budget.domain.ruler import FixedRuler, Ruler
from variant_budget.domain.service import Approval
from variant_budget.domain.situation import Commits, Options, Situation
from variant_budget.domain.survey import FileRow, Sum, ledger_of
from variant_budget.domain.tested import NO_EVIDENCE, Evidence
from variant_budget.domain.verdict import Outcome, Verdict
from variant_budget.domain.waiver import Waiver
from variant_budget.errors import MeasureError, PolicyError
from variant_budget.judge.verdict import judge
from variant_budget.judge.waivers import Waivers, with_approved
from variant_budget.listen.situation import listen
from variant_budget.measure import ENGINE
from variant_budget.policy_file.ruler import fix_ruler

if TYPE_CHECKING:
    from variant_budget.app.reports import Reports


class Court(NamedTuple):
    """What every hearing of one check has in common."""

    git: Git
    folders: Folders
    cache: FactsCache
    measure: Measurer
    trees: Trees
    differs: Difference
    commits: Commits
    situation: Situation
    today: date
    reports: "Reports | None"


class Hearing(NamedTuple):
    """One ruler laid on the trees of a check."""

    surveyor: Surveyor
    sums: dict[str, Sum]
    ledgers: Ledgers
    verdict: Verdict
    copies: "Untouched"
    evidence: Evidence


class Untouched(NamedTuple):
    """The rows, by path, of edited copies that are the same at head and base, unlike their origins."""

    head: dict[str, FileRow]
    base: dict[str, FileRow]


class Granted(NamedTuple):
    """The waivers that count: those of the ruler and, approved by the board, those proposed."""

    waivers: tuple[Waiver, ...]
    by_label: tuple[Waiver, ...] = ()
    approval: Approval | None = None


def check(options: Options, world: World) -> Judgement:
    """The main job: from a checkout to a verdict and everything it rests on."""
    situation = listen(options, world.environ, world.event)
    with (
        open_repository(options.repo, world.token) as git,
        open_cache(world.cache_folder, ENGINE) as cache,
    ):
        fixed, court = convene(options, situation, world, git, cache)
        board = _ask_board(options, situation, world, fixed)
        heard = _hear(fixed.ruler._replace(waivers=board.waivers), court, board.by_label)
        fixed, proposed = _hear_proposed(fixed, court)
        return _judgement(court, fixed, heard, proposed)._replace(approval=board.approval)


def convene(
    options: Options, situation: Situation, world: World, git: Git, cache: FactsCache
) -> tuple[FixedRuler, Court]:
    """The ruler and the trees that are meant here."""
    # Of a proposal, nothing is believed but facts, which its own blobs can test.
    kept = open_cache(None, ENGINE) if situation.is_proposal else cache
    given = given_facts(options.facts)
    folders = Folders(git)
    places = Places(git, folders, kept)
    commits = judged_commits(git, situation, options.fetch)
    head, base = head_tree(git, commits), optional_tree(git, commits.base)
    differs = difference(folders, head, base)
    fixed = fix_ruler(
        read_ruler(places, situation, commits.ruler, head),
        head_ruler(places, situation, commits.head, head),
        previews=situation.previews,
        changed_paths=differs.paths,
        read=ruler_reader(kept, world.today),
    )
    policy = fixed.ruler.policy
    commits = with_release(git, commits, situation, policy.release_tags, options.fetch)
    trees = Trees(head, base, optional_tree(git, commits.release))
    brought = differs.brought if situation.is_proposal else None
    measure = measurer(git, cache, options.jobs, world, brought, given)
    reports = None
    if any(options.reports):
        # Expat, junitparser, and what reads coverage: most checks have no reports.
        from variant_budget.app.reports import read_reports

        tracked = {each.path: each for each in folders.files(head)}
        reports = read_reports(options, world, tracked, git.blob)
    court = Court(
        git, folders, kept, measure, trees, differs, commits, situation, world.today, reports
    )
    return fixed, court


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


def _ask_board(options: Options, situation: Situation, world: World, fixed: FixedRuler) -> Granted:
    """The board's word on a pull request, where the policy in force says who may give it."""
    standing, board, pull = fixed.ruler.waivers, fixed.ruler.policy.board, situation.pull
    if not (options.github and board and board.approvers and pull and fixed.in_force):
        return Granted(standing)
    # A client of HTTP takes longer to import than a check takes.
    from variant_budget.app.service import approval_of

    told = approval_of(pull, board, world)
    if told.state != "approved" or fixed.proposed is None:
        return Granted(standing, approval=told)
    return Granted(*with_approved(standing, fixed.proposed.waivers), told)


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


def _judgement(
    court: Court, fixed: FixedRuler, heard: Hearing, proposed: Outcome | None
) -> Judgement:
    """The verdict with everything that explains it."""
    trees, differs, surveyor = court.trees, court.differs, heard.surveyor
    moves, moves_cut = find_moves(court.git, trees, differs)
    listed = surveyor.rows_where(trees.head, lambda total: total.listed > 0)
    base = trees.base or trees.head
    changes = file_changes(
        surveyor.rows_at(trees.head, differs.head, differs.paths) | heard.copies.head,
        surveyor.rows_at(base, differs.base, differs.paths) | heard.copies.base,
        moves,
    )
    complex_ones = complex_variants(heard.verdict.rows, heard.ledgers.head.dimensions)
    inspected = files_to_inspect(
        complex_ones,
        surveyor.rows_where(trees.head, lambda total: holds_any(total, complex_ones)),
    )
    since_release = changes
    if court.situation.mode == "release" and trees.release and trees.release != trees.base:
        since_release = _changes_since(court, surveyor, trees.release)
    surveyor.remember()
    over: tuple[tuple[int, str], ...] = ()
    if fixed.ruler.policy.board:
        over = variants_over(heard.verdict.rows, heard.ledgers.head.dimensions)
    judgement = Judgement(
        version=__version__,
        engine=ENGINE,
        today=court.today,
        situation=court.situation,
        commits=court.commits,
        fixed=fixed,
        verdict=heard.verdict,
        proposed=proposed,
        ledger=heard.ledgers.head,
        changes=changes,
        transfers=transfers(changes, heard.ledgers.head.dimensions),
        unclaimed=unclaimed_files(listed, heard.ledgers.head.dimensions),
        unmatched=unmatched(fixed.ruler, court.folders, court.cache, trees, differs, heard.sums),
        copies=edited_copies(listed, *heard.copies),
        doubts=doubts(listed),
        notes=file_notes(heard.sums[trees.head], listed, moves_cut=moves_cut),
        functions=_functions(court.git, inspected),
        inspected={path: variant for path, (variant, _) in inspected.items()},
        evidence=heard.evidence,
        since_release=since_release if trees.release and court.situation.mode == "release" else (),
        largest=largest_files(
            over, surveyor.rows_where(trees.head, lambda total: holds_any(total, over))
        ),
        unmatched_reports=court.reports.unmatched if court.reports else (),
    )
    return judgement._replace(first_lines=first_lines(judgement, surveyor, trees, court.git))


def _changes_since(court: Court, surveyor: Surveyor, tree: str) -> tuple[FileChange, ...]:
    """What differs between the judged tree and that of the last release."""
    trees = Trees(court.trees.head, tree, None)
    differs = difference(court.folders, trees.head, tree)
    moves, _ = find_moves(court.git, trees, differs)
    return file_changes(
        surveyor.rows_at(trees.head, differs.head, differs.paths),
        surveyor.rows_at(tree, differs.base, differs.paths),
        moves,
    )


def _functions(
    git: Git, inspected: Mapping[str, tuple[str, FileRow]]
) -> dict[str, tuple[Function, ...]]:
    """The functions of the files that findings name."""
    if not inspected:
        return {}
    # The engine takes milliseconds to import; most checks name no function.
    from variant_budget.measure.functions import functions_of

    requests = {path: row.request for path, (_, row) in inspected.items()}
    return {
        path: functions_of(git.blob(request[0]), request[1])
        for path, request in requests.items()
        if request
    }
