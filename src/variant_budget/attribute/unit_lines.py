"""The units of the metrics behind code in one file: on which lines, and by which names."""

from typing import NamedTuple

from variant_budget.attribute.measures import Measures
from variant_budget.attribute.plan import PlannedFile
from variant_budget.domain.ledger import Counts
from variant_budget.domain.metrics import CODE_METRICS
from variant_budget.domain.regions import Trouble

NOT_READ = "units-not-read"


class NamedUnit(NamedTuple):
    """A unit that counts by name; `metric` is its position in the ledger's metrics."""

    line: int
    metric: int
    name: str


class UnitLines(NamedTuple):
    """The lines of the units of each metric behind CODE_METRICS, ascending, and those by name.

    `amounts` are units that stand on no line, by metric as `lines` are; empty where there are none.
    """

    lines: tuple[tuple[int, ...], ...]
    named: tuple[NamedUnit, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    amounts: Counts = ()

    @property
    def counts(self) -> Counts:
        """How many of each metric."""
        numbers = tuple(map(len, self.lines))
        return tuple(map(sum, zip(numbers, self.amounts, strict=True))) if self.amounts else numbers


def unit_lines(file: PlannedFile, measures: Measures, none: UnitLines) -> UnitLines:
    """The units of a file; `none` where no rule looks into it."""
    if not file.decision.counted:
        return none
    lines = [list(each) for each in none.lines]
    amounts = [0] * len(lines)
    named: list[NamedUnit] = []
    troubles = []
    for metric, rule in file.decision.counted:
        units, trouble, amount = measures.units(file.units_request(rule))
        amounts[metric - len(CODE_METRICS)] += amount
        if trouble:
            troubles.append(Trouble(NOT_READ, 1, f"{rule.name} cannot be counted: {trouble}"))
        for line, name in units:
            if name:
                named.append(NamedUnit(line, metric, name))
            else:
                lines[metric - len(CODE_METRICS)].append(line)
    return UnitLines(
        tuple(tuple(sorted(each)) for each in lines),
        tuple(named),
        tuple(troubles),
        tuple(amounts) if any(amounts) else (),
    )
