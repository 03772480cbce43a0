"""Files and parts of files that are made from the table of rows.

`python -m tests.policy_file.generated` writes them; a test says when they are stale.
"""

import re
from pathlib import Path

from variant_budget.policy_file.key_list import built_in_patterns, exception_keys, policy_keys
from variant_budget.policy_file.schema import exceptions_schema, policy_schema, schema_text

ROOT = Path(__file__).parents[2]
DOCS = "docs/policy.md"


def made() -> dict[str, str]:
    """What each file must hold, by its path."""
    docs = (ROOT / DOCS).read_text("utf-8")
    docs = _between(docs, "patterns", built_in_patterns())
    docs = _between(docs, "exceptions", exception_keys())
    docs = _between(docs, "keys", policy_keys())
    return {
        DOCS: docs,
        "schemas/policy.schema.json": schema_text(policy_schema()),
        "schemas/exceptions.schema.json": schema_text(exceptions_schema()),
    }


def _between(text: str, name: str, content: str) -> str:
    """The text with `content` between the marks of that name."""
    marks = rf"(<!-- {name}: [^\n]*-->\n)(?s:.*?)(<!-- end -->)"
    changed, times = re.subn(marks, lambda found: f"{found[1]}\n{content}\n{found[2]}", text)
    assert times == 1, name
    return changed


if __name__ == "__main__":
    for path, text in made().items():
        (ROOT / path).write_text(text, "utf-8")
