"""The parts of the docs that are made from the program.

`python -m tests.docs.generated` writes them; a test says when they are stale.
"""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

from variant_budget.cli.arguments import parse
from variant_budget.domain.metrics import METRICS
from variant_budget.measure.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "check",
    "measure",
    "explain",
    "validate",
    "exception propose",
    "violations",
    "comment",
    "schema",
)


def made() -> dict[str, str]:
    """What each file must hold, by its path."""
    metrics = (ROOT / "docs/metrics.md").read_text("utf-8")
    metrics = between(metrics, "metrics", metrics_table())
    metrics = between(metrics, "languages", languages())
    readme = (ROOT / "README.md").read_text("utf-8")
    readme = between(readme, "help", f"```text\n{program_help()}```\n")
    return {"docs/metrics.md": metrics, "README.md": readme}


def between(text: str, name: str, content: str) -> str:
    """The text with `content` between the marks of that name."""
    marks = rf"(<!-- {name}: [^\n]*-->\n)(?s:.*?)(<!-- end -->)"
    changed, times = re.subn(marks, lambda found: f"{found[1]}\n{content}\n{found[2]}", text)
    assert times == 1, name
    return changed


def metrics_table() -> str:
    """All metrics as a Markdown table."""
    head = "| metric | from | unit | one unit allowed |\n|---|---|---|---|\n"
    return head + "".join(
        f"| `{metric.name}` | {metric.role.replace('_', ' ')} | {metric.units} | "
        f"{'yes' if metric.counted else 'no'} |\n"
        for metric in METRICS
    )


def languages() -> str:
    """The two lists of languages."""
    whole = ", ".join(row.name for row in LANGUAGES if row.definitions)
    lines = ", ".join(row.name for row in LANGUAGES if not row.definitions)
    return f"All four metrics: {whole}.\n\nLines of code only: {lines}.\n"


def program_help() -> str:
    """What `variant-budget --help` and the commands' --help print, 100 columns wide."""
    return "\n".join(_help(*words) for words in ((), *(command.split() for command in COMMANDS)))


def _help(*command: str) -> str:
    printed = io.StringIO()
    with patch.dict("os.environ", {"COLUMNS": "100"}), redirect_stdout(printed):
        try:
            parse([*command, "--help"])
        except SystemExit:
            return f"$ variant-budget {' '.join([*command, '--help'])}\n{printed.getvalue()}"
    raise AssertionError("--help ends the program")


if __name__ == "__main__":
    for path, text in made().items():
        (ROOT / path).write_text(text, "utf-8")
