"""Requests -> measures: from the cache where they are known, else from the blobs."""

from collections.abc import Callable, Iterable

from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.workers import measure_all
from variant_budget.app.world import World
from variant_budget.attribute.plan import Plan
from variant_budget.attribute.tally import Measures, read_measures, readable
from variant_budget.domain.facts import Request

Measurer = Callable[[Iterable[Plan]], Measures]


def measurer(git: Git, cache: FactsCache, jobs: int | None, world: World) -> Measurer:
    """The function that measures what plans request."""

    def measure(plans: Iterable[Plan]) -> Measures:
        requests = sorted(set[Request]().union(*(plan.requests for plan in plans)))
        known = readable(cache.read(requests))
        unknown = [request for request in requests if request not in known]
        fresh = measure_all(unknown, git.blobs, _packed, jobs, world.progress) if unknown else {}
        cache.write(fresh)
        if cache.trouble:
            world.warn(cache.trouble)
        return read_measures({**known, **fresh})

    return measure


def _packed(data: bytes, language: str) -> bytes:
    # The engine takes milliseconds to import; where the cache knows every blob it is not needed.
    from variant_budget.measure.facts import measure_blob

    return measure_blob(data, language).pack()
