"""The policy as values: what is measured, who owns what, and the limits (docs/policy.md).

Patterns and limits carry the place where they were written, so that a problem found late (two
variants that claim one file, a pattern that matches nothing) still names file, line and column.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from variant_budget.domain.budget import Budget, Limit
from variant_budget.domain.dimension import Dimension, Overlay, Pattern
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import CODE_METRICS, TEST_METRICS
from variant_budget.domain.symbols import canonical


class FileRules(NamedTuple):
    """Patterns that decide the role of a file. `product` empty: all code is the product's."""

    exclude: tuple[Pattern, ...] = ()
    product: tuple[Pattern, ...] = ()
    tests: tuple[Pattern, ...] = ()
    test_data: tuple[Pattern, ...] = ()
    config: tuple[Pattern, ...] = ()
    manifests: tuple[Pattern, ...] = ()


class UnattributedRule(NamedTuple):
    """How many percent of a role may be unattributed, and what happens beyond."""

    limit: Limit
    then: Literal["warn", "fail"] = "warn"


class Artifact(NamedTuple):
    """How the units of a domain metric are found in files."""

    name: str
    location: Location
    files: tuple[Pattern, ...]
    entries: str | None = None
    matches: str | None = None
    classes: str | None = None
    functions: str | None = None


class ReportRule(NamedTuple):
    """Test reports whose tests all belong to one variant, or that ran on one kind of runner."""

    glob: str
    location: Location
    dimension: str | None = None
    variant: str | None = None
    runner: str | None = None


class NamedTests(NamedTuple):
    """Names of tests (with * and ?) that belong to one variant."""

    dimension: str
    variant: str
    globs: tuple[str, ...]
    location: Location


class Cost(NamedTuple):
    """Rates of runners, in the currency per minute."""

    currency: str
    per_minute: tuple[tuple[str, Fraction], ...] = ()


class Board(NamedTuple):
    """The change control board: how it is called and who may approve."""

    label: str = "ccb-review"
    assignees: tuple[str, ...] = ()
    approval_label: str = "ccb-approved"
    approvers: tuple[str, ...] = ()
    review_every_days: int | None = None

    @property
    def rejection_label(self) -> str:
        """The label by which the board says no: it is shown, and changes no verdict."""
        return "ccb-rejected"


def _literal(pattern: Pattern) -> str:
    return pattern.text.removeprefix("/")


def _at(pattern: Pattern) -> Location:
    return pattern.location


class Policy(NamedTuple):
    """The whole policy, normalised: defaults filled in, budgets and dimensions sorted by name.

    `places` says where each key was written, by the keys that lead to it joined with dots
    ("vehicle_budget.metrics.class_count"), sorted. Patterns that nobody wrote, the built-in
    defaults, have line 0.
    """

    path: str
    files: FileRules
    dimensions: tuple[Dimension, ...]
    budgets: tuple[Budget, ...]
    unattributed_code: UnattributedRule
    unattributed_tests: UnattributedRule
    undecided: Literal["warn", "fail"] = "warn"
    release_tags: str | None = None
    reports: tuple[ReportRule, ...] = ()
    test_names: tuple[NamedTests, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    cost: Cost | None = None
    board: Board | None = None
    places: tuple[tuple[str, Location], ...] = ()

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every pattern that stands in the policy's file, once, in its order."""
        return tuple(sorted({p for p in self._patterns() if p.location.path == self.path}, key=_at))

    def _patterns(self) -> Iterator[Pattern]:
        files = self.files
        for patterns in (files.exclude, files.product, files.tests, files.test_data):
            yield from patterns
        yield from files.config
        yield from files.manifests
        for dimension in self.dimensions:
            yield from dimension.patterns
            for variant in dimension.variants:
                yield from (rule.overlay_of for rule in variant.paths if rule.overlay_of)
        for budget in self.budgets:
            yield from budget.exclusions
        for artifact in self.artifacts:
            yield from artifact.files

    @property
    def symbols(self) -> tuple[str, ...]:
        """Every symbol of every dimension, in its canonical spelling, sorted."""
        return tuple(
            sorted({canonical(each) for dimension in self.dimensions for each in dimension.symbols})
        )

    @property
    def metrics(self) -> tuple[str, ...]:
        """What is counted: code metrics first, then what budgets judge and artifacts define."""
        more = {metric for budget in self.budgets for metric in budget.metrics}
        more |= {artifact.name for artifact in self.artifacts}
        return (*CODE_METRICS, *sorted(more - {*CODE_METRICS, *TEST_METRICS}))

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """Every edited copy, sorted by path."""
        found = (
            Overlay(
                _literal(rule.pattern), _literal(rule.overlay_of), at, variant.name, rule.pattern
            )
            for at, dimension in enumerate(self.dimensions)
            for variant in dimension.variants
            for rule in variant.paths
            if rule.overlay_of
        )
        return tuple(sorted(found))

    def place(self, key: str) -> Location:
        """Where a key was written; the file as a whole (line 0) where it was not."""
        return dict(self.places).get(key, Location(self.path, 0, 0))

    def dimension(self, name: str) -> Dimension:
        """The dimension of that name; KeyError where there is none."""
        for dimension in self.dimensions:
            if dimension.name == name:
                return dimension
        raise KeyError(name)
