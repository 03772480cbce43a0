"""Which files hold units of the metrics behind code: artifacts, configuration, dependencies."""

from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.attribute.patterns import Matcher
from variant_budget.domain.built_in import ARTIFACT_ROLES, BUILT_IN
from variant_budget.domain.dimension import Pattern
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import CODE_METRICS, Role
from variant_budget.domain.policy import Artifact, Policy
from variant_budget.domain.survey import Cast
from variant_budget.domain.units import Rule, RuleKind

NOBODY_WROTE = Location("", 0, 0)


class Counted(NamedTuple):
    """A rule that finds units in a file, and the position of its metric in the ledger's."""

    metric: int
    rule: Rule


class Counting:
    """The rules of one policy."""

    def __init__(self, policy: Policy) -> None:
        self._counts = [
            (Matcher(patterns), roles, Counted(at, rule))
            for at, name in enumerate(policy.metrics)
            if at >= len(CODE_METRICS)
            for patterns, roles, rules in _counts(policy, name)
            for rule in rules
        ]

    def of(self, path: str, cast: Cast) -> tuple[Counted, ...]:
        """The rules that look into a file."""
        return tuple(
            counted
            for matcher, roles, counted in self._counts
            if cast.role in roles and matcher.match(path)
        )


_Looks = tuple[tuple[Pattern, ...], frozenset[Role], tuple[Rule, ...]]


def _counts(policy: Policy, metric: str) -> Iterator[_Looks]:
    """Where a metric is looked for, and how: as the policy says, else by the built-in rules."""
    own = [artifact for artifact in policy.artifacts if artifact.name == metric]
    for artifact in own:
        yield artifact.files, ARTIFACT_ROLES, (_rule(artifact),)
    for count in BUILT_IN:
        if count.metric == metric and not own:
            patterns = tuple(Pattern(text, NOBODY_WROTE) for text in count.patterns)
            yield patterns, count.roles, count.rules


def _rule(artifact: Artifact) -> Rule:
    given = {
        RuleKind.ENTRIES: artifact.entries,
        RuleKind.MATCHES: artifact.matches,
        RuleKind.CLASSES: artifact.classes,
        RuleKind.FUNCTIONS: artifact.functions,
    }
    for kind, argument in given.items():
        if argument is not None:
            return Rule(artifact.name, kind, argument)
    return Rule(artifact.name, RuleKind.FILES)
