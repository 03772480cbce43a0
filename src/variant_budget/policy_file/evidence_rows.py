"""The rows of `tests:`, `artifacts:`, `cost:` and `ccb:`: how tests and other units are found."""

from typing import Any

from variant_budget.domain.metrics import METRIC_BY_NAME
from variant_budget.domain.policy import Artifact, Board, Cost, NamedTests, ReportRule
from variant_budget.policy_file.lists import list_of
from variant_budget.policy_file.mappings import named, record
from variant_budget.policy_file.patterns import GLOB_OF_FILES, pattern_list
from variant_budget.policy_file.rows import Fields, Named, Row, Word
from variant_budget.policy_file.scalars import decimal, globs, names, text

REPORT_GLOB = Row("glob", GLOB_OF_FILES, "which report files", add='glob: "results/**"')
REPORT_DIMENSION = Row("dimension", names("dimension"), "the dimension of the variant", "none")
REPORT_VARIANT = Row("variant", names("variant"), "whose tests they hold", "by each test's path")
REPORT_RUNNER = Row("runner", names("runner"), "where the tests ran, for `cost`", "none")
REPORT = record(
    (REPORT_GLOB, REPORT_DIMENSION, REPORT_VARIANT, REPORT_RUNNER),
    example='{glob: "results/truck/**", dimension: vehicle, variant: truck}',
    schema={
        "dependentRequired": {"dimension": ["variant"], "variant": ["dimension"]},
        "anyOf": [{"required": ["variant"]}, {"required": ["runner"]}],
    },
)
REPORTS = Row(
    "reports",
    list_of(REPORT, of="report rules"),
    "report files whose tests all belong to one variant, or ran on one runner; the first that "
    "matches a file decides",
    "none",
)
NAMES = Row(
    "names",
    named(
        named(
            list_of(globs(), of="names with `*` and `?`", at_least=1),
            what="variant",
            example='truck: ["*[truck]"]',
        ),
        what="dimension",
        example='vehicle: {truck: ["*[truck]"]}',
    ),
    "tests that belong to a variant by their name; `*` and `?` are wildcards, `[` is not",
    "none",
)
TESTS = record((REPORTS, NAMES), example='{names: {vehicle: {truck: ["*[truck]"]}}}')

FILES = Row("files", pattern_list(at_least=1), "where they are found", add='files: ["src/**"]')
ENTRIES = Row(
    "entries",
    text(words="key path", most=200),
    "counts the entries at this key of YAML, JSON or TOML files, such as `spec.rules`",
    "counts files",
)
MATCHES = Row(
    "matches",
    text(words="regular expression", most=500),
    "counts the matches of this expression (RE2's syntax)",
    "counts files",
)
CLASSES = Row("classes", globs(), "counts the classes of this name", "counts files")
FUNCTIONS = Row("functions", globs(), "counts the functions of this name", "counts files")
COUNTING_ROWS = (ENTRIES, MATCHES, CLASSES, FUNCTIONS)
ARTIFACT = record(
    (FILES, *COUNTING_ROWS),
    example='{files: ["src/**"], classes: "*Adapter"}',
    schema={"maxProperties": 2},
)
# The metrics that an artifact may define anew; and the words that the ledger's rows use.
REDEFINED = ("policy_rules", "ui_components", "workflow_definitions", "integration_adapters")
RESERVED = tuple(
    sorted(
        {
            "all",
            "class",
            "coverable_lines",
            "covered_lines",
            "excluded_by",
            "owner",
            "owners",
            "role",
        }
        | (METRIC_BY_NAME.keys() - set(REDEFINED))
    )
)
ARTIFACTS = named(
    ARTIFACT,
    what="artifact",
    example='integration_adapters: {files: ["src/**"], classes: "*Adapter"}',
    name=r"[a-z][a-z0-9_]*",
    name_fix="use small letters, digits and _",
)
ARTIFACTS.schema["propertyNames"] |= {"not": {"enum": list(RESERVED)}}

CURRENCY = Row(
    "currency",
    text(words="three letters", must="[A-Z]{3}", fix="write three letters, such as USD"),
    "of the rates",
    add="currency: USD",
)
PER_MINUTE = Row(
    "per_minute",
    named(
        decimal(most=10_000, decimals=6, words="amount, at most 6 decimals"),
        what="runner",
        example="ubuntu-latest: 0.008",
    ),
    "what a minute of each runner costs",
    add="per_minute: {ubuntu-latest: 0.008}",
)
COST = record((CURRENCY, PER_MINUTE), example="{currency: USD, per_minute: {ubuntu-latest: 0.008}}")

