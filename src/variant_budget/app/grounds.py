"""The verdict with everything that explains it: changes, moves, files, functions, places."""

from collections.abc import Mapping

from variant_budget import __version__
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.trees import Trees, difference, find_moves
from variant_budget.app.court import Court, Hearing
from variant_budget.app.first_lines import first_lines
from variant_budget.app.surveying import Surveyor
from variant_budget.app.unmatched import unmatched
from variant_budget.attribute.changes import file_changes
from variant_budget.attribute.drift import edited_copies
from variant_budget.attribute.inspect import complex_variants, files_to_inspect, holds_any
from variant_budget.attribute.largest import largest_files, variants_over
from variant_budget.attribute.notes import doubts, file_notes, unclaimed_files
from variant_budget.compare import transfers
from variant_budget.domain.change import FileChange
from variant_budget.domain.function import Function
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ruler import FixedRuler
from variant_budget.domain.survey import FileRow
from variant_budget.domain.verdict import Outcome
from variant_budget.measure import ENGINE


def judgement_of(
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
    released = _released(court, surveyor, changes)
    surveyor.remember()
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
        since_release=released,
        largest=_largest(fixed, heard, trees.head),
        unmatched_reports=court.reports.unmatched if court.reports else (),
    )
    return judgement._replace(first_lines=first_lines(judgement, surveyor, trees, court.git))


def _largest(
    fixed: FixedRuler, heard: Hearing, tree: str
) -> dict[tuple[int, str], tuple[tuple[str, int], ...]]:
    """The largest files of what is over a limit, where a board wants to see them."""
    if fixed.ruler.policy.board is None:
        return {}
    over = variants_over(heard.verdict.rows, heard.ledgers.head.dimensions)
    rows = heard.surveyor.rows_where(tree, lambda total: holds_any(total, over))
    return largest_files(over, rows)


def _released(
    court: Court, surveyor: Surveyor, changes: tuple[FileChange, ...]
) -> tuple[FileChange, ...]:
    """What differs between the judged tree and that of the last release, where one is judged."""
    tree = court.trees.release
    if court.situation.mode != "release" or tree is None:
        return ()
    if tree == court.trees.base:
        return changes
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
