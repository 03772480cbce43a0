"""What measuring gave, packed -> what rows of files need of it.

A cache may hold what others wrote: whatever cannot be read is as good as not known.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from variant_budget.domain.facts import Facts, packed_counts, unpack
from variant_budget.domain.pair import Pair, unpack_pair
from variant_budget.domain.regions import NO_REGIONS, Regions, unpack_regions
from variant_budget.domain.requests import PAIR, REGIONS, UNITS, Request, kind_of
from variant_budget.domain.survey import Measured
from variant_budget.domain.units import Units, unpack_units

_UNPACK: Mapping[str, Callable[[bytes], object]] = {
    REGIONS: unpack_regions,
    PAIR: unpack_pair,
    UNITS: unpack_units,
}


class Measures(NamedTuple):
    """The answers to requests: `measured` for blobs in their languages, `packed` for all."""

    measured: Mapping[Request, Measured]
    packed: Mapping[Request, bytes]

    def facts(self, request: Request) -> Facts:
        """Everything that is known of a blob; KeyError where it was not requested."""
        return unpack(self.packed[request])

    def regions(self, request: Request) -> Regions:
        """The regions of a blob; none where they were not requested."""
        packed = self.packed.get(request)
        return unpack_regions(packed, ours=True) if packed else NO_REGIONS

    def pair(self, request: Request) -> Pair:
        """What comparing two blobs gave; KeyError where it was not requested."""
        return unpack_pair(self.packed[request])

    def units(self, request: Request) -> Units:
        """The units that a rule finds in a blob; KeyError where they were not requested."""
        return unpack_units(self.packed[request])

    def joined(self, other: "Measures") -> "Measures":
        """These and others."""
        return Measures({**self.measured, **other.measured}, {**self.packed, **other.packed})


def read_measures(packed: Mapping[Request, bytes], *, ours: bool = False) -> Measures:
    """The measures of these answers; those that cannot be read are left out.

    `ours`: this run made them, so all can be read.
    """
    measured: dict[Request, Measured] = {}
    known: dict[Request, bytes] = {}
    for request, answer in packed.items():
        try:
            kind = kind_of(request)
            if not kind:
                measured[request] = Measured(*packed_counts(answer))
            elif not ours:
                _UNPACK[kind](answer)
        except ValueError:
            continue
        known[request] = answer
    return Measures(measured, known)


def unknown(requests: Collection[Request], known: Measures) -> list[Request]:
    """Those of the requests that have no answer."""
    return [request for request in requests if request not in known.packed]
