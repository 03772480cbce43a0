"""Tests at head and at base -> what changed, file by file, as changes of code are told."""

from collections.abc import Sequence

from variant_budget.attribute.test_owners import MILLISECOND
from variant_budget.domain.change import FileChange, Pieces
from variant_budget.domain.metrics import TEST_METRICS
from variant_budget.domain.survey import Piece
from variant_budget.domain.tested import OwnedTests, Tested


def test_changes(head: Tested, base: Tested, metrics: Sequence[str]) -> tuple[FileChange, ...]:
    """The files whose tests differ in number, time or owner. `metrics` are those of the ledger."""
    after, before = _by_path(head), _by_path(base)
    found = []
    for path in sorted(after.keys() | before.keys()):
        now, then = after.get(path, []), before.get(path, [])
        pieces = _pieces(now, metrics), _pieces(then, metrics)
        if pieces[0] != pieces[1]:
            because = (now or then)[0].because
            found.append(FileChange(path, "", pieces[1], pieces[0], because, edited=True))
    return tuple(found)


def _by_path(tested: Tested) -> dict[str, list[OwnedTests]]:
    found: dict[str, list[OwnedTests]] = {}
    for tests in tested.files:
        if tests.located:
            found.setdefault(tests.path, []).append(tests)
    return found


def _pieces(files: Sequence[OwnedTests], metrics: Sequence[str]) -> Pieces:
    cases, time = (metrics.index(metric) for metric in TEST_METRICS[:2])
    pieces = []
    for tests in files:
        counts = [0] * len(metrics)
        counts[cases] = tests.cases
        counts[time] = (tests.time + MILLISECOND // 2) // MILLISECOND
        if any(counts):
            pieces.append(Piece(tests.place, tuple(counts)))
    return tuple(pieces)
