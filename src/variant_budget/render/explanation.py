"""The answer of `explain` as text."""

from variant_budget.domain.explanation import Explanation, LineSpan
from variant_budget.render.visible import visible


def render(found: Explanation) -> str:
    """A few lines: the role, the counts, and for each dimension the owner and the rule."""
    lines = [
        f"{visible(found.path)}",
        f"  role: {found.role.replace('_', ' ')} ({visible(found.because)})",
    ]
    if found.counts:
        counts = ", ".join(f"{name} {number}" for name, number in found.counts.items())
        lines.append(f"  costs: {counts}")
    else:
        lines.append(f"  costs: nothing in code metrics ({found.lines} lines)")
    if found.excluded_by:
        lines.append(f"  left out by: {', '.join(found.excluded_by)}")
    for span in found.spans:
        lines += _span(span)
    return "\n".join(lines) + "\n"


def _span(span: LineSpan) -> list[str]:
    place = f"line {span.first}" if span.first == span.last else f"lines {span.first}-{span.last}"
    rows = [f"  {place}:"]
    for dimension, owner in span.owners.items():
        name = " + ".join(owner) or (
            "shared" if span.line_class[dimension] == "owned" else "nobody"
        )
        rows.append(f"    {dimension}: {visible(name)}, by {visible(span.because[dimension])}")
    return rows
