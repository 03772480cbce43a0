"""Requests -> measures: from the cache where they are known, else from the blobs."""

from collections.abc import Callable, Iterable

from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.workers import measure_all
from variant_budget.app.world import World
from variant_budget.attribute.measures import Measures, read_measures
from variant_budget.domain.facts import Request

Measurer = Callable[[Iterable[Request]], Measures]


def measurer(git: Git, cache: FactsCache, jobs: int | None, world: World) -> Measurer:
    """The function that measures what is requested."""

    def measure(requested: Iterable[Request]) -> Measures:
        requests = sorted(requested)
        known = read_measures(cache.read(requests))
        unknown = [request for request in requests if request not in known]
        fresh = _measured(unknown, git, jobs, world) if unknown else {}
        cache.write(fresh)
        if cache.trouble:
            world.warn(cache.trouble)
        return known | read_measures(fresh)

    return measure


def _measured(
    requests: list[Request], git: Git, jobs: int | None, world: World
) -> dict[Request, bytes]:
    # The engine takes milliseconds to import: not where the cache knows every blob, and once, not
    # in every worker.
    from variant_budget.measure.facts import measure_blob

    def packed(data: bytes, language: str) -> bytes:
        return measure_blob(data, language).pack()

    return measure_all(requests, git.blobs, packed, jobs, world.progress)
