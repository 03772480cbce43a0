"""Two plans of one ruler -> the files whose owners or figures differ, with moves paired."""

from collections.abc import Iterable, Mapping

from variant_budget.attribute.owners import Claim
from variant_budget.attribute.plan import Plan, PlannedFile
from variant_budget.attribute.tally import NOTHING, Measures, measured
from variant_budget.domain.change import FileChange
from variant_budget.domain.ledger import LineClass
from variant_budget.domain.tree import Move, Tree


def file_changes(
    head: Plan, base: Plan | None, measures: Measures, moves: Iterable[Move]
) -> tuple[FileChange, ...]:
    """Every file that was added, removed, edited or moved, sorted by path; none without a base.

    A move of a blob to a new name is paired by its id, an edited one by git's rename detection.
    """
    if base is None:
        return ()
    came_from = pair(head, base, moves)
    gone = set(came_from.values())
    changes = []
    for path, file in head.files.items():
        origin = came_from.get(path, path)
        before = base.files.get(origin)
        if before is None or origin != path or not _same(before, file):
            changes.append(_change(path, origin, before, file, measures))
    for path, before in base.files.items():
        if path not in head.files and path not in gone:
            changes.append(_change(path, path, before, None, measures))
    return tuple(sorted(changes, key=lambda change: change.path))


def _same(before: PlannedFile, after: PlannedFile) -> bool:
    return before.entry.oid == after.entry.oid and before.place == after.place


def changed_paths(head: Tree, base: Tree | None) -> tuple[str, ...]:
    """Every path that differs between two trees, sorted; none without a base."""
    if base is None:
        return ()
    differing = set(head.entries) ^ set(base.entries)
    return tuple(sorted({entry.path for entry in differing}))


def pair(head: Plan, base: Plan, moves: Iterable[Move]) -> Mapping[str, str]:
    """New name -> old name of every moved file; unedited ones first, each old name used once."""
    added = [path for path in head.files if path not in base.files]
    removed: dict[str, list[str]] = {}
    for path, file in sorted(base.files.items(), reverse=True):
        if path not in head.files:
            removed.setdefault(file.entry.oid, []).append(path)
    came_from = {}
    for path in sorted(added):
        names = removed.get(head.files[path].entry.oid)
        if names:
            came_from[path] = names.pop()
    used = set(came_from.values())
    for move in moves:
        if move.to_path in came_from or move.from_path in used:
            continue
        if move.to_path in head.files and move.from_path in base.files:
            came_from[move.to_path] = move.from_path
            used.add(move.from_path)
    return came_from


def _change(
    path: str,
    origin: str,
    before: PlannedFile | None,
    after: PlannedFile | None,
    measures: Measures,
) -> FileChange:
    shown = after or before
    return FileChange(
        path=path,
        from_path=origin if origin != path and before is not None else "",
        before=before.place if before else None,
        after=after.place if after else None,
        counts_before=(measured(before, measures) if before else NOTHING).counts,
        counts_after=(measured(after, measures) if after else NOTHING).counts,
        because=tuple(map(reason, shown.claims)) if shown else (),
        edited=before is None or after is None or before.entry.oid != after.entry.oid,
    )


def reason(claim: Claim) -> str:
    """The rule behind a claim, in a reader's words."""
    if claim.pattern is not None:
        return claim.pattern.text
    if claim.line_class is LineClass.UNATTRIBUTED:
        return "no rule"
    return "no rule, so shared"
