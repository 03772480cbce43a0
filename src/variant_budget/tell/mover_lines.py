"""What moved the figures, file by file, and what passed between owners: lines of the summary."""

from collections.abc import Iterator

from variant_budget.domain.change import FileChange
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.ledger import AsideKind
from variant_budget.domain.summary import MoverLine
from variant_budget.domain.verdict import JudgedRow
from variant_budget.tell.lines import variants
from variant_budget.tell.movers import Mover, common_movers, movers
from variant_budget.tell.numbers import count
from variant_budget.tell.words import owner_name, signed_units

INSIDE = "condition or mark in it"
QUIET = ("ok", "coarse", "not_judged")


def mover_lines(judgement: Judgement) -> list[MoverLine]:
    """Files that moved the rows that need attention; without such, those that moved any row.

    Each file stands once for each owner, by that owner's worst metric.
    """
    worst = [group[0] for group in variants(judgement) if not group[0].reason]
    urgent = [judged for judged in worst if judged.status not in QUIET]
    lines = lines_of(judgement, urgent) or lines_of(judgement, worst)
    return lines + list(_losses_of_common(judgement, urgent))


def lines_of(judgement: Judgement, rows: list[JudgedRow]) -> list[MoverLine]:
    """The files that moved these rows, largest first, each once for each owner."""
    found: dict[tuple[str, str], tuple[int, MoverLine]] = {}
    for judged in rows:
        for mover in movers(judgement, judged.row):
            key = judged.row.variant, mover.change.path
            found.setdefault(key, (mover.units, _line(judgement, mover, judged, key[0])))
    lines = sorted(found.values(), key=lambda each: (-abs(each[0]), each[1].path))
    return [line for _, line in lines]


def _losses_of_common(judgement: Judgement, urgent: list[JudgedRow]) -> Iterator[MoverLine]:
    """Common code that went away: it raises every share."""
    for judged in urgent[:1]:
        for mover in common_movers(judgement, judged.row):
            if mover.units < 0:
                yield _line(judgement, mover, judged, "common")


def _line(judgement: Judgement, mover: Mover, judged: JudgedRow, owner: str) -> MoverLine:
    change = mover.change
    position = judgement.ledger.dimensions.index(judged.row.dimension)
    remark = "" if change.after else "deleted"
    if change.moved:
        remark = f"moved from {change.from_path}" + ("" if change.edited else ", 0 lines edited")
    elif not change.before:
        remark = "new"
    return MoverLine(
        units=signed_units(judged.row.metric, mover.units),
        owner=owner,
        path=change.path,
        remark=remark,
        why=_why(change, position, owner),
    )


def _why(change: FileChange, position: int, owner: str) -> str:
    """By which rule the owner has lines in the file, in the dimension at this position."""
    inline = any(
        kind is AsideKind.INLINE and at == position and owner in variants
        for place, _ in (*change.after, *change.before)
        for kind, at, variants in place.asides
    )
    if inline:
        return INSIDE
    return change.because[position] if change.because else ""


def transfer_lines(judgement: Judgement) -> list[MoverLine]:
    """What passed between owners or roles."""
    lines = []
    for each in judgement.transfers:
        giver = owner_name(each.giver, each.from_class)
        taker = owner_name(each.taker, each.to_class)
        route = f"{giver} → {taker}"
        if each.from_role != each.to_role:
            route = f"{each.from_role} → {each.to_role}".replace("_", " ")
        lines.append(
            MoverLine(
                units=count(each.lines),
                owner=route,
                path=each.path,
                remark="" if each.path == each.from_path else f"moved from {each.from_path}",
                why=each.dimension,
            )
        )
    return lines
