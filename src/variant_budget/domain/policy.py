"""The policy as values: what is measured, who owns what, and the limits (docs/policy.md).

Patterns and limits carry the place where they were written, so that a problem found late (two
variants that claim one file, a pattern that matches nothing) still names file, line and column.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from variant_budget.domain.location import Location
from variant_budget.domain.metrics import CODE_METRICS, EVIDENCE_METRICS
from variant_budget.domain.symbols import canonical

Mode = Literal["default", "release"]
LimitKind = Literal["hard", "soft", "trend"]


class Pattern(NamedTuple):
    """A gitignore pattern as written; `{variant}` in it captures a variant's name."""

    text: str
    location: Location


class PathRule(NamedTuple):
    """A path of a variant; `overlay_of` names the base folder of an edited copy."""

    pattern: Pattern
    overlay_of: Pattern | None = None


class Overlay(NamedTuple):
    """An edited copy: paths of files, or of folders with "/" at their ends, from the root.

    `dimension` is a position in the policy.
    """

    path: str
    base: str
    dimension: int
    variant: str
    pattern: Pattern

    def base_of(self, path: str) -> str:
        """The path that a file of the copy was copied from."""
        return self.base + path[len(self.path) :]


class Limit(NamedTuple):
    """A limit in percent (hard, soft, total) or points (trend): 0 to 100, read as decimal text."""

    value: Fraction
    location: Location


class Limits(NamedTuple):
    """The limits on a share; None where the policy sets none. soft <= hard."""

    hard: Limit | None = None
    soft: Limit | None = None
    trend: Limit | None = None


class Variant(NamedTuple):
    """One declared value of a dimension. `aliases` are names with * and ? that captures may have."""

    name: str
    location: Location
    paths: tuple[PathRule, ...] = ()
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()


class Group(NamedTuple):
    """Variants of one dimension that share code: its lines belong to all in `of` together."""

    name: str
    location: Location
    of: tuple[str, ...]
    paths: tuple[Pattern, ...] = ()
    symbols: tuple[str, ...] = ()


class Dimension(NamedTuple):
    """A kind of variability. `captures` are patterns with `{variant}`.

    `complete`: every product is one of its variants. `shared`: with any, code that no rule claims
    is unattributed; with none, it is shared.
    """

    name: str
    location: Location
    captures: tuple[Pattern, ...] = ()
    not_variants: tuple[str, ...] = ()
    shared: tuple[Pattern, ...] = ()
    variants: tuple[Variant, ...] = ()
    groups: tuple[Group, ...] = ()
    ignore_symbols: tuple[str, ...] = ()
    complete: bool = False

    @property
    def patterns(self) -> Iterator[Pattern]:
        """Every pattern that gives a path an owner."""
        yield from self.captures
        yield from self.shared
        for variant in self.variants:
            yield from (rule.pattern for rule in variant.paths)
        for group in self.groups:
            yield from group.paths

    @property
    def names(self) -> frozenset[str]:
        """The variants that the policy names; captures may find more."""
        members = (name for group in self.groups for name in group.of)
        return frozenset((*members, *(variant.name for variant in self.variants)))

    @property
    def symbols(self) -> Iterator[str]:
        """Every text that stands for something in conditions, as written."""
        yield from self.ignore_symbols
        for variant in self.variants:
            yield from variant.symbols
        for group in self.groups:
            yield from group.symbols


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
        return (*CODE_METRICS, *sorted(more - {*CODE_METRICS, *EVIDENCE_METRICS}))

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
