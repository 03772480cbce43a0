"""The bytes of exceptions.yml -> Waivers, or every problem at once."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from variant_budget.domain.budget import Budget
from variant_budget.domain.location import Location
from variant_budget.domain.policy import Policy
from variant_budget.domain.waiver import Waiver
from variant_budget.policy_file import exception_rows as x
from variant_budget.policy_file import nodes
from variant_budget.policy_file.reading import Reading, meant, shown
from variant_budget.policy_file.rows import Fields, Row, Word


def read_waivers(
    data: bytes, path: str, policy: Policy, today: date | None = None
) -> tuple[Waiver, ...]:
    """The waivers that `data` describes, sorted by id; `path` is named in problems.

    Two that cover one row must not be in force together: on `today`, or, None, on any day.

    Raises PolicyError with all problems, sorted by place.
    """
    from variant_budget.policy_file.yaml_nodes import compose  # yaml takes 30 ms to import

    reading = Reading(path)
    start = Location(path, 1, 1)
    root = compose(data, reading)
    if root is None:
        message = "the file is empty; write version: 1 and exceptions: []"
        reading.problem("empty-file", start, message)
    fields = x.ROOT.read(root or nodes.Broken(start), "the file", reading)
    given = (fields.get(x.EXCEPTIONS) if fields else None) or ()
    reading.finish_with("newer-version")
    for each in given:
        _check(each, policy, reading)
    _check_ids(given, reading)
    _check_overlaps(given, reading, today)
    reading.finish()
    return tuple(sorted((_waiver(each) for each in given), key=lambda waiver: waiver.id))


def _check(fields: Fields, policy: Policy, reading: Reading) -> None:
    _check_days(fields, reading)
    _check_since(fields, reading)
    budgets = {budget.name: budget for budget in policy.budgets}
    name = fields.get(x.BUDGET)
    if name is None:
        return
    budget = budgets.get(name.text) or budgets.get(name.text.removesuffix("_budget"))
    if name.text not in budgets:
        near = f"; write {budget.name}" if budget else meant(name.text, budgets, "known")
        message = f"there is no budget {shown(name.text)}{near}"
        reading.problem("unknown-budget", name.location, message)
    elif budget is not None:
        dimensions = _dimensions(fields, budget, reading)
        _check_variant(fields.get(x.VARIANT), dimensions, policy, reading)
        _check_metric(fields.get(x.METRIC), budget, reading)


def _dimensions(fields: Fields, budget: Budget, reading: Reading) -> tuple[str, ...]:
    """The dimension of the exception's variant; none where it cannot be told."""
    word = fields.get(x.DIMENSION)
    if budget.name != "test":
        if fields.has(x.DIMENSION):
            message = f"dimension is for test exceptions; {budget.name}_budget has only one"
            reading.problem("extra-key", fields.place(x.DIMENSION), message)
        return budget.dimensions
    if word is None:
        if not fields.has(x.DIMENSION):
            message = f"add dimension: one of {', '.join(budget.dimensions)}"
            reading.problem("missing-key", fields.location, message)
        return ()
    if word.text in budget.dimensions:
        return (word.text,)
    near = meant(word.text, budget.dimensions, "known")
    message = f"test_budget judges no dimension {shown(word.text)}{near}"
    reading.problem("unknown-dimension", word.location, message)
    return ()


def _check_variant(
    word: Word | None, dimensions: tuple[str, ...], policy: Policy, reading: Reading
) -> None:
    for dimension in map(policy.dimension, dimensions):
        declared = [variant.name for variant in dimension.variants]
        if word is None or word.text in declared:
            continue
        if dimension.captures and word.text not in dimension.not_variants:
            continue
        message = f"there is no variant {shown(word.text)}{meant(word.text, declared, 'known')}"
        reading.problem("unknown-variant", word.location, message)


def _check_metric(word: Word | None, budget: Budget, reading: Reading) -> None:
    if word is not None and word.text not in ("all", *budget.metrics):
        near = meant(word.text, ("all", *budget.metrics), "known")
        message = f"{budget.name}_budget judges no metric {shown(word.text)}{near}"
        reading.problem("unknown-metric", word.location, message)


def _check_days(fields: Fields, reading: Reading) -> None:
    first, last = fields.get(x.APPROVED_ON), fields.get(x.EXPIRES_ON)
    if first and last and last < first:
        message = f"expires_on {last} is before approved_on {first}; it would never hold"
        reading.problem("days-reversed", fields.place(x.EXPIRES_ON), message)


