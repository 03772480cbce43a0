"""The answer of `explain` as text. No line of it starts with foreign text."""

from variant_budget.domain.explanation import Explanation, LineSpan
from variant_budget.domain.metrics import METRIC_BY_NAME
from variant_budget.render.visible import visible

WORDS = {"owned": "shared", "unattributed": "nobody", "copy": "nobody, a copy"}
"""What a line without owners is, by its class."""


def render(found: Explanation) -> str:
    """A few lines: the role, the counts, and for each dimension the owner and the rule."""
    lines = [
        f"file {visible(found.path)}",
        f"  role:  {found.role.replace('_', ' ')} ({visible(found.because)})",
        f"  costs: {_costs(found)}",
    ]
    if found.excluded_by:
        lines.append(
            f"  left out by the exclusions of: {', '.join(map(visible, found.excluded_by))}"
        )
    for span in found.spans:
        lines += _span(span)
    return "\n".join(lines) + "\n"


def _costs(found: Explanation) -> str:
    if not found.counts:
        lines = "1 line" if found.lines == 1 else f"{found.lines:,} lines"
        return f"nothing in code metrics (the file has {lines})"
    counts = [_count(metric, number) for metric, number in found.counts.items()]
    return f"{', '.join(counts)} (the whole file)"


def _count(metric: str, number: int) -> str:
    known = METRIC_BY_NAME[metric]
    if metric == "lines_of_code":
        return f"{number:,} {known.unit if number == 1 else known.units} of code"
    return f"{number:,} {known.unit if number == 1 else known.units}"


def _span(span: LineSpan) -> list[str]:
    place = f"line {span.first}" if span.first == span.last else f"lines {span.first}-{span.last}"
    rows = [f"  {place}:"]
    for dimension, owner in span.owners.items():
        name = " + ".join(owner) or (WORDS[span.line_class[dimension]])
        doubt = " or ".join(span.undecided.get(dimension, ()))
        rows.append(
            f"    {visible(dimension)}: {visible(name)} ({visible(span.because[dimension])})"
            + f", undecided: {visible(doubt)}" * bool(doubt)
        )
    return rows
