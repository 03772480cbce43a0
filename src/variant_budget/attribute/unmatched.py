"""Which patterns of a policy match no tracked path: most often a spelling mistake or a renaming."""

from collections.abc import Iterable, Iterator

from variant_budget.attribute.patterns import Capture, Matcher
from variant_budget.attribute.plan import Plan
from variant_budget.domain.policy import Pattern, Policy


def unmatched(policy: Policy, plans: Iterable[Plan]) -> tuple[Pattern, ...]:
    """The patterns written in the policy that match nothing in any of the plans, in its order."""
    plans = tuple(plans)
    used = {
        claim.pattern for plan in plans for file in plan.files.values() for claim in file.claims
    }
    paths = sorted({path for plan in plans for path in plan.files})
    written = (each for each in _written(policy) if each.location.path == policy.path)
    suspects = sorted(
        (each for each in written if each not in used), key=lambda each: each.location
    )
    return tuple(pattern for pattern in suspects if not _matches(pattern, paths))


def _matches(pattern: Pattern, paths: Iterable[str]) -> bool:
    if "{variant}" in pattern.text:
        capture = Capture(pattern)
        return any(capture.variant(path) for path in paths)
    text = pattern.text.removeprefix("!")
    matcher = Matcher([Pattern(text, pattern.location)])
    return any(matcher.match(path) for path in paths)


def _written(policy: Policy) -> Iterator[Pattern]:
    files = policy.files
    for patterns in (files.exclude, files.product, files.tests, files.test_data):
        yield from patterns
    yield from files.config
    yield from files.manifests
    for dimension in policy.dimensions:
        yield from dimension.captures
        yield from dimension.shared
        for variant in dimension.variants:
            yield from (rule.pattern for rule in variant.paths)
        for group in dimension.groups:
            yield from group.paths
    for budget in policy.budgets:
        yield from budget.exclusions
