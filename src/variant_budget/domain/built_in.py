"""Stand-in."""

from typing import NamedTuple

from variant_budget.domain.metrics import Role
from variant_budget.domain.units import Rule, RuleKind


class Count(NamedTuple):
    """One."""

    metric: str
    roles: frozenset[Role]
    patterns: tuple[str, ...]
    rules: tuple[Rule, ...]


BUILT_IN: tuple[Count, ...] = (
    Count(
        "policy_rules",
        frozenset({Role.CODE, Role.CONFIG, Role.OTHER}),
        ("*.rego",),
        (Rule("policy_rules", RuleKind.REGO),),
    ),
)
