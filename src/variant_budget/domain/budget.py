"""Limits on the shares of variants, and when they block."""

from fractions import Fraction
from typing import Literal, NamedTuple

from variant_budget.domain.dimension import Pattern
from variant_budget.domain.location import Location

Mode = Literal["default", "release"]
LimitKind = Literal["hard", "soft", "trend"]


class Limit(NamedTuple):
    """A limit in percent (hard, soft, total) or points (trend): 0 to 100, read as decimal text."""

    value: Fraction
    location: Location


class Limits(NamedTuple):
    """The limits on a share; None where the policy sets none. soft <= hard."""

    hard: Limit | None = None
    soft: Limit | None = None
    trend: Limit | None = None


class Enforce(NamedTuple):
    """Which limits block, for each mode."""

    default: tuple[LimitKind, ...] = ("hard",)
    release: tuple[LimitKind, ...] = ("hard", "trend")

    def blocks(self, kind: LimitKind, mode: Mode) -> bool:
        """Whether a breach of this kind of limit blocks in this mode."""
        return kind in (self.release if mode == "release" else self.default)


class VariantLimits(NamedTuple):
    """Limits of one variant that replace the budget's own."""

    variant: str
    limits: Limits
    location: Location


class EvidenceRules(NamedTuple):
    """What only a test budget has; `time_tolerance` is in percent of the limit."""

    time_tolerance: int = 20
    min_seconds: int = 10
    require_evidence: bool = False
    attribute_by: Literal["path", "execution"] = "path"


class Budget(NamedTuple):
    """Limits on the share of every variant of its dimensions, for each of its metrics.

    `name` is the key without `_budget`: "vehicle", "test". `total_limit` bounds all variants' code
    together. `coverage_floor` is a percentage, or "shared": as well covered as common code.
    """

    name: str
    location: Location
    dimensions: tuple[str, ...]
    limits: Limits
    metrics: tuple[str, ...]
    exclusions: tuple[Pattern, ...] = ()
    relative_to: Literal["product", "common"] = "product"
    total_limit: Limit | None = None
    existing_breaches: Literal["block", "tolerate"] = "block"
    enforce: Enforce = Enforce()
    coverage_floor: Limit | Literal["shared"] | None = None
    variants: tuple[VariantLimits, ...] = ()
    test_rules: EvidenceRules | None = None

    def limits_of(self, variant: str) -> Limits:
        """The limits of one variant: its own where given, else the budget's."""
        for own in self.variants:
            if own.variant == variant:
                return Limits(
                    hard=own.limits.hard or self.limits.hard,
                    soft=own.limits.soft or self.limits.soft,
                    trend=own.limits.trend or self.limits.trend,
                )
        return self.limits
