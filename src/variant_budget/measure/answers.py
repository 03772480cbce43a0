"""Requests about blobs -> packed answers."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from variant_budget.domain.regions import Regions
from variant_budget.domain.requests import REGIONS, UNITS, kind_in, language_in, unit_rule
from variant_budget.measure.facts import measure_blobs

Blob = tuple[bytes, str]
"""A blob, or an edited copy joined with its base, and what to find out about it."""
Answer = Callable[[Sequence[Blob]], list[bytes]]
"""Some of them to what was found of each."""


def answerer(symbols: Sequence[str]) -> Answer:
    """The function that answers, given the symbols that regions are looked for with."""

    def regions(data: bytes, what: str) -> bytes:
        return _reader(tuple(symbols))(data, language_in(what)).pack()

    others = {REGIONS: regions, UNITS: _units}

    def answer(blobs: Sequence[Blob]) -> list[bytes]:
        kinds = [kind_in(what) for _, what in blobs]
        facts = iter(
            measure_blobs([each for each, kind in zip(blobs, kinds, strict=True) if not kind])
        )
        return [
            others[kind](*each) if kind else next(facts).pack()
            for each, kind in zip(blobs, kinds, strict=True)
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


def answer_pairs(pairs: Sequence[Blob]) -> list[bytes]:
    """Edited copies beside their bases to what was found of each."""
    from variant_budget.measure.pairs import measure_pairs

    return measure_pairs([(both, language_in(what)) for both, what in pairs])
