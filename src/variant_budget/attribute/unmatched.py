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
    written = {each for each in _written(policy) if each.location.path == policy.path} - used
    suspects = {each for each in written if "{variant}" not in each.text}
    unused = [each for each in written - suspects if not _captures(each, paths)]
    return tuple(sorted((*unused, *_never(suspects, paths)), key=lambda pattern: pattern.location))


def _captures(pattern: Pattern, paths: Iterable[str]) -> bool:
    capture = Capture(pattern)
    return any(capture.variant(path) for path in paths)


def _never(suspects: set[Pattern], paths: Iterable[str]) -> set[Pattern]:
    """Those of the patterns that match no path.

    All are asked at once. A path answers with one pattern, which may hide another, so whatever was
    found is put aside and the rest is asked again.
    """
    while suspects:
        asked = {Pattern(each.text.removeprefix("!"), each.location): each for each in suspects}
        matcher = Matcher(tuple(asked))
        found = {asked[pattern] for path in paths if (pattern := matcher.match(path))}
        if not found:
            break
        suspects = suspects - found
    return suspects


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
