"""What a check looks at, fixed before anything is judged: ruler, commits, trees, reports."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from variant_budget.adapters.cache import FactsCache, open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.choose import judged_commits, with_release
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.ruler import Places, head_ruler, read_ruler
from variant_budget.adapters.trees import (
    Difference,
    Trees,
    difference,
    head_tree,
    optional_tree,
)
from variant_budget.app.measuring import Measurer, given_facts, measurer
from variant_budget.app.rulers import ruler_reader
from variant_budget.app.surveying import Surveyor
from variant_budget.app.world import World
from variant_budget.domain.ledger import Ledgers
from variant_budget.domain.ruler import FixedRuler
from variant_budget.domain.situation import Commits, Options, Situation
from variant_budget.domain.survey import FileRow, Sum
from variant_budget.domain.tested import Evidence
from variant_budget.domain.verdict import Verdict
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
