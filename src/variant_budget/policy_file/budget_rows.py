"""The rows of `<dimension>_budget:` and `test_budget:`: limits, metrics and what blocks."""

from collections.abc import Sequence
from typing import Any, Literal, cast

from variant_budget.domain.budget import (
    Budget,
    Enforce,
    EvidenceRules,
    Limit,
    LimitKind,
    Limits,
    VariantLimits,
)
from variant_budget.domain.location import Location
from variant_budget.domain.metrics import (
    DEFAULT_CODE_METRICS,
    DEFAULT_TEST_METRICS,
    METRICS,
    Role,
)
from variant_budget.policy_file.lists import list_of
from variant_budget.policy_file.mappings import named, record
from variant_budget.policy_file.patterns import PATTERNS
from variant_budget.policy_file.rows import Fields, Named, Reader, Row, Word
from variant_budget.policy_file.scalars import (
    FLAG,
    PERCENT,
    POINTS,
    names,
    one_of,
    percent_or,
    whole,
)

TEST_METRICS = tuple(m.name for m in METRICS if m.role in (Role.TEST, Role.TEST_DATA))
CODE_METRICS = tuple(m.name for m in METRICS if m.name not in TEST_METRICS)
KINDS: tuple[LimitKind, ...] = ("hard", "soft", "trend")

_RELATIVE_TO: Reader[Literal["product", "common"]] = one_of("product", "common")
_EXISTING: Reader[Literal["block", "tolerate"]] = one_of("block", "tolerate")
_ATTRIBUTE_BY: Reader[Literal["path", "execution"]] = one_of("path", "execution")
_KIND: Reader[LimitKind] = one_of("hard", "soft", "trend")
_KINDS = list_of(_KIND, of="`hard`, `soft`, `trend`", unique=lambda kind: kind)


def _metrics(known: Sequence[str], refused: Sequence[str] = ()) -> Reader[tuple[Word, ...]]:
    """A list of metrics; which ones there are is checked with the artifacts at hand."""
    item = names("metric")
    item.schema = item.schema | {"examples": list(known)}
    item.schema |= {"not": {"enum": list(refused)}} if refused else {"enum": list(known)}
    return list_of(item, of="metrics", at_least=1, unique=lambda word: word.text)


HARD = Row("hard_limit", PERCENT, "a share above it is a breach", "none")
SOFT = Row("soft_limit", PERCENT, "a share above it is a warning; at most `hard_limit`", "none")
TREND = Row(
    "trend_limit", POINTS, "how many points a share may grow from one release to the next", "none"
)
LIMIT_ROWS = (HARD, SOFT, TREND)
OWN_LIMITS = record(LIMIT_ROWS, example="{hard_limit: 8.0}", schema={"minProperties": 1})

ENFORCE_DEFAULT = Row("default", _KINDS, "what blocks a change", "`[hard]`")
ENFORCE_RELEASE = Row(
    "release",
    _KINDS,
    "what blocks a release or deployment: all that blocks a change, and more",
    "`[hard, trend]` and all of `default`",
)
ENFORCE = Row(
    "enforce",
    record((ENFORCE_DEFAULT, ENFORCE_RELEASE), example="{default: [hard], release: [hard, trend]}"),
    "which limits block",
    "hard; for a release hard and trend",
)
EXCLUSIONS = Row(
    "exclusions", PATTERNS, "files that this budget alone leaves out, of both sides", "none"
)
RELATIVE_TO = Row(
    "relative_to",
    _RELATIVE_TO,
    "divide by common code and the variant's own (`product`), or by common code alone",
    "`product`",
)
TOTAL = Row("total_limit", PERCENT, "a limit for the code of all variants together", "none")
EXISTING = Row(
    "existing_breaches",
    _EXISTING,
    "a breach that stood before the change: `block` blocks until a change makes it better, "
    "`tolerate` blocks only a change that makes it worse",
    "`block`",
)
COVERAGE_FLOOR = Row(
    "coverage_floor",
    percent_or("shared"),
    "how much of a variant's code tests must run: a percentage, or as much as of common code",
    "none",
)
OWN_BY_VARIANT = Row(
    "variants",
    named(OWN_LIMITS, what="variant", example="truck: {hard_limit: 8.0}"),
    "limits of single variants that replace the budget's",
    "none",
)
CODE_METRIC_LIST = Row(
    "metrics",
    _metrics(CODE_METRICS, refused=TEST_METRICS),
    "what is counted: metrics of code, configuration and dependencies, or your own artifacts",
    f"`[{', '.join(DEFAULT_CODE_METRICS)}]`",
)
TEST_METRIC_LIST = Row(
    "metrics",
    _metrics(TEST_METRICS),
    "what is counted of tests",
    f"`[{', '.join(DEFAULT_TEST_METRICS)}]`",
)
DIMENSIONS_JUDGED = Row(
    "dimensions",
    list_of(names("dimension"), of="dimensions", at_least=1, unique=lambda word: word.text),
    "whose variants are judged",
    "all",
)
TIME_TOLERANCE = Row(
    "time_tolerance",
    whole(least=0, most=1000, words="percent of the limit, whole"),
    "how far time and cost may be over their limit before they block",
    "`20`",
)
MIN_SECONDS = Row(
    "min_seconds",
    whole(least=0, most=1_000_000, words="seconds, whole"),
    "tests that take less altogether are too few to judge their time and cost",
    "`10`",
)
REQUIRE_EVIDENCE = Row(
    "require_evidence",
    FLAG,
    "where test reports are missing, all or those of one pattern, the check fails (exit code 3)",
    "`false`",
)
ATTRIBUTE_BY = Row(
    "attribute_by",
    _ATTRIBUTE_BY,
    "whose a test is: by its file's path, or by the code it runs (needs coverage contexts)",
    "`path`",
)

