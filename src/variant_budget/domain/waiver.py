"""An approved exception: a breach allowed up to a ceiling, until a day.

The YAML key is `exceptions`; in code it is a waiver, since Python has exceptions of its own.
"""

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from variant_budget.domain.location import Location


class Waiver(NamedTuple):
    """One entry of exceptions.yml (docs/policy.md).

    `ceiling` is in percent of share (hard) or points (trend). In force from `approved_on` to
    `expires_on`, both days included, in UTC. `metric` may be the word "all". `dimension` is given
    for test budgets only; `since` (trend only) is the release tag that growth is counted from. `owned`
    are the units that the variant had when it was approved (of lines of code where metric is "all").
    """

    id: str
    location: Location
    budget: str
    variant: str
    metric: str
    limit: Literal["hard", "trend"]
    ceiling: Fraction
    reason: str
    approved_by: str
    approved_on: date
    expires_on: date
    ticket: str
    refactoring_plan: str
    dimension: str | None = None
    since: str | None = None
    owned: int | None = None

    def in_force(self, today: date) -> bool:
        """Whether the waiver holds on that day."""
        return self.approved_on <= today <= self.expires_on

    def covers(self, budget: str, dimension: str, variant: str, metric: str) -> bool:
        """Whether the waiver is about that row; the kind of limit is asked apart."""
        return (
            self.budget == budget
            and self.dimension in (None, dimension)
            and self.variant == variant
            and self.metric in ("all", metric)
        )
