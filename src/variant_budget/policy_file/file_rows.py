"""The rows of `files:`, `unattributed:` and `releases:`: what a file is for."""

from typing import Literal

from variant_budget.domain.dimension import Pattern
from variant_budget.domain.policy import FileRules, UnattributedRule
from variant_budget.policy_file import defaults
from variant_budget.policy_file.mappings import record
from variant_budget.policy_file.patterns import PATTERNS, pattern_list
from variant_budget.policy_file.rows import Fields, Reader, Row
from variant_budget.policy_file.scalars import PERCENT, globs, one_of

WARN_OR_FAIL: Reader[Literal["warn", "fail"]] = one_of("warn", "fail")

EXCLUDE = Row(
    "exclude", PATTERNS, "files that nothing counts, such as vendored and generated code", "none"
)
PRODUCT = Row(
    "product",
    pattern_list(at_least=1),
    "only code here is the product's; code elsewhere is tooling",
    "all code",
)
_BUILT_IN = "built in (below)"
TESTS = Row("tests", PATTERNS, "files with tests", _BUILT_IN)
TEST_DATA = Row("test_data", PATTERNS, "files that tests read", _BUILT_IN)
CONFIG = Row("config", PATTERNS, "configuration of the product", _BUILT_IN)
MANIFESTS = Row("manifests", PATTERNS, "files that name dependencies", _BUILT_IN)
FILES = record(
    (EXCLUDE, PRODUCT, TESTS, TEST_DATA, CONFIG, MANIFESTS), example='{exclude: ["third_party/"]}'
)

UNATTRIBUTED_LIMIT = Row(
    "limit", PERCENT, "how many percent may be unattributed", "`0` of code, `5` of tests"
)
THEN = Row("then", WARN_OR_FAIL, "what happens above the limit", "`warn`")
UNATTRIBUTED_RULE = record((UNATTRIBUTED_LIMIT, THEN), example="{limit: 5, then: warn}")
CODE = Row("code", UNATTRIBUTED_RULE, "of lines of code", "`{limit: 0, then: warn}`")
TEST_CASES = Row("tests", UNATTRIBUTED_RULE, "of test cases", "`{limit: 5, then: warn}`")
UNATTRIBUTED = record((CODE, TEST_CASES), example="{code: {limit: 0, then: fail}}")

TAGS = Row(
    "tags",
    globs(
        characters=r"\w.*?/+@-", fix="use letters, digits, _ . - / + @ and the wildcards * and ?"
    ),
    "the names of release tags",
    "any version: `v1.2`, `V11.3.0`, `curl-8_21_0`",
)
RELEASES = record((TAGS,), example='{tags: "v*"}')


def build_files(fields: Fields | None) -> FileRules:
    """The roles of files, defaults filled in."""
    if fields is None:
        fields = Fields(defaults.BUILT_IN)

    def given(row: Row[tuple[Pattern, ...]], built_in: tuple[str, ...] = ()) -> tuple[Pattern, ...]:
        patterns = fields.get(row)
        return defaults.patterns(built_in) if patterns is None else patterns

    return FileRules(
        exclude=given(EXCLUDE),
        product=given(PRODUCT),
        tests=given(TESTS, defaults.TESTS),
        test_data=given(TEST_DATA, defaults.TEST_DATA),
        config=given(CONFIG, defaults.CONFIG),
        manifests=given(MANIFESTS, defaults.MANIFESTS),
    )


def build_unattributed(
    fields: Fields | None, row: Row[Fields], built_in: UnattributedRule
) -> UnattributedRule:
    """The rule for code or for tests, defaults filled in."""
    own = fields.get(row) if fields else None
    if own is None:
        return built_in
    return UnattributedRule(
        limit=own.get(UNATTRIBUTED_LIMIT) or built_in.limit, then=own.get(THEN) or built_in.then
    )
