"""Requests about blobs -> packed answers."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from variant_budget.domain.regions import Regions
from variant_budget.domain.requests import REGIONS, UNITS, unit_rule
from variant_budget.measure.facts import measure_blobs

Answer = Callable[[Sequence[tuple[bytes, str]]], list[bytes]]
"""Some blobs, each with what to find out about it, to what was found."""


def answerer(symbols: Sequence[str]) -> Answer:
    """The function that answers, given the symbols that regions are looked for with."""

    def answer(blobs: Sequence[tuple[bytes, str]]) -> list[bytes]:
        for_facts = [each for each in blobs if not each[1].startswith((REGIONS, UNITS))]
        facts = iter(measure_blobs(for_facts))
        if len(for_facts) == len(blobs):
            return [each.pack() for each in facts]
        regions = _reader(tuple(symbols))
        return [
            regions(data, what.split(" ", 2)[2]).pack()
            if what.startswith(REGIONS)
            else _units(data, what)
            if what.startswith(UNITS)
            else next(facts).pack()
            for data, what in blobs
        ]

    return answer


def _units(data: bytes, what: str) -> bytes:
    # YAML, TOML and XML are read by modules that few runs want.
    from variant_budget.measure.units.measure import units_of

    rule, name, language = unit_rule(what)
    return units_of(data, name, language or None, rule).pack()


@lru_cache(maxsize=2)
def _reader(symbols: tuple[str, ...]) -> Callable[[bytes, str], Regions]:
    """The reader of regions. Imported when first used: many runs look for none."""
    from variant_budget.measure.lexicon import Lexicon
    from variant_budget.measure.regions import regions_of

    lexicon = Lexicon(symbols)
    return lambda data, language: regions_of(data, language, lexicon)


def answer_pairs(pairs: Sequence[tuple[bytes, str]]) -> list[bytes]:
    """Edited copies with their bases, each with what to find out about it, to what was found."""
    from variant_budget.measure.pairs import measure_pairs

    return measure_pairs([(both, what.partition(" ")[2]) for both, what in pairs])
