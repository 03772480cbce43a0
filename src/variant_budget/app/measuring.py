"""Requests -> measures: from the cache where they are known, else from facts given, else blobs."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.git.repository import Git
from variant_budget.adapters.workers import measure_all
from variant_budget.app.world import World
from variant_budget.attribute.measures import Measures, read_measures
from variant_budget.domain.facts import Request
from variant_budget.measure import ENGINE

if TYPE_CHECKING:
    from variant_budget.adapters.shards import GivenFacts

Measurer = Callable[[Iterable[Request]], Measures]


def measurer(
    git: Git, cache: FactsCache, jobs: int | None, world: World, given: "GivenFacts | None" = None
) -> Measurer:
    """The function that measures what is requested."""

    def measure(requested: Iterable[Request]) -> Measures:
        requests = sorted(requested)
        known = read_measures(cache.read(requests))
        unknown = [request for request in requests if request not in known]
        fresh = _fresh(unknown, given, git, jobs, world) if unknown else {}
        cache.write(fresh)
        if cache.trouble:
            world.warn(cache.trouble)
        return known | read_measures(fresh)

    return measure


def given_facts(paths: Sequence[str]) -> "GivenFacts | None":
    """The facts of these files; MeasureError where one cannot be used."""
    if not paths:
        return None
    from variant_budget.adapters.shards import read_facts

    return read_facts(paths, ENGINE)


def measured(
    requests: Sequence[Request], git: Git, jobs: int | None, world: World
) -> dict[Request, bytes]:
    """The packed facts of these blobs, each read from git."""
    # The engine takes milliseconds to import: not where the cache knows every blob, and once, not
    # in every worker.
    from variant_budget.measure.facts import measure_blob

    def packed(data: bytes, language: str) -> bytes:
        return measure_blob(data, language).pack()

    return measure_all(requests, git.blobs, packed, jobs, world.progress)


def _fresh(
    requests: Sequence[Request],
    given: "GivenFacts | None",
    git: Git,
    jobs: int | None,
    world: World,
) -> dict[Request, bytes]:
    """Facts that the cache does not know."""
    if given is None:
        return measured(requests, git, jobs, world)
    found = given.read(requests)
    readable = read_measures(found)
    rest = [request for request in requests if request not in readable]
    if rest:
        world.warn(
            f"{len(rest)} of {len(requests)} blobs are in no facts file; they are measured here"
        )
    return {**found, **(measured(rest, git, jobs, world) if rest else {})}
