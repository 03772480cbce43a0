"""The rows of two trees by one ruler -> the files whose owners or figures differ, with moves paired."""

from collections.abc import Iterable, Mapping

from variant_budget.domain.change import FileChange
from variant_budget.domain.survey import FileRow
from variant_budget.domain.tree import Move

Rows = Mapping[str, FileRow]


def file_changes(head: Rows, base: Rows, moves: Iterable[Move]) -> tuple[FileChange, ...]:
    """Every file that was added, removed, edited or moved, sorted by path.

    A move of a blob to a new name is paired by its id, an edited one by git's rename detection.
    """
    came_from = pair(head, base, moves)
    gone = set(came_from.values())
    changes = []
    for path, file in head.items():
        origin = came_from.get(path, path)
        before = base.get(origin)
        if before is None or origin != path or not _same(before, file):
            changes.append(_change(path, origin, before, file))
    for path, before in base.items():
        if path not in head and path not in gone:
            changes.append(_change(path, path, before, None))
    return tuple(sorted(changes, key=lambda change: change.path))


def _same(before: FileRow, after: FileRow) -> bool:
    return before.entry.oid == after.entry.oid and before.pieces == after.pieces


def pair(head: Rows, base: Rows, moves: Iterable[Move]) -> Mapping[str, str]:
    """New name -> old name of every moved file; unedited ones first, each old name used once."""
    added = [path for path in head if path not in base]
    removed: dict[str, list[str]] = {}
    for path, file in sorted(base.items(), reverse=True):
        if path not in head:
            removed.setdefault(file.entry.oid, []).append(path)
    came_from = {}
    for path in sorted(added):
        names = removed.get(head[path].entry.oid)
        if names:
            came_from[path] = names.pop()
    used = set(came_from.values())
    for move in moves:
        if move.to_path in came_from or move.from_path in used:
            continue
        if move.to_path in head and move.from_path in base:
            came_from[move.to_path] = move.from_path
            used.add(move.from_path)
    return came_from


def _change(
    path: str,
    origin: str,
    before: FileRow | None,
    after: FileRow | None,
) -> FileChange:
    shown = after or before
    return FileChange(
        path=path,
        from_path=origin if origin != path and before is not None else "",
        before=before.pieces if before else (),
        after=after.pieces if after else (),
        because=shown.because if shown else (),
        edited=before is None or after is None or before.entry.oid != after.entry.oid,
    )
