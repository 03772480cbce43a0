"""Packed facts -> what rows of files need of them."""

from collections.abc import Mapping

from variant_budget.domain.facts import Request, packed_counts
from variant_budget.domain.survey import Measured

Measures = Mapping[Request, Measured]


def read_measures(facts: Mapping[Request, bytes]) -> dict[Request, Measured]:
    """The measures of packed facts; those that cannot be read are left out.

    A cache may hold what others wrote.
    """
    found = {}
    for request, packed in facts.items():
        try:
            found[request] = Measured(*packed_counts(packed))
        except ValueError:
            continue
    return found
