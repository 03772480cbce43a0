"""The key list of docs/policy.md, from the rows that read the keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from variant_budget.policy_file import defaults
from variant_budget.policy_file.budget_rows import CODE_BUDGET, TEST_BUDGET
from variant_budget.policy_file.exception_rows import EXCEPTION
from variant_budget.policy_file.policy_rows import tables
from variant_budget.policy_file.rows import Row


def policy_keys() -> str:
    """Every mapping of the policy with its keys, as Markdown."""
    parts = []
    seen = set()
    for path, reader in tables():
        rows = reader.rows
        if reader is TEST_BUDGET:
            rows = tuple(row for row in rows if row not in CODE_BUDGET.rows)
        if rows in seen:
            continue
        seen.add(rows)
        parts.append(f"### {f'`{path}`' if path else 'The top of the file'}\n")
        if reader is TEST_BUDGET:
            parts.append("The keys of `<dimension>_budget`, but for `coverage_floor`, and:\n")
        parts.append(_table(rows))
    return "\n".join(parts)


def exception_keys() -> str:
    """The keys of one exception, as Markdown."""
    return _table(EXCEPTION.rows)


def built_in_patterns() -> str:
    """The patterns that hold where `files` says nothing, as Markdown."""
    lists = (
        ("tests", defaults.TESTS),
        ("test_data", defaults.TEST_DATA),
        ("config", defaults.CONFIG),
        ("manifests", defaults.MANIFESTS),
    )
    return "".join(
        f"- `{key}`: {' '.join(f'`{each}`' for each in texts)}\n" for key, texts in lists
    )


def _table(rows: Sequence[Row[Any]]) -> str:
    return "".join(_lines(rows))


def _lines(rows: Sequence[Row[Any]]) -> Iterator[str]:
    yield "| key | value | where absent | meaning |\n|---|---|---|---|\n"
    for row in rows:
        default = "**required**" if row.add else row.default
        yield f"| `{row.key}` | {row.reader.words} | {default} | {row.meaning} |\n"
