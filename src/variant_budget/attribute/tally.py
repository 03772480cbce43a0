"""Plans and the measures of their blobs -> rows of files."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variant_budget.attribute.file_names import named_branch, under
from variant_budget.attribute.measures import Measures
from variant_budget.attribute.narrowing import Grounds, Narrowing
from variant_budget.attribute.plan import Plan, PlannedFile
from variant_budget.attribute.spans import (
    Copy,
    Span,
    doubts_of,
    open_ended,
    pieces_of,
    place_at,
    spans_of,
)
from variant_budget.attribute.unit_lines import UnitLines, unit_lines
from variant_budget.domain.facts import Facts
from variant_budget.domain.ledger import NO_CODE
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.policy import Policy
from variant_budget.domain.regions import Regions, Trouble
from variant_budget.domain.requests import Request, pair_request, regions_request
from variant_budget.domain.survey import NOTHING, FileRow, FolderRows, Inside, Named, Piece
from variant_budget.domain.symbols import lexicon_digest
from variant_budget.domain.tree import Entry

TOO_LONG = Trouble(
    "overlay-too-long", 1, "too long to be compared with its base, so it is the variant's whole"
)

Bases = Mapping[str, Entry]
"""Path of a file in an edited copy -> the file that it was copied from, where there is one."""


class Tally:
    """What one policy makes of the measures of any number of folders."""

    def __init__(self, policy: Policy) -> None:
        self._lexicon = lexicon_digest(policy.symbols)
        self._symbols = frozenset(policy.symbols)
        self._narrowing = Narrowing(policy)
        self._none = UnitLines(tuple(() for _ in policy.metrics[len(CODE_METRICS) :]))

    def folder_rows(self, plan: Plan, measures: Measures, bases: Bases) -> FolderRows:
        """The rows of one folder's own files."""
        hits = {hit for file in plan for hit in file.decision.hits}
        rows = tuple(self._row(file, measures, bases.get(file.entry.path)) for file in plan)
        return FolderRows(rows, frozenset(hits))

    def more_requests(self, plan: Plan, measures: Measures, bases: Bases) -> list[Request]:
        """What has to be asked once the facts are known: marks, and pairs of copy and base."""
        found = []
        for file in plan:
            request = file.request
            if request is None:
                continue
            if measures.measured[request].marked and not self._lexicon:
                found.append(regions_request(*request, self._lexicon))
            if base := bases.get(file.entry.path):
                found.append(pair_request(request[0], base.oid, request[1]))
        return found

    def read(self, file: PlannedFile, measures: Measures, base: Entry | None) -> "Reading":
        """A code file line by line; KeyError where its blob was not measured."""
        units = unit_lines(file, measures, self._none)
        return self._read(file, measures, base, self._regions(file, measures), units)

    def _row(self, file: PlannedFile, measures: Measures, base: Entry | None) -> FileRow:
        request, (cast, place, because, *_) = file.request, file.decision
        units = unit_lines(file, measures, self._none)
        found, inside = NOTHING, None
        if request:
            found = measures.measured[request]
            regions = self._regions(file, measures)
            if base or any(regions):
                inside = self._read(file, measures, base, regions, units).inside
        if inside is None and (units.named or units.troubles):
            pieces = (Piece(place, found.counts + units.counts),)
            names = tuple(Named(place, metric, name) for _, metric, name in units.named)
            inside = Inside(pieces, troubles=units.troubles, names=names)
        return FileRow(file.entry, cast, place, because, found, inside, units.counts)

    def _read(
        self,
        file: PlannedFile,
        measures: Measures,
        base: Entry | None,
        regions: Regions,
        units: UnitLines,
    ) -> "Reading":
        facts = measures.facts(_request(file))
        grounds = Grounds(file.decision.place, file.decision.because)
        narrowed = self._narrowing.narrowed(grounds, regions)
        copy = _copy(file, measures, base)
        spans = spans_of(facts, grounds, narrowed, copy)
        troubles = [*regions.troubles, *self._narrowing.strangers(regions)]
        if copy and copy.pair.too_long:
            troubles.append(TOO_LONG)
        inside = None
        if narrowed or copy or troubles:
            nothing = (*NO_CODE, *(0 for _ in units.lines))
            whole = open_ended(spans, grounds)
            inside = Inside(
                pieces_of(facts, whole, units.lines) or (Piece(grounds.place, nothing),),
                doubts_of(facts, narrowed),
                copy.told if copy else None,
                (*troubles, *units.troubles),
                tuple(
                    Named(place_at(whole, line), metric, name) for line, metric, name in units.named
                ),
            )
        return Reading(facts, spans, inside)

    def _regions(self, file: PlannedFile, measures: Measures) -> Regions:
        """The regions of a code file; where its name is a condition, they stand under it."""
        oid, language = _request(file)
        found = measures.regions(regions_request(oid, language, self._lexicon))
        branch = named_branch(file.entry.path, language, self._symbols)
        if branch is None:
            return found
        return under(found, branch, measures.measured[oid, language].lines)


class Reading(NamedTuple):
    """A code file line by line: its facts, who owns which lines, and what its row tells of that."""

    facts: Facts
    spans: list[Span]
    inside: Inside | None


def _request(file: PlannedFile) -> Request:
    if file.request is None:
        raise LookupError(f"{file.entry.path} is no code")
    return file.request


def _copy(file: PlannedFile, measures: Measures, base: Entry | None) -> Copy | None:
    overlay = file.decision.overlay
    if overlay is None or base is None:
        return None
    oid, language = _request(file)
    pair = measures.pair(pair_request(oid, base.oid, language))
    return Copy(overlay, base.path, base.oid, pair)


def planned_bases(plan: Sequence[PlannedFile], here: Mapping[str, Entry]) -> dict[str, Entry]:
    """Those files of a plan that are copies of one of the files `here`."""
    return {
        file.entry.path: here[base]
        for file in plan
        if (overlay := file.decision.overlay) and (base := overlay.base_of(file.entry.path)) in here
    }
