"""Reading a ruler's texts: from the cache where the same texts were read before."""

from datetime import date

from variant_budget import __version__
from variant_budget.adapters.cache import FactsCache, open_cache
from variant_budget.adapters.folders import Folders
from variant_budget.adapters.git.fetch import fetch_commit
from variant_budget.adapters.git.repository import is_full_id, open_repository
from variant_budget.adapters.ruler import Places, ruler_at
from variant_budget.app.world import World
from variant_budget.domain.policy import Policy
from variant_budget.domain.ruler import Ruler, RulerText
from variant_budget.domain.situation import Options
from variant_budget.measure import ENGINE
from variant_budget.policy_file.normal_form import pack, unpack
from variant_budget.policy_file.ruler import ReadRuler, read_ruler


def read_values(text: RulerText, today: date | None = None) -> Ruler:
    """`read_ruler`, its regular expressions asked of what will search for them."""
    return read_ruler(text, today, _refusal)


def policy_at(options: Options, world: World, commit: str, path: str) -> Policy:
    """The policy as it stood at a commit, fetched where the checkout lacks it and that is allowed.

    Raises ForeseenError where the commit is not there, or holds no policy that can be used.
    """
    with open_repository(options.repo, world.token) as git:
        if options.fetch and is_full_id(commit) and git.find(commit) is None:
            fetch_commit(git, commit)
        places = Places(git, Folders(git), open_cache(None, ENGINE))
        text = ruler_at(places, commit, git.root(git.resolve(commit)), path)
        return read_values(text._replace(exceptions=None)).policy


def _refusal(expression: str) -> str:
    from variant_budget.measure.units.matches import refusal  # few policies hold an expression

    return refusal(expression)


def ruler_reader(cache: FactsCache, today: date) -> ReadRuler:
    """The function that reads a ruler as of this day."""

    def read(text: RulerText) -> Ruler:
        # Exceptions are read for a day: two for one row may not be in force at once.
        day = today if text.exceptions else "any day"
        request = text.digest_of_values, f"ruler {__version__} {day}"
        known = cache.read([request]).get(request)
        if known is not None:
            try:
                policy, waivers = unpack(known)
            except ValueError:
                pass
            else:
                return Ruler(text.commit, text.digest, policy, waivers, text.attributes)
        ruler = read_values(text, today)
        cache.write_later({request: pack((ruler.policy, ruler.waivers))})
        return ruler

    return read
