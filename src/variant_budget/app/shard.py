"""`measure`: one share of the blobs that a check would measure, as a file for `check --facts`."""

from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.adapters.cache import open_cache
from variant_budget.adapters.git.repository import open_repository
from variant_budget.adapters.shards import write_facts
from variant_budget.app.court import Court, convene
from variant_budget.app.measuring import measured
from variant_budget.app.planning import planner_of
from variant_budget.app.world import World
from variant_budget.attribute.plan import requests
from variant_budget.domain.requests import Request
from variant_budget.domain.ruler import Ruler
from variant_budget.domain.situation import Options, Shard
from variant_budget.domain.symbols import lexicon_digest
from variant_budget.domain.tree import root_key
from variant_budget.listen.situation import listen
from variant_budget.measure import ENGINE


class Share(NamedTuple):
    """How many blobs a check would measure, and how many of them are in this shard."""

    blobs: int
    here: int


def measure(options: Options, shard: Shard, out: str, world: World) -> Share:
    """Measure the shard's blobs and write their facts to the file `out`.

    Without a cache: what stands in the file was measured here and now.
    """
    situation = listen(options, world.environ, world.event)
    with open_repository(options.repo, world.token) as git, open_cache(None, ENGINE) as cache:
        fixed, court = convene(options, situation, world, git, cache)
        rulers = [fixed.ruler, *([fixed.proposed] if fixed.proposed else [])]
        found: dict[Request, bytes] = {}
        asked: set[Request] = set()
        for ruler in rulers:
            new = set(_requests(ruler, court)) - asked
            here = sorted(request for request in new if shard.holds(request))
            found |= measured(here, ruler.policy.symbols, git, options.jobs, world)
            asked |= new
        write_facts(out, found, ENGINE)
        return Share(len(asked), len(found))


def _requests(ruler: Ruler, court: Court) -> Iterator[Request]:
    """All that a check by this ruler measures in the folders of its trees."""
    planner = planner_of(ruler)
    lexicon = lexicon_digest(ruler.policy.symbols)
    roots = [root_key(tree) for tree in (court.trees.head, *court.trees.others)]
    for folder in court.folders.descend(roots, lambda _: ()):
        yield from requests([planner.plan(folder)], lexicon)
