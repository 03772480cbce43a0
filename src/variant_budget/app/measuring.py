"""Requests -> measures: from the cache where they are known, else from the blobs.

Of a proposed change, the cache is doubted: the blobs that it brings are measured whatever the cache
says of them, and so are some of the others. Where one differs, somebody wrote to the cache.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.workers import measure_all
from variant_budget.app.world import World
from variant_budget.attribute.measures import Measures, read_measures
from variant_budget.domain.facts import Request

Measurer = Callable[[Iterable[Request]], Measures]

SAMPLE = 100
"""Blobs that are measured again: of a cache in which 1 of 20 is wrong, 1 of 170 passes."""


def measurer(
    git: Git,
    cache: FactsCache,
    jobs: int | None,
    world: World,
    brought: Collection[str] | None = None,
) -> Measurer:
    """The function that measures what is requested.

    `brought` are the ids of the blobs that a proposed change brings; None: the cache is believed.
    """

    def measure(requested: Iterable[Request]) -> Measures:
        requests = sorted(requested)
        packed = cache.read(requests)
        if brought is not None:
            packed = _believed(packed, brought, cache, again)
        known = read_measures(packed)
        fresh = again([request for request in requests if request not in known])
        cache.write(fresh)
        if cache.trouble:
            world.warn(cache.trouble)
        return known | read_measures(fresh)

    def again(requests: list[Request]) -> dict[Request, bytes]:
        return _measured(requests, git, jobs, world) if requests else {}

    return measure


def _believed(
    packed: Mapping[Request, bytes],
    brought: Collection[str],
    cache: FactsCache,
    again: Callable[[list[Request]], dict[Request, bytes]],
) -> dict[Request, bytes]:
    """What the cache knows of blobs that were there before; nothing where it was wrong of one."""
    old = {request: facts for request, facts in packed.items() if request[0] not in brought}
    some = sorted(old, key=lambda _: os.urandom(8))[:SAMPLE]
    if any(old[request] != facts for request, facts in again(some).items()):
        cache.distrust("it holds other facts than the blobs; all is measured again")
        return {}
    return old


def _measured(
    requests: list[Request], git: Git, jobs: int | None, world: World
) -> dict[Request, bytes]:
    # The engine takes milliseconds to import: not where the cache knows every blob, and once, not
    # in every worker.
    from variant_budget.measure.facts import measure_blobs

    def packed(blobs: Sequence[tuple[bytes, str]]) -> list[bytes]:
        return [facts.pack() for facts in measure_blobs(blobs)]

    return measure_all(requests, git.blobs, packed, jobs, world.progress)
