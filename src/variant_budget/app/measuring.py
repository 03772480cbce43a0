"""Requests -> measures: from the cache where they are known, else from facts given, else blobs.

Of a proposed change, cache and given facts are doubted: the blobs that it brings are measured
whatever is said of them, and so are some of the others. Where one differs, somebody wrote there.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.workers import measure_all
from variant_budget.app.world import World
from variant_budget.attribute.measures import Measures, read_measures, unknown
from variant_budget.domain.requests import PAIR, Request, kind_of, oids
from variant_budget.errors import MeasureError
from variant_budget.measure import ENGINE

if TYPE_CHECKING:
    from variant_budget.adapters.shards import GivenFacts

Measurer = Callable[[Collection[Request], Sequence[str]], Measures]
"""Requests, and the symbols that regions are looked for with, to their answers."""
Again = Callable[[Sequence[Request]], dict[Request, bytes]]

SAMPLE = 100
"""Blobs that are measured again: of a cache in which 1 of 20 is wrong, 1 of 170 passes."""


def measurer(
    git: Git,
    cache: FactsCache,
    jobs: int | None,
    world: World,
    brought: frozenset[str] | None = None,
    given: "GivenFacts | None" = None,
) -> Measurer:
    """The function that measures what is requested.

    `brought` are the ids of the blobs that a proposed change brings; None: the cache is believed.
    `given` are the facts that the user named.
    """

    def measure(requests: Collection[Request], symbols: Sequence[str]) -> Measures:
        def again(some: Sequence[Request]) -> dict[Request, bytes]:
            return measured(some, symbols, git, jobs, world)

        packed = cache.read(requests)
        if brought is not None:
            packed = _believed(packed, brought, cache, again)
        known = read_measures(packed)
        new = unknown(requests, known)
        found = _taken(given, new, brought, again) if given else {}
        fresh = {**found, **again([request for request in new if request not in found])}
        cache.write(fresh)
        if cache.trouble:
            world.warn(cache.trouble)
        if given and (missing := len(_blobs(fresh.keys() - found.keys() - _of(new, brought)))):
            world.warn(f"{missing} blobs are in no facts file; they were measured here")
        return known.joined(read_measures(fresh, ours=True))

    return measure


def given_facts(paths: Sequence[str]) -> "GivenFacts | None":
    """The facts of these files; MeasureError where one cannot be used."""
    if not paths:
        return None
    from variant_budget.adapters.shards import read_facts

    return read_facts(paths, ENGINE)


def measured(
    requests: Sequence[Request], symbols: Sequence[str], git: Git, jobs: int | None, world: World
) -> dict[Request, bytes]:
    """The packed answers to these requests, each blob read from git."""
    if not requests:
        return {}
    # The engine takes milliseconds to import: not where the cache knows every blob, and once, not
    # in every worker.
    from variant_budget.measure.answers import answer_pairs, answerer

    pairs = [request for request in requests if kind_of(request) == PAIR]
    alone = [request for request in requests if kind_of(request) != PAIR]
    found = measure_all(alone, git.blobs, answerer(symbols), jobs, world.progress)
    if pairs:
        from variant_budget.adapters.pairs import pair_blobs

        found |= measure_all(pairs, pair_blobs(git.blobs), answer_pairs, jobs)
    return found


def _believed(
    packed: Mapping[Request, bytes], brought: frozenset[str], cache: FactsCache, again: Again
) -> dict[Request, bytes]:
    """What the cache knows of blobs that were there before; nothing where it was wrong of one."""
    old = _without(packed, brought)
    if _wrong(old, again):
        cache.distrust("it holds other facts than the blobs; all is measured again")
        return {}
    return old


def _taken(
    given: "GivenFacts", requests: Sequence[Request], brought: frozenset[str] | None, again: Again
) -> dict[Request, bytes]:
    """What the given facts say that can be read, and of blobs that were there before."""
    found = given.read(requests)
    if brought is not None:
        found = _without(found, brought)
        if wrong := _wrong(found, again):
            raise MeasureError.one(
                "facts-disagree",
                f"what --facts says of blob {wrong[0]} is not what was measured here. "
                "Make the files again with `variant-budget measure`.",
            )
    return {request: found[request] for request in read_measures(found).packed}


def _without(packed: Mapping[Request, bytes], brought: frozenset[str]) -> dict[Request, bytes]:
    here = _of(packed, brought)
    return {request: facts for request, facts in packed.items() if request not in here}


def _of(requests: Iterable[Request], brought: frozenset[str] | None) -> set[Request]:
    """Those of the requests that a proposed change brings a blob of."""
    return {request for request in requests if brought and not brought.isdisjoint(oids(request))}


def _blobs(requests: Iterable[Request]) -> set[Request]:
    """Those of the requests that ask for facts."""
    return {request for request in requests if not kind_of(request)}


def _wrong(packed: Mapping[Request, bytes], again: Again) -> Request | None:
    """One of a sample of these facts that is not what measuring gives, where there is one."""
    some = sorted(packed, key=lambda _: os.urandom(8))[:SAMPLE]
    fresh = again(some)
    return next((request for request in some if packed[request] != fresh[request]), None)
