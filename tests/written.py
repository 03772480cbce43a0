"""Trees of real text -> rows, sums and readings, through the real pure steps and no git.

Where `tests.drawn` gives the measures of files, here they are measured.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha1
from typing import NamedTuple

from tests.drawn import folders_of, policy_of
from variant_budget.attribute.attributes import Attributes
from variant_budget.attribute.measures import Measures, read_measures
from variant_budget.attribute.plan import Plan, PlannedFile, Planner, requests
from variant_budget.attribute.sums import sum_up
from variant_budget.attribute.tally import Reading, Tally, planned_bases
from variant_budget.domain.ledger import Ledger
from variant_budget.domain.pair import blobs_of, join_contents
from variant_budget.domain.policy import Policy
from variant_budget.domain.requests import PAIR, Request, kind_of
from variant_budget.domain.survey import FileRow, FolderRows, Sum, ledger_of
from variant_budget.domain.symbols import lexicon_digest
from variant_budget.domain.tree import REGULAR, Entry, Folder, FolderKey
from variant_budget.measure.answers import answer_pairs, answerer
from variant_budget.measure.languages import language_of

Files = Mapping[str, str]
"""Path -> text."""


class Written(NamedTuple):
    """A tree of text files under one policy."""

    policy: Policy
    folders: tuple[Folder, ...]
    rows_of: Mapping[FolderKey, FolderRows]
    readings: Mapping[str, Reading]

    @property
    def rows(self) -> dict[str, FileRow]:
        """Path -> row of each file."""
        return {row.entry.path: row for rows in self.rows_of.values() for row in rows.files}

    @property
    def sum(self) -> Sum:
        """The sum of the tree, folder by folder."""
        sums: dict[FolderKey, Sum] = {}
        for folder in self.folders:
            below = [sums[key] for key in folder.folders]
            sums[folder.key] = sum_up(self.rows_of[folder.key], below)
        return sums[self.folders[-1].key]

    @property
    def ledger(self) -> Ledger:
        """The ledger of the tree."""
        names = tuple(dimension.name for dimension in self.policy.dimensions)
        return ledger_of(names, self.policy.metrics, self.sum)


def written(policy: str, files: Files) -> Written:
    """What a policy makes of these files."""
    rules, contents = policy_of(policy), {_oid(text): text.encode() for text in files.values()}
    entries = {path: Entry(path, REGULAR, _oid(text)) for path, text in files.items()}
    folders = folders_of(entries.values())
    planner, tally = Planner(rules, Attributes(()), language_of), Tally(rules)
    plans = {folder.key: planner.plan(folder) for folder in folders}
    bases = {key: planned_bases(plan, entries) for key, plan in plans.items()}
    measures = _measured(
        requests(plans.values(), lexicon_digest(rules.symbols)), rules.symbols, contents
    )
    more = [
        request
        for key, plan in plans.items()
        for request in tally.more_requests(plan, measures, bases[key])
    ]
    measures = measures.joined(_measured(more, rules.symbols, contents))
    rows = {key: tally.folder_rows(plan, measures, bases[key]) for key, plan in plans.items()}
    readings = {
        file.entry.path: tally.read(file, measures, bases[key].get(file.entry.path))
        for key, plan in plans.items()
        for file in _code(plan)
    }
    return Written(rules, folders, rows, readings)


def _code(plan: Plan) -> Iterable[PlannedFile]:
    return (file for file in plan if file.request)


def _oid(text: str) -> str:
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def _measured(
    asked: Iterable[Request], symbols: tuple[str, ...], contents: Mapping[str, bytes]
) -> Measures:
    """The answers to these requests, each by itself."""
    answer, found = answerer(symbols), {}
    for request in asked:
        oid, what = request
        if kind_of(request) == PAIR:
            both = join_contents(*(contents[each] for each in blobs_of(oid)))
            (found[request],) = answer_pairs([(both, what)])
        else:
            (found[request],) = answer([(contents[oid], what)])
    return read_measures(found)
