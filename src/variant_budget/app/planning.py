"""What plans files and turns measures into rows, by one ruler; imported when first needed."""

from typing import TYPE_CHECKING

from variant_budget.domain.ruler import Ruler

if TYPE_CHECKING:
    from variant_budget.attribute.plan import Planner
    from variant_budget.attribute.tally import Tally


def tally_of(ruler: Ruler) -> "Tally":
    """What turns the measures of folders into rows, by one ruler."""
    from variant_budget.attribute.tally import Tally

    return Tally(ruler.policy)


def planner_of(ruler: Ruler) -> "Planner":
    """The planner of a ruler."""
    # pathspec and the expressions of many patterns: a check of known folders needs neither.
    from variant_budget.attribute.attributes import Attributes
    from variant_budget.attribute.plan import Planner
    from variant_budget.measure.languages import language_of

    return Planner(ruler.policy, Attributes(ruler.attributes), language_of)