_LABEL = text(words="label", most=50)
_LOGIN = r"@?[A-Za-z0-9][A-Za-z0-9-]*"
_PERSON = text(
    words="login or team",
    must=rf"{_LOGIN}(?:/[\w.-]+)?",
    fix='write a login, or a team such as "@org/ccb"',
)
LABEL = Row(
    "label",
    _LABEL,
    "of the board's issues; on a pull request it asks the board to look",
    "`ccb-review`",
)
ASSIGNEES = Row(
    "assignees",
    list_of(
        _PERSON,
        of="logins and teams",
        unique=lambda word: word.text,
    ),
    "who is assigned to them; a team is mentioned, since GitHub assigns none",
    "nobody",
)
APPROVAL_LABEL = Row(
    "approval_label", _LABEL, "the label that approves a pull request", "`ccb-approved`"
)
APPROVERS = Row(
    "approvers",
    list_of(
        _PERSON,
        of="logins and teams",
        unique=lambda word: word.text,
    ),
    "who may set that label",
    "nobody: the label approves nothing",
)
REVIEW_EVERY = Row(
    "review_every",
    text(words="days", must="[1-9][0-9]{0,3}d", fix="write a number of days, such as 90d"),
    "how often an issue asks for a review of all budgets, such as `90d`",
    "never",
)
CCB = record(
    (LABEL, ASSIGNEES, APPROVAL_LABEL, APPROVERS, REVIEW_EVERY),
    example='{approvers: ["@org/ccb"]}',
)


def _text(word: Word | None) -> str | None:
    return word.text if word else None


def build_reports(fields: Fields | None) -> tuple[ReportRule, ...]:
    """Report rules in the order written: the first that matches decides."""
    rules = (fields.get(REPORTS) if fields else None) or ()
    return tuple(
        ReportRule(
            glob=glob.text,
            location=glob.location,
            dimension=_text(rule.get(REPORT_DIMENSION)),
            variant=_text(rule.get(REPORT_VARIANT)),
            runner=_text(rule.get(REPORT_RUNNER)),
        )
        for rule in rules
        if (glob := rule.get(REPORT_GLOB))
    )


def build_names(fields: Fields | None) -> tuple[NamedTests, ...]:
    """Name rules, sorted by dimension and variant."""
    dimensions: tuple[Named[tuple[Named[tuple[Word, ...]], ...]], ...]
    dimensions = (fields.get(NAMES) if fields else None) or ()
    rules = [
        NamedTests(
            dimension=dimension.name,
            variant=variant.name,
            globs=tuple(word.text for word in variant.value),
            location=variant.location,
        )
        for dimension in dimensions
        for variant in dimension.value
    ]
    return tuple(sorted(rules, key=lambda rule: (rule.dimension, rule.variant)))


def build_artifacts(given: tuple[Named[Fields], ...] | None) -> tuple[Artifact, ...]:
    """Artifacts, sorted by name."""
    artifacts = [
        Artifact(
            name=each.name,
            location=each.location,
            files=each.value.get(FILES) or (),
            entries=_text(each.value.get(ENTRIES)),
            matches=_text(each.value.get(MATCHES)),
            classes=_text(each.value.get(CLASSES)),
            functions=_text(each.value.get(FUNCTIONS)),
        )
        for each in given or ()
    ]
    return tuple(sorted(artifacts, key=lambda artifact: artifact.name))


def build_cost(fields: Fields | None) -> Cost | None:
    """Rates, sorted by runner."""
    if fields is None:
        return None
    currency: Any = fields.get(CURRENCY)
    rates = [(rate.name, rate.value.value) for rate in fields.get(PER_MINUTE) or ()]
    return Cost(currency=currency.text, per_minute=tuple(sorted(rates)))


def build_board(fields: Fields | None) -> Board | None:
    """The change control board, defaults filled in."""
    if fields is None:
        return None
    board = Board()
    every = _text(fields.get(REVIEW_EVERY))
    return Board(
        label=_text(fields.get(LABEL)) or board.label,
        assignees=tuple(word.text for word in fields.get(ASSIGNEES) or ()),
        approval_label=_text(fields.get(APPROVAL_LABEL)) or board.approval_label,
        approvers=tuple(word.text for word in fields.get(APPROVERS) or ()),
        review_every_days=int(every[:-1]) if every else None,
    )
