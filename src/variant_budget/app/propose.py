"""`exception propose`: an entry for the breach at hand, written where the board will read it."""

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from variant_budget.adapters.files import read_policy, write_files
from variant_budget.app.check import check
from variant_budget.app.world import World
from variant_budget.domain.effects import WriteFile
from variant_budget.domain.judgement import Judgement
from variant_budget.domain.situation import Options
from variant_budget.domain.verdict import JudgedRow
from variant_budget.domain.waiver_draft import WaiverDraft
from variant_budget.errors import PolicyError, UsageError
from variant_budget.policy_file.adding import ids, with_entry
from variant_budget.tell.entry import Kind, draft, free_id, percent_of
from variant_budget.tell.words import noun


class Wanted(NamedTuple):
    """The breach that is meant; "" where the check has to tell."""

    budget: str
    variant: str
    limit: Kind = "hard"
    metric: str = ""
    dimension: str = ""


class Proposal(NamedTuple):
    """The entry and the file it was written to; `needed` is the ceiling that would lift the breach,
    where the one that was given does not.
    """

    entry: WaiverDraft
    path: str
    needed: str


def propose(wanted: Wanted, given: dict[str, str], options: Options, world: World) -> Proposal:
    """Write an entry for what is wanted; `given` are its other fields, as told.

    Raises UsageError where nothing is breached that it could lift, PolicyError where the file does
    not take it; whatever `check` raises.
    """
    place = Path(options.policy_path).parent / "exceptions.yml"
    file, path = Path(options.repo) / place, place.as_posix()
    content = read_policy(str(file))
    judgement = _judged(options, world)
    over = _rows(judgement, wanted, given)
    name = free_id(wanted.budget, wanted.variant, ids(content, path))
    fields = {"id": name} | {key: value for key, value in given.items() if value}
    entry = draft(judgement, over, wanted.limit)
    needed = entry.ceiling
    entry = entry._replace(**fields)
    text = with_entry(content, path, entry.text)
    write_files(str(file.parent), [WriteFile(file.name, text)], options.repo)
    return Proposal(entry, path, needed if Decimal(needed) > Decimal(entry.ceiling) else "")


def _judged(options: Options, world: World) -> Judgement:
    """The check by the work tree's exceptions; entries that are not finished yet are left out."""
    try:
        return check(options, world)
    except PolicyError as error:
        if {problem.slug for problem in error.problems} != {"todo-left"}:
            raise
    return check(options._replace(policy_from="head"), world)


def _rows(judgement: Judgement, wanted: Wanted, given: dict[str, str]) -> list[JudgedRow]:
    """The rows of the variant that are over the limit, or the one that is named."""
    rows = [
        each
        for each in judgement.verdict.rows
        if (each.row.budget.name, each.row.variant) == (wanted.budget, wanted.variant)
        and wanted.dimension in ("", each.row.dimension)
    ]
    _refuse_unknown(judgement, wanted, rows)
    if wanted.metric:
        return [_named(wanted, rows, given)]
    over = [each for each in rows if each.is_over(wanted.limit)]
    if over:
        return over
    told = ", ".join(
        f"{noun(each.row.metric)} {percent_of(each)}" for each in rows if not each.reason
    )
    message = (
        f"{wanted.variant} breaches no {wanted.limit} limit of {wanted.budget} here ({told}). For a "
        "breach to come, name its --metric and a --ceiling."
    )
    raise UsageError.one("nothing-to-except", message)


def _named(wanted: Wanted, rows: list[JudgedRow], given: dict[str, str]) -> JudgedRow:
    """The row of the metric that is named; for a breach to come somebody has to say how far."""
    named = [each for each in rows if each.row.metric == wanted.metric and not each.reason]
    if not named:
        message = f"{wanted.budget} does not judge {wanted.metric} of {wanted.variant} here."
        raise UsageError.one("nothing-to-except", message)
    if not (named[0].is_over(wanted.limit) or given.get("ceiling")):
        message = f"{wanted.metric} is not over its limit here: say how far, with --ceiling."
        raise UsageError.one("nothing-to-except", message)
    return named[0]


def _refuse_unknown(judgement: Judgement, wanted: Wanted, rows: list[JudgedRow]) -> None:
    known = sorted({(r.row.budget.name, r.row.variant) for r in judgement.verdict.rows})
    if not rows:
        of_budget = [variant for budget, variant in known if budget == wanted.budget]
        told = (
            f"{wanted.budget} has no variant {wanted.variant}; it has {', '.join(of_budget)}."
            if of_budget
            else f"there is no budget {wanted.budget}; there is "
            f"{', '.join(sorted({budget for budget, _ in known}))}."
        )
        raise UsageError.one("nothing-to-except", told)
    dimensions = sorted({each.row.dimension for each in rows})
    if len(dimensions) > 1:
        message = f"say which --dimension is meant: {', '.join(dimensions)}."
        raise UsageError.one("nothing-to-except", message)
