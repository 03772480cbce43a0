"""Trees drawn as text -> ledgers and verdicts, through the real pure steps and no git.

A line is `path lines [decisions [functions [classes]]]`; a word `=name` gives files the same blob.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha1

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.changes import file_changes
from variant_budget.attribute.clashes import refuse_clashes
from variant_budget.attribute.plan import Plan, Planner
from variant_budget.attribute.tally import Measured, tally
from variant_budget.compare import compare, transfers
from variant_budget.domain.change import FileChange, Transfer
from variant_budget.domain.facts import Kind
from variant_budget.domain.ledger import Ledger, Ledgers
from variant_budget.domain.policy import Mode, Policy
from variant_budget.domain.ruler import AttributeFile
from variant_budget.domain.tree import Entry, Tree
from variant_budget.domain.verdict import JudgedRow, Verdict
from variant_budget.judge.verdict import judge
from variant_budget.judge.waivers import Waivers
from variant_budget.policy_file.exceptions import read_waivers
from variant_budget.policy_file.policy import read_policy

POLICY_PATH = ".variant-budget/policy.yml"
EXCEPTIONS_PATH = ".variant-budget/exceptions.yml"
TODAY = date(2026, 11, 25)
REGULAR = 0o100644


def language_of(path: str) -> str | None:
    """Drawn files are Python where they end in .py, shell (lines only) where in .sh."""
    return {"py": "Python", "sh": "Shell"}.get(path.rpartition(".")[2])


@dataclass(frozen=True)
class Drawing:
    """A tree and the measures of its blobs."""

    tree: Tree
    measures: Mapping[tuple[str, str], Measured]


def draw(text: str) -> Drawing:
    """The tree that a text draws."""
    entries, measures = [], {}
    for line in text.splitlines():
        words = line.split()
        if not words:
            continue
        numbers = [int(word) for word in words[1:] if not word.startswith("=")]
        named = [word for word in words[1:] if word.startswith("=")]
        lines, decisions, functions, classes = (*numbers, 0, 0, 0, 0)[:4]
        oid = sha1((named[0] if named else line).encode(), usedforsecurity=False).hexdigest()
        entries.append(Entry(words[0], REGULAR, oid))
        language = language_of(words[0])
        if language:
            kind = Kind.FULL if language == "Python" else Kind.LINES_ONLY
            measures[oid, language] = Measured(
                kind, (lines, decisions + functions, functions, classes), lines, 0
            )
    return Drawing(Tree("0" * 40, tuple(sorted(entries))), measures)


@lru_cache
def policy_of(text: str) -> Policy:
    """A policy as the product reads it."""
    return read_policy(text.encode(), POLICY_PATH)


def planner_of(policy: Policy, attributes: Mapping[str, str] | None = None) -> Planner:
    """The planner of a policy and attribute files by folder."""
    files = [AttributeFile(folder, text) for folder, text in (attributes or {}).items()]
    return Planner(policy, Attributes(files), language_of)


def plan_of(policy: str, tree: str, attributes: Mapping[str, str] | None = None) -> Plan:
    """The plan of a drawn tree."""
    return planner_of(policy_of(policy), attributes).plan(draw(tree).tree)


def ledger_of(policy: str, tree: str) -> Ledger:
    """The ledger of a drawn tree."""
    drawing = draw(tree)
    plan = planner_of(policy_of(policy)).plan(drawing.tree)
    return tally(plan, drawing.measures)


def changes_of(policy: str, base: str, head: str) -> tuple[FileChange, ...]:
    """What changed between two drawn trees."""
    before, after = draw(base), draw(head)
    planner = planner_of(policy_of(policy))
    measures = {**before.measures, **after.measures}
    return file_changes(planner.plan(after.tree), planner.plan(before.tree), measures, ())


def transfers_of(policy: str, base: str, head: str) -> tuple[Transfer, ...]:
    """What passed between owners or roles between two drawn trees."""
    dimensions = tuple(dimension.name for dimension in policy_of(policy).dimensions)
    return transfers(changes_of(policy, base, head), dimensions)


def verdict_of(
    policy: str,
    head: str,
    *,
    base: str | None = None,
    release: str | None = None,
    exceptions: str | None = None,
    mode: Mode = "default",
    today: date = TODAY,
    tag: str = "v1",
) -> Verdict:
    """The verdict on drawn trees."""
    ruler = policy_of(policy)
    waivers = read_waivers(exceptions.encode(), EXCEPTIONS_PATH, ruler) if exceptions else ()
    planner = planner_of(ruler)
    refuse_clashes(planner.plan(draw(head).tree))

    def ledger(text: str | None) -> Ledger | None:
        return None if text is None else tally(planner.plan(draw(text).tree), draw(text).measures)

    at_head = ledger(head)
    assert at_head is not None
    ledgers = Ledgers(at_head, ledger(base), ledger(release))
    return judge(
        ruler,
        compare(ruler, ledgers),
        ledgers,
        Waivers(waivers, today, tag if release is not None else None),
        mode,
    )


def row_of(
    verdict: Verdict, variant: str, metric: str = "lines_of_code", budget: str | None = None
) -> JudgedRow:
    """One row of a verdict."""
    (found,) = (
        each
        for each in verdict.rows
        if (each.row.variant, each.row.metric) == (variant, metric)
        and budget in (None, each.row.budget.name)
    )
    return found
