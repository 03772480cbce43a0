"""Reading a ruler's texts: from the cache where the same texts were read before."""

from datetime import date

from variant_budget import __version__
from variant_budget.adapters.cache import FactsCache
from variant_budget.domain.ruler import Ruler, RulerText
from variant_budget.policy_file.normal_form import pack, unpack
from variant_budget.policy_file.ruler import ReadRuler, read_ruler


def read_values(text: RulerText, today: date | None = None) -> Ruler:
    """`read_ruler`, its regular expressions asked of what will search for them."""
    return read_ruler(text, today, _refusal)


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
