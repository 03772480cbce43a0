"""Which patterns match nothing at head or base. Kept by tree; of a new one, only changes are asked."""

import json
from collections.abc import Iterable, Mapping

from variant_budget import __version__
from variant_budget.adapters.cache import FactsCache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.trees import Difference, Trees
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.ruler import Ruler
from variant_budget.domain.survey import Sum
from variant_budget.domain.tree import files_of


def unmatched(
    ruler: Ruler,
    folders: Folders,
    cache: FactsCache,
    trees: Trees,
    differs: Difference,
    sums: Mapping[str, Sum],
) -> tuple[Pattern, ...]:
    """The patterns of the policy that match no file of head or base, in its order."""
    search = _Search(ruler, folders, cache, sums)
    if trees.base is None:
        never = search.at(trees.head)
    else:
        before = search.at(trees.base)
        never = before & search.after(trees.head, before, differs)
    return tuple(pattern for pattern in ruler.policy.patterns if pattern in never)


class _Search:
    """The patterns of one policy, looked for in trees."""

    def __init__(
        self, ruler: Ruler, folders: Folders, cache: FactsCache, sums: Mapping[str, Sum]
    ) -> None:
        self._patterns = ruler.policy.patterns
        self._kind = f"unmatched {__version__} {ruler.digest}"
        self._folders = folders
        self._cache = cache
        self._sums = sums

    def at(self, root: str) -> frozenset[Pattern]:
        """Those that match no file of a tree."""
        known = self._known(root)
        if known is None:
            known = self._keep(root, self._listed(root, self._suspects(root)))
        return known

    def after(
        self, root: str, before: frozenset[Pattern], differs: Difference
    ) -> frozenset[Pattern]:
        """The same of head, where `before` are those of the base.

        What matched nothing matches at most a new path. What matched something still does, unless
        it matched a path that is gone.
        """
        known = self._known(root)
        if known is not None:
            return known
        there, here = files_of(differs.base).keys(), files_of(differs.head).keys()
        suspects = self._suspects(root)
        never = _never_matched(suspects & before, here - there)
        lost = suspects - before
        in_doubt = lost - _never_matched(lost, there - here)
        return self._keep(root, never | self._listed(root, in_doubt))

    def _suspects(self, root: str) -> frozenset[Pattern]:
        """What decided something matches. The rest may be hidden by others."""
        hits = self._sums[root].hits
        return frozenset(each for at, each in enumerate(self._patterns) if at not in hits)

    def _listed(self, root: str, suspects: frozenset[Pattern]) -> frozenset[Pattern]:
        if not suspects:
            return suspects
        return _never_matched(suspects, (entry.path for entry in self._folders.files(root)))

    def _known(self, root: str) -> frozenset[Pattern] | None:
        request = root, self._kind
        try:
            found = json.loads(self._cache.read([request])[request])
            return frozenset(self._patterns[at] for at in found)
        except (LookupError, ValueError, TypeError):
            return None  # or not written by us

    def _keep(self, root: str, never: frozenset[Pattern]) -> frozenset[Pattern]:
        found = [at for at, pattern in enumerate(self._patterns) if pattern in never]
        self._cache.write_later({(root, self._kind): json.dumps(found).encode("ascii")})
        return never


def _never_matched(suspects: frozenset[Pattern], paths: Iterable[str]) -> frozenset[Pattern]:
    if not suspects:
        return suspects
    from variant_budget.attribute.unmatched import never_matched

    return frozenset(never_matched(suspects, paths))
