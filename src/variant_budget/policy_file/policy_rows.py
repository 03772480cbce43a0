"""The rows of the policy itself: the top of the one table."""

import re
from collections.abc import Iterator
from typing import Any

from variant_budget.policy_file import nodes
from variant_budget.policy_file.budget_rows import CODE_BUDGET, TEST_BUDGET
from variant_budget.policy_file.dimension_rows import DIMENSION
from variant_budget.policy_file.evidence_rows import ARTIFACTS, CCB, COST, TESTS
from variant_budget.policy_file.file_rows import FILES, RELEASES, UNATTRIBUTED, WARN_OR_FAIL
from variant_budget.policy_file.mappings import named, record
from variant_budget.policy_file.reading import Reading, wrong_type
from variant_budget.policy_file.rows import Reader, Row

NEWEST_VERSION = 1


def _version(node: nodes.Node, what: str, reading: Reading) -> int | None:
    if isinstance(node, nodes.Scalar) and node.plain and node.text == str(NEWEST_VERSION):
        return NEWEST_VERSION
    if isinstance(node, nodes.Scalar) and re.fullmatch("[2-9]|[1-9][0-9]{1,8}", node.text):
        message = (
            f"{what} is {node.text}; this variant-budget reads version {NEWEST_VERSION}, "
            "use a newer one"
        )
        reading.problem("newer-version", node.location, message)
        return int(node.text)
    wrong_type(node, what, f"write {what}: {NEWEST_VERSION}", reading)
    return None


VERSION = Row(
    "version",
    Reader(_version, {"const": NEWEST_VERSION}, f"`{NEWEST_VERSION}`"),
    f"of this file's format: {NEWEST_VERSION}",
    add=f"version: {NEWEST_VERSION}",
)
FILES_ROW = Row("files", FILES, "what each file is for", "built in (below)")
UNATTRIBUTED_ROW = Row(
    "unattributed", UNATTRIBUTED, "how much may belong to nobody", "code 0 %, tests 5 %, warn"
)
UNDECIDED = Row(
    "undecided",
    WARN_OR_FAIL,
    "code under a condition that may or may not be a variant's: warn, or judge it as the variant's",
    "`warn`",
)
RELEASES_ROW = Row("releases", RELEASES, "which tags are releases", "all version tags")
DIMENSIONS = Row(
    "dimensions",
    named(DIMENSION, what="dimension", example='vehicle: {paths: ["src/vehicles/{variant}/"]}'),
    "the kinds of variability and their variants",
    add='dimensions: {vehicle: {paths: ["src/vehicles/{variant}/"]}}',
)
DIMENSIONS.reader.schema["propertyNames"] |= {"not": {"const": "test"}}
TEST_BUDGET_ROW = Row("test_budget", TEST_BUDGET, "limits for the tests of every variant", "none")
BUDGET = Row("_budget", CODE_BUDGET, "limits for the code of every variant of a dimension", "none")
TESTS_ROW = Row("tests", TESTS, "whose a test is, where its path does not say", "by path")
ARTIFACTS_ROW = Row("artifacts", ARTIFACTS, "metrics of your own, by name", "none")
COST_ROW = Row("cost", COST, "what test runners cost", "none")
CCB_ROW = Row("ccb", CCB, "the change control board, which grants exceptions", "none")

ROOT = record(
    (
        VERSION,
        FILES_ROW,
        UNATTRIBUTED_ROW,
        UNDECIDED,
        RELEASES_ROW,
        DIMENSIONS,
        TEST_BUDGET_ROW,
        TESTS_ROW,
        ARTIFACTS_ROW,
        COST_ROW,
        CCB_ROW,
    ),
    example="version: 1",
    family=BUDGET,
    told_by_checks=("dimensions",),
    # At least one key that ends in _budget.
    schema={"not": {"propertyNames": {"not": {"pattern": "_budget$"}}}},
)


def tables() -> Iterator[tuple[str, Reader[Any]]]:
    """Every mapping of the policy with the keys that lead to it, top down; "" is the top."""
    yield "", ROOT
    yield f"<dimension>{BUDGET.key}", CODE_BUDGET
    yield from _below(f"<dimension>{BUDGET.key}.", CODE_BUDGET)
    yield from _below("", ROOT)


def _below(path: str, reader: Reader[Any]) -> Iterator[tuple[str, Reader[Any]]]:
    for row in reader.rows:
        if row.reader.rows:
            name = f"{path}{row.key}{row.reader.step}"
            yield name, row.reader
            yield from _below(f"{name}.", row.reader)


def home_of(key: str) -> str:
    """Where a key is known that the mapping at hand does not know; "" for nowhere."""
    homes = [path for path, reader in tables() if any(row.key == key for row in reader.rows)]
    words = [f"below {home}" if home else "at the top of the file" for home in homes]
    return " or ".join(words[:2])