def _check_since(fields: Fields, reading: Reading) -> None:
    limit = fields.get(x.LIMIT)
    if limit == "trend" and not fields.has(x.SINCE):
        message = "limit: trend needs since: the tag of the release that growth is counted from"
        reading.problem("missing-key", fields.location, message)
    if limit == "hard" and fields.has(x.SINCE):
        message = "since is for limit: trend; remove it"
        reading.problem("extra-key", fields.place(x.SINCE), message)


def _check_ids(given: Iterable[Fields], reading: Reading) -> None:
    first: dict[str, int] = {}
    for word in (fields.get(x.ID) for fields in given):
        if word is None:
            continue
        if word.text in first:
            message = f"id {shown(word.text)} is taken (line {first[word.text]}); choose another"
            reading.problem("id-taken", word.location, message)
        first.setdefault(word.text, word.location.line)


def _text(word: Word | None) -> str:
    return word.text if word else ""


def _row(fields: Fields) -> tuple[str, ...]:
    """What an exception covers, but for its metric. A trend of another release is another row."""
    texts = (
        fields.get(x.BUDGET),
        fields.get(x.DIMENSION),
        fields.get(x.VARIANT),
        fields.get(x.SINCE),
    )
    return (*map(_text, texts), str(fields.get(x.LIMIT)))


def _check_overlaps(given: Iterable[Fields], reading: Reading, today: date | None) -> None:
    """Two that hold on one day for one row: nobody could say which ceiling counts."""
    whole = [each for each in given if _is_whole(each)]
    for _, group in groupby(sorted(whole, key=_row), key=_row):
        earlier: list[Fields] = []
        for fields in sorted(group, key=lambda each: each.location):
            for other in earlier:
                if _text(fields.get(x.ID)) == _text(other.get(x.ID)):
                    continue  # the same id is told already
                if _overlap(fields, other, today):
                    _tell_overlap(fields, other, reading)
                    break
            earlier.append(fields)


def _is_whole(fields: Fields) -> bool:
    rows: tuple[Row[Any], ...] = (
        x.ID,
        x.BUDGET,
        x.VARIANT,
        x.METRIC,
        x.LIMIT,
        x.APPROVED_ON,
        x.EXPIRES_ON,
    )
    return all(fields.get(row) is not None for row in rows)


def _days(fields: Fields) -> tuple[date, date]:
    return fields.get(x.APPROVED_ON) or date.min, fields.get(x.EXPIRES_ON) or date.max


def _overlap(one: Fields, other: Fields, today: date | None) -> bool:
    metrics = {_text(one.get(x.METRIC)), _text(other.get(x.METRIC))}
    (first, last), (other_first, other_last) = _days(one), _days(other)
    same_metric = len(metrics) == 1 or "all" in metrics
    together = max(first, other_first), min(last, other_last)
    on_a_day = together[0] <= (today or together[0]) <= together[1]
    return same_metric and on_a_day


def _tell_overlap(fields: Fields, other: Fields, reading: Reading) -> None:
    start = max(_days(fields)[0], _days(other)[0])
    message = (
        f"{shown(_text(fields.get(x.ID)))} and {shown(_text(other.get(x.ID)))} "
        f"(line {other.location.line}) cover the same row from {start}; end one before the other"
    )
    reading.problem("exceptions-overlap", fields.location, message)


def _waiver(fields: Fields) -> Waiver:
    ceiling = fields.get(x.CEILING)
    first, last = _days(fields)
    return Waiver(
        id=_text(fields.get(x.ID)),
        location=fields.location,
        budget=_text(fields.get(x.BUDGET)),
        variant=_text(fields.get(x.VARIANT)),
        metric=_text(fields.get(x.METRIC)),
        limit=fields.get(x.LIMIT) or "hard",
        ceiling=ceiling.value if ceiling else Fraction(0),
        reason=_text(fields.get(x.REASON)).strip(),
        approved_by=_text(fields.get(x.APPROVED_BY)),
        approved_on=first,
        expires_on=last,
        ticket=_text(fields.get(x.TICKET)),
        refactoring_plan=_text(fields.get(x.PLAN)).strip(),
        dimension=_text(fields.get(x.DIMENSION)) or None,
        since=_text(fields.get(x.SINCE)) or None,
        owned=fields.get(x.OWNED),
    )
