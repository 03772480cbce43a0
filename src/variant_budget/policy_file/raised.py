"""Which limits a later policy raised, or took away: what a board looks at first."""

from collections.abc import Iterator
from decimal import Decimal

from variant_budget.domain.policy import Policy
from variant_budget.policy_file.plain import plain_policy

_LIMITS = ("hard_limit", "soft_limit", "trend_limit", "total_limit")


def raised(old: Policy, new: Policy) -> tuple[str, ...]:
    """Sorted lines such as "vehicle_budget.hard_limit: 5 → 6"; defaults count as written.

    A lower floor of coverage is a raised limit too.
    """
    return tuple(sorted(_raised("", plain_policy(old), plain_policy(new))))


def _raised(path: str, old: object, new: object) -> Iterator[str]:
    if not isinstance(old, dict):
        return
    after = new if isinstance(new, dict) else {}
    for key, before in old.items():
        below = f"{path}.{key}" if path else str(key)
        now = after.get(key)
        if key in _LIMITS or (key == "coverage_floor" and isinstance(before, Decimal)):
            if _is_milder(key, before, now):
                yield f"{below}: {before:f} → {'none' if now is None else now}"
        else:
            yield from _raised(below, before, now)


def _is_milder(key: str, before: Decimal, now: object) -> bool:
    if not isinstance(now, Decimal):
        return now is None
    return now < before if key == "coverage_floor" else now > before
