"""Which patterns match nothing at head or base: asked of all paths, and only where some may not."""

import json
from collections.abc import Mapping

from variant_budget import __version__
from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.trees import Trees
from variant_budget.domain.policy import Pattern
from variant_budget.domain.ruler import Ruler
from variant_budget.domain.survey import Sum


def unmatched(
    ruler: Ruler, folders: Folders, cache: FactsCache, trees: Trees, sums: Mapping[str, Sum]
) -> tuple[Pattern, ...]:
    """The patterns of the policy that match no file of head or base, in its order."""
    roots = [root for root in (trees.head, trees.base) if root]
    hits = frozenset[int]().union(*(sums[root].hits for root in roots))
    patterns = ruler.policy.patterns
    # What decided something matches. The rest may be hidden by others.
    suspects = [pattern for at, pattern in enumerate(patterns) if at not in hits]
    if not suspects:
        return ()
    request = trees.head, f"unmatched {__version__} {ruler.digest} {trees.base}"
    try:
        return tuple(patterns[at] for at in json.loads(cache.read([request])[request]))
    except (LookupError, ValueError, TypeError):
        # Not known, or not written by us.
        from variant_budget.attribute.unmatched import never_matched

    paths = [entry.path for root in roots for entry in folders.tree(root).entries]
    never = never_matched(suspects, paths)
    found = [at for at, pattern in enumerate(patterns) if pattern in never]
    cache.write_later({request: json.dumps(found).encode("ascii")})
    return never
