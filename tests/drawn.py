"""Trees drawn as text -> ledgers and verdicts, through the real pure steps and no git.

A line is `path lines [decisions [functions [classes]]]`; a word `=name` gives files the same blob.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha1
from typing import NamedTuple

from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.changes import file_changes
from variant_budget.attribute.clashes import refuse_clashes
from variant_budget.attribute.measures import Measures
from variant_budget.attribute.plan import Decision, Planner
from variant_budget.attribute.sums import sum_up
from variant_budget.attribute.tally import Tally
from variant_budget.compare import compare, transfers
from variant_budget.domain.budget import Mode
from variant_budget.domain.change import FileChange, Transfer
from variant_budget.domain.facts import Kind
from variant_budget.domain.ledger import Ledger, Ledgers
from variant_budget.domain.policy import Policy
from variant_budget.domain.ruler import AttributeFile
from variant_budget.domain.survey import FileRow, FolderRows, Measured, Sum
from variant_budget.domain.survey import ledger_of as ledger_of_sum
from variant_budget.domain.tree import Entry, Folder, FolderKey
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


class Drawing(NamedTuple):
    """A tree as its folders, each behind those in it, and the measures of its blobs."""

    folders: tuple[Folder, ...]
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
    return Drawing(folders_of(entries), measures)


def folders_of(entries: Iterable[Entry]) -> tuple[Folder, ...]:
    """The folders of a tree, each behind those in it, the root last; equal content has equal ids."""
    inside: dict[str, list[Entry]] = {"": []}
    for entry in sorted(entries):
        path = entry.path
        inside.setdefault(path[: path.rfind("/") + 1], []).append(entry)
        while path := path[: path.rstrip("/").rfind("/") + 1]:
            inside.setdefault(path, [])
    found: dict[str, Folder] = {}
    for path in sorted(inside, key=lambda path: (-path.count("/"), path)):
        below = tuple(sorted(each.key for each in found.values() if _parent(each.key) == path))
        content = [
            *((entry.path.removeprefix(path), entry.oid) for entry in inside[path]),
            *((key.path.removeprefix(path), key.oid) for key in below),
        ]
        key = FolderKey(path, sha1(repr(content).encode(), usedforsecurity=False).hexdigest())
        found[path] = Folder(key, tuple(inside[path]), below)
    return tuple(found.values())


def _parent(key: FolderKey) -> str | None:
    return key.path[: key.path.rstrip("/").rfind("/") + 1] if key.path else None


@lru_cache
def policy_of(text: str) -> Policy:
    """A policy as the product reads it."""
    return read_policy(text.encode(), POLICY_PATH)


def planner_of(policy: Policy, attributes: Mapping[str, str] | None = None) -> Planner:
    """The planner of a policy and attribute files by folder."""
    files = [AttributeFile(folder, text) for folder, text in (attributes or {}).items()]
    return Planner(policy, Attributes(files), language_of)


def plan_of(
    policy: str, tree: str, attributes: Mapping[str, str] | None = None
) -> dict[str, Decision]:
    """What is decided of each path of a drawn tree."""
    planner = planner_of(policy_of(policy), attributes)
    plans = map(planner.plan, draw(tree).folders)
    return {file.entry.path: file.decision for plan in plans for file in plan}


def rows_of(policy: Policy, drawing: Drawing) -> dict[FolderKey, FolderRows]:
    """The rows of every folder of a drawn tree."""
    planner, tally = planner_of(policy), Tally(policy)
    measures = Measures(drawing.measures, {})
    return {
        folder.key: tally.folder_rows(planner.plan(folder), measures, {})
        for folder in drawing.folders
    }


def sum_of(policy: Policy, drawing: Drawing) -> Sum:
    """The sum of a drawn tree, folder by folder."""
    rows = rows_of(policy, drawing)
    sums: dict[FolderKey, Sum] = {}
    for folder in drawing.folders:
        sums[folder.key] = sum_up(rows[folder.key], [sums[key] for key in folder.folders])
    return sums[drawing.folders[-1].key]


def ledger_of(policy: str, tree: str) -> Ledger:
    """The ledger of a drawn tree."""
    return _ledger(policy_of(policy), draw(tree))


def _ledger(policy: Policy, drawing: Drawing) -> Ledger:
    dimensions = tuple(dimension.name for dimension in policy.dimensions)
    return ledger_of_sum(dimensions, policy.metrics, sum_of(policy, drawing))


def changes_of(policy: str, base: str, head: str) -> tuple[FileChange, ...]:
    """What changed between two drawn trees."""

    def files(text: str) -> dict[str, FileRow]:
        rows = rows_of(policy_of(policy), draw(text)).values()
        return {file.entry.path: file for each in rows for file in each.files}

    return file_changes(files(head), files(base), ())


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
    refuse_clashes(map(planner_of(ruler).plan, draw(head).folders))

    def ledger(text: str | None) -> Ledger | None:
        return None if text is None else _ledger(ruler, draw(text))

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
