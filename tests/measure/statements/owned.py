"""Draws beside each line of code the variants that it belongs to, by the worlds rule.

So that a test can show a source with the owner of every line, and say that it stays as it is drawn.
Lines without code keep what is drawn beside them.
"""

from collections.abc import Mapping, Sequence

from variant_budget.domain.regions import Branch, Condition, Sort
from variant_budget.measure.layer import Layer
from variant_budget.measure.lexicon import Lexicon
from variant_budget.measure.lexing import blank
from variant_budget.measure.statements import statement_layer
from variant_budget.measure.text import text_of

SYMBOLS = {
    spelling: variant
    for variant in ("van", "truck", "bus")
    for spelling in (variant, variant.upper(), variant.capitalize())
}


def drawn(
    source: str, language: str, symbols: Mapping[str, str] = SYMBOLS, line_end: str = "\n"
) -> str:
    """The same source, `owner | line` or an empty row, with the owners that were found."""
    rows = [row.partition("|") for row in source.strip("\n").split("\n")]
    width = max(len(row[0]) for row in rows)
    lines = [row[2].removeprefix(" ") for row in rows]
    found = owners(line_end.join(lines) + line_end, language, symbols)
    drawn_rows = [
        f"{','.join(owner) if owner is not None else row[0].strip():{width}}| {line}".rstrip()
        if row[1]
        else ""
        for owner, row, line in zip(found, rows, lines, strict=True)
    ]
    return "\n" + "\n".join(drawn_rows) + "\n"


def owners(source: str, language: str, symbols: Mapping[str, str]) -> list[list[str] | None]:
    """The variants of each line; empty where it is shared, None where it holds no code."""
    text = text_of(source.encode())
    layer = statement_layer(text, language, Lexicon(symbols))
    held = dict(layer.starts)
    branch = -1
    found: list[list[str] | None] = []
    for number, line in enumerate(blank(text, language).split(b"\n")[1:-1], start=1):
        branch = held.get(number, branch)
        found.append(owners_of(layer, branch, symbols) if line.strip() else None)
    return found


def owners_of(layer: Layer, branch: int, symbols: Mapping[str, str]) -> list[str]:
    """Whose a branch is."""
    conditions = list(_conditions(layer.branches, branch))
    variants = sorted(set(symbols.values()))
    if _holds(conditions, None, symbols) is not False:
        return []
    possible = [each for each in variants if _holds(conditions, each, symbols) is not False]
    return possible or sorted(_affirmed(conditions, symbols))


def _conditions(branches: Sequence[Branch], at: int) -> list[Condition]:
    """All that must hold in a branch."""
    found = []
    while at >= 0:
        found.append(branches[at].condition)
        before = branches[at].previous
        while before >= 0:
            found.append(Condition(Sort.NOT, (branches[before].condition,)))
            before = branches[before].previous
        at = branches[at].parent
    return found


def _holds(
    conditions: Sequence[Condition], variant: str | None, symbols: Mapping[str, str]
) -> bool | None:
    values = [_value(each, variant, symbols) for each in conditions]
    return False if False in values else None if None in values else True


def _value(condition: Condition, variant: str | None, symbols: Mapping[str, str]) -> bool | None:
    if condition.sort is Sort.SYMBOL:
        return symbols[condition.of[0]] == variant
    if condition.sort is Sort.UNKNOWN:
        return None
    values = [_value(each, variant, symbols) for each in condition.of]
    if condition.sort is Sort.NOT:
        return None if values[0] is None else not values[0]
    decisive = condition.sort is Sort.ANY
    return decisive if decisive in values else None if None in values else not decisive


def _affirmed(conditions: Sequence[Condition], symbols: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for each in conditions:
        if each.sort is Sort.SYMBOL:
            found.add(symbols[each.of[0]])
        elif each.sort in (Sort.ALL, Sort.ANY):
            found |= _affirmed(each.of, symbols)
        elif each.sort is Sort.NOT and each.of[0].sort is Sort.NOT:
            found |= _affirmed(each.of[0].of, symbols)
    return found
