"""Where in a file a finding points: at the first line that the change made a variant's.

A reviewer sees an annotation where the change is; at line 1 of a file that was only edited it would
stand beside the change.
"""

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.trees import Trees
from variant_budget.app.surveying import Surveyor
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.survey import FileRow
from variant_budget.tell.breaches import pointed_at

if TYPE_CHECKING:
    from variant_budget.attribute.spans import Span

MOST_FINDINGS = 40
"""More than are annotated."""
MOST_BYTES = 200_000
"""Of a file that is compared line by line: longer ones take seconds."""


def first_lines(
    judgement: Judgement, surveyor: Surveyor, trees: Trees, git: Git
) -> dict[tuple[str, str, str], int]:
    """(path, dimension, variant) -> line, for the first files that findings about rows point at."""
    if trees.base is None:
        return {}
    wanted = dict.fromkeys(islice(pointed_at(judgement), MOST_FINDINGS))
    if not wanted:
        return {}
    origins = {change.path: change.from_path or change.path for change, _, _ in wanted}
    rows = surveyor.rows_of(trees.head, origins.keys())
    before = surveyor.rows_of(trees.base, set(origins.values()))
    inside = [path for path, row in rows.items() if row.inside and row.request]
    spans = surveyor.spans(trees.head, inside) if inside else {}
    new = {path: _new(git, row, before.get(origins[path])) for path, row in rows.items()}
    found = {}
    for change, dimension, variant in wanted:
        position = judgement.ledger.dimensions.index(dimension)
        line = _first(new.get(change.path, ()), spans.get(change.path), position, variant)
        found[change.path, dimension, variant] = line
    return found


def _new(git: Git, row: FileRow, before: FileRow | None) -> Sequence[int]:
    """The lines of code that the change put into a file; none where it is too long, or no code."""
    if row.request is None:
        return ()
    data = git.blob(row.entry.oid)
    base = git.blob(before.entry.oid) if before else b""
    if max(len(data), len(base)) > MOST_BYTES:
        return ()
    # The engine takes milliseconds to import; most checks have nothing to point at.
    from variant_budget.measure.pairs import added

    return added(data, base, row.request[1])


def _first(new: Sequence[int], spans: "Sequence[Span] | None", position: int, variant: str) -> int:
    """The first new line that is the variant's, else its first line; `spans` None: all of them are."""
    if spans is None:
        return new[0] if new else 1
    own = [span for span in spans if variant in span.grounds.place.owners[position]]
    lines = (line for line in new if any(span.first <= line <= span.last for span in own))
    return next(lines, own[0].first if own else 1)
