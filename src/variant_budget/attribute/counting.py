"""Which files hold units of the metrics behind code: artifacts, configuration, dependencies."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from variant_budget.attribute.patterns import Matcher
from variant_budget.domain.artifacts import DEFAULT_RULES
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import CODE_METRICS, Role
from variant_budget.domain.policy import Artifact, Pattern, Policy
from variant_budget.domain.survey import Cast
from variant_budget.domain.units import Rule, RuleKind

NOBODY_WROTE = Location("", 0, 0)
_ARTIFACTS = frozenset({Role.CODE, Role.CONFIG, Role.OTHER})
"""YAML and JSON outside configuration are of role OTHER."""
_ROLES = {
    "config_files": frozenset({Role.CONFIG}),
    "config_entries": frozenset({Role.CONFIG}),
    "service_dependency_count": frozenset({Role.CONFIG, Role.OTHER}),
    "dependency_count": frozenset({Role.MANIFEST}),
}
_CODE_THAT_NAMES_DEPENDENCIES = ("CMakeLists.txt", "*.cmake", "conanfile.py")


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
            for patterns, roles, rule in _counts(policy, name)
        ]

    def of(self, path: str, cast: Cast) -> tuple[Counted, ...]:
        """The rules that look into a file."""
        return tuple(
            counted
            for matcher, roles, counted in self._counts
            if cast.role in roles and matcher.match(path)
        )


_Looks = tuple[tuple[Pattern, ...], frozenset[Role], Rule]


def _counts(policy: Policy, metric: str) -> Iterator[_Looks]:
    """Where a metric is looked for, and how: as the policy says, else by the built-in rules."""
    roles = _ROLES.get(metric, _ARTIFACTS)
    own = [artifact for artifact in policy.artifacts if artifact.name == metric]
    for artifact in own:
        yield artifact.files, roles, _rule(artifact)
    for rule, files, _ in DEFAULT_RULES:
        if rule.name == metric and not own:
            yield _patterns(files), roles, rule
            if metric == "dependency_count":
                yield _patterns(_CODE_THAT_NAMES_DEPENDENCIES), frozenset({Role.CODE}), rule


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


def _patterns(texts: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(Pattern(text, NOBODY_WROTE) for text in texts)
