"""Summary -> text for a terminal. The only importer of rich.

Sink: a terminal or a job's log. Foreign text goes through `visible`, so it holds no control
characters; rich's own markup is never parsed; no foreign text starts a line, where a runner would
read `::` as a command.
"""

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from variant_budget.domain.summary import BudgetLine, MoverLine, Remark, Summary
from variant_budget.render.visible import visible

STYLES = {"block": "red", "warn": "yellow", "excepted": "blue", "ok": "green", "none": "dim"}
MARKS = {"block": "✗", "warn": "!", "excepted": "≈", "ok": "✓", "none": "·"}
OUTCOMES = {
    "fail": ("✗", "bold red"),
    "warn": ("!", "bold yellow"),
    "pass": ("✓", "bold green"),
    "error": ("✗", "bold red"),
    "not-in-force": ("i", "bold blue"),
}
MOST_REMARKS = 8


def render(summary: Summary, *, width: int, colour: bool) -> str:
    """The report as text of that width in columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    mark, style = OUTCOMES[summary.outcome]
    console.print(Text(f"{mark} {visible(summary.headline)}", style=style), soft_wrap=True)
    for sentence in summary.lead:
        line = Text("  ")
        for span in sentence:
            line.append(visible(span.text), style="bold" if span.strong else "")
        console.print(line, soft_wrap=True)
    for text in summary.preview:
        console.print(Text(f"  {visible(text)}"), soft_wrap=True)
    if summary.rows:
        console.print()
        console.print(_table(summary))
        if summary.more:
            console.print(Text(f"  {summary.more} within budget", style="dim"))
    _sections(console, summary)
    return out.getvalue()


def _table(summary: Summary) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for title in ("Budget", "Variant"):
        table.add_column(title, no_wrap=True)
    for title in ("Share", "of limit", "Change", summary.release_label, "Headroom"):
        table.add_column(visible(title), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, style="dim")
    for row in summary.rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: BudgetLine) -> list[Text]:
    style = STYLES[row.mark]
    name = f"{row.variant} {row.metric}".rstrip()
    plain = (row.of_limit, row.change, row.growth, row.headroom, row.remark)
    return [
        Text(MARKS[row.mark], style=style),
        Text(visible(row.budget)),
        Text(visible(name)),
        Text(visible(row.share), style=style),
        *(Text(visible(cell)) for cell in plain),
    ]


def _sections(console: Console, summary: Summary) -> None:
    for title, lines in _titled(summary):
        if lines:
            console.print()
            console.print(Text(title, style="bold"))
        for line in lines:
            console.print(Text(visible(f"  {line}")), soft_wrap=True)
    console.print()
    for line in summary.measured[:1]:
        console.print(Text(visible(line), style="dim"), soft_wrap=True)


def _titled(summary: Summary) -> Iterator[tuple[str, list[str]]]:
    """The sections below the table; a section without lines is left out."""
    yield "What moved it", [
        *map(_mover, summary.movers),
        *([summary.movers_more] if summary.movers_more else []),
    ]
    yield "What to do", [
        f"{number}. {each.title} {each.text}" for number, each in enumerate(summary.advice, 1)
    ]
    yield "Most complex functions", [
        f"{each.complexity:>4} {each.grade}  {each.variant}  {each.name}  {each.place}"
        for each in summary.functions
    ]
    rest = len(summary.remarks) > MOST_REMARKS or summary.remarks_more
    yield "Also found", [
        *map(_remark, summary.remarks[:MOST_REMARKS]),
        *(["more in report.json"] if rest else []),
    ]
    yield "Proposed policy", [f"- {line}" for line in summary.proposal]
    yield "Exceptions", [
        f"{each.id}  {each.budget} to {each.ceiling} until {each.until} ({each.state})"
        for each in summary.exceptions
    ]


def _mover(mover: MoverLine) -> str:
    remark = f" ({mover.remark})" if mover.remark else ""
    return f"{mover.units:>6}  {mover.owner}  {mover.path}{remark}  by {mover.why}"


def _remark(remark: Remark) -> str:
    return f"- {remark.message}{f' [{remark.place}]' if remark.place else ''}"