_FOR_BOTH = (*LIMIT_ROWS, EXCLUSIONS, RELATIVE_TO, TOTAL, EXISTING, ENFORCE, OWN_BY_VARIANT)
_SOME_LIMIT = ["hard_limit", "soft_limit", "trend_limit", "total_limit", "variants"]


def _some_limit(*more: str) -> dict[str, Any]:
    return {"anyOf": [{"required": [key]} for key in (*_SOME_LIMIT, *more)]}


LIMITING_ROWS = (*LIMIT_ROWS, TOTAL, OWN_BY_VARIANT, COVERAGE_FLOOR)
CODE_BUDGET = record(
    (*_FOR_BOTH, CODE_METRIC_LIST, COVERAGE_FLOOR),
    example="{hard_limit: 5.0, soft_limit: 3.0}",
    schema=_some_limit("coverage_floor"),
)
TEST_BUDGET = record(
    (
        *_FOR_BOTH,
        TEST_METRIC_LIST,
        DIMENSIONS_JUDGED,
        TIME_TOLERANCE,
        MIN_SECONDS,
        REQUIRE_EVIDENCE,
        ATTRIBUTE_BY,
    ),
    example="{hard_limit: 25.0, soft_limit: 20.0}",
    schema=_some_limit(),
)


def limits_in(fields: Fields) -> Limits:
    """The three limits of a budget or of one variant."""
    return Limits(hard=fields.get(HARD), soft=fields.get(SOFT), trend=fields.get(TREND))


def build_budget(
    name: str, location: Location, fields: Fields, dimensions: tuple[str, ...]
) -> Budget:
    """The budget that checked fields describe, for these dimensions."""
    tests = name == "test"
    metrics = fields.get(TEST_METRIC_LIST if tests else CODE_METRIC_LIST)
    defaults = DEFAULT_TEST_METRICS if tests else DEFAULT_CODE_METRICS
    own = fields.get(OWN_BY_VARIANT) or ()
    return Budget(
        name=name,
        location=location,
        dimensions=dimensions,
        limits=limits_in(fields),
        metrics=tuple(word.text for word in metrics) if metrics else defaults,
        exclusions=fields.get(EXCLUSIONS) or (),
        relative_to=fields.get(RELATIVE_TO) or "product",
        total_limit=fields.get(TOTAL),
        existing_breaches=fields.get(EXISTING) or "block",
        enforce=build_enforce(fields.get(ENFORCE)),
        coverage_floor=cast("Limit | Literal['shared'] | None", fields.get(COVERAGE_FLOOR)),
        variants=tuple(sorted(map(_own_limits, own), key=lambda each: each.variant)),
        test_rules=_test_rules(fields) if tests else None,
    )


def _own_limits(given: Named[Fields]) -> VariantLimits:
    return VariantLimits(variant=given.name, limits=limits_in(given.value), location=given.location)


def build_enforce(fields: Fields | None) -> Enforce:
    """What blocks; a release blocks at least what a change does."""
    if fields is None:
        return Enforce()
    default = fields.get(ENFORCE_DEFAULT)
    blocks = set(Enforce().default if default is None else default)
    given = fields.get(ENFORCE_RELEASE)
    release = {*Enforce().release, *blocks} if given is None else set(given)
    return Enforce(
        default=tuple(kind for kind in KINDS if kind in blocks),
        release=tuple(kind for kind in KINDS if kind in release),
    )


def _test_rules(fields: Fields) -> EvidenceRules:
    rules = EvidenceRules()
    tolerance, seconds = fields.get(TIME_TOLERANCE), fields.get(MIN_SECONDS)
    return EvidenceRules(
        time_tolerance=rules.time_tolerance if tolerance is None else tolerance,
        min_seconds=rules.min_seconds if seconds is None else seconds,
        require_evidence=fields.get(REQUIRE_EVIDENCE) is True,
        attribute_by=fields.get(ATTRIBUTE_BY) or rules.attribute_by,
    )
