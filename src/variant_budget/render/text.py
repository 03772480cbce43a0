"""Summary -> text for a terminal. The only importer of rich.

Sink: a terminal or a job's log. Foreign text goes through `visible`, so it holds no control
characters; rich's own markup is never parsed; no line starts with a command of a job's runner.
"""

import re
from collections.abc import Iterable, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from variant_budget.domain.summary import BudgetLine, MoverLine, Remark, Sentence, Span, Summary
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
LEVELS = {"error": "block", "warning": "warn", "note": "none"}
MOST_TITLE = 12
LEAST_WIDTH = 72
NAME, LEAST_NAME = 1, 8
"""The column of names in the table, and what is left of it in the narrowest terminal."""
MOST_REMARKS = 8
MOST_CHANGES = 8
GAP = "  "
# Runners read "::" at the start of a line and "##[" anywhere; wrapping may start a line with either.
_COMMAND = re.compile(r"(?m)(^[ ✗!i·≈-]*):(?=:)")
_WORD = re.compile("[^ ]+ *")
_OLD_COMMAND = re.compile(r"#(?=#\w*\[)")


def render(summary: Summary, *, width: int, colour: bool) -> str:
    """The report as text of that width in columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, LEAST_WIDTH),
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    mark, style = OUTCOMES[summary.outcome]
    _hanging(console, Text(f"{mark} ", style), Text(visible(summary.headline), style))
    for sentence in (*((Span(line),) for line in summary.preview), *summary.lead):
        _hanging(console, Text(GAP), _sentence(sentence))
    if summary.rows:
        console.print()
        console.print(_table(summary, console.width))
    if summary.more:
        console.print(Text(f"   {visible(summary.more)}.", "dim"), soft_wrap=True)
    _sections(console, summary)
    console.print()
    for line in summary.measured[:1]:
        _hanging(console, Text(""), _sentence(line, "dim"))
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return _OLD_COMMAND.sub(r"#\\", _COMMAND.sub(r"\1\\:", "\n".join(lines))) + "\n"


def _hanging(console: Console, start: Text, text: Text) -> None:
    """A paragraph whose further lines stand below its first word; words, as paths, are not cut."""
    cuts, used = [], start.cell_len
    for word in _WORD.finditer(text.plain):
        if word.start() and used + cell_len(word[0].rstrip(" ")) > console.width:
            cuts.append(word.start())
            used = start.cell_len
        used += cell_len(word[0])
    for number, line in enumerate(text.divide(cuts)):
        before = start if number == 0 else Text(" " * start.cell_len)
        console.print(before + line, soft_wrap=True)


def _sentence(spans: Sentence, style: str = "") -> Text:
    text = Text(style=style)
    for span in spans:
        text.append(visible(span.text), "bold" if span.strong else "")
    return text


def _table(summary: Summary, room: int) -> Table:
    """One line for each variant, a second one where a remark belongs to it; names give way."""
    change, since = (
        "\n".join(_cut(part) for part in visible(label).split(" ", 1))
        for label in (summary.change_label, summary.release_label)
    )
    asked = ("", "Budget", "Share", "of\nlimit", change, since, "Headroom")
    kept = [at for at, title in enumerate(asked) if title or not at]
    titles = [asked[at] for at in kept]
    cells = [[row[at] for at in kept] for row in map(_cells, summary.rows)]
    widths = [
        max(
            cell_len(line)
            for cell in (title, *(row[at].plain for row in cells))
            for line in cell.split("\n")
        )
        for at, title in enumerate(titles)
    ]
    remarks = [len(GAP) + cell_len(visible(row.remark)) for row in summary.rows]
    widths[NAME] = max(widths[NAME], *remarks)
    others = sum(widths) - widths[NAME] + len(GAP) * (len(widths) - 1)
    widths[NAME] = min(widths[NAME], max(room - others, LEAST_NAME))
    table = Table(box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), header_style="dim")
    for at, (title, width) in enumerate(zip(titles, widths, strict=True)):
        table.add_column(
            title,
            width=width,
            no_wrap=True,
            vertical="bottom",
            justify="right" if at > NAME else "left",
        )
    for row, line in zip(summary.rows, cells, strict=True):
        table.add_row(*line)
        if row.remark:
            table.add_row("", Text(f"{GAP}{visible(row.remark)}", "dim"))
    return table


def _cut(title: str) -> str:
    return title if cell_len(title) <= MOST_TITLE else f"{title[: MOST_TITLE // 2]}…"


def _cells(row: BudgetLine) -> list[Text]:
    style = STYLES[row.mark]
    name = Text(f"{visible(row.budget)} · ")
    name.append(visible(row.variant), "bold")
    name.append(f" {row.metric}" if row.metric else "")
    figures = (row.of_limit, row.change, row.growth, row.headroom)
    return [
        Text(MARKS[row.mark], style),
        name,
        Text(visible(row.share), style),
        *(Text(visible(cell)) for cell in figures),
    ]


def _sections(console: Console, summary: Summary) -> None:
    if _titled(console, "What moved it", summary.movers):
        _columns(console, [_mover(mover) for mover in summary.movers], right=1)
        _note(console, summary.movers_more)
    _titled(console, "What to do", summary.advice)
    for number, each in enumerate(summary.advice, 1):
        text = Text(f"{visible(each.title)} ", "bold") + _sentence(each.text)
        _hanging(console, Text(f"{GAP}{number}. "), text)
        for line in each.code.splitlines():
            console.print(Text(f"{GAP * 2}  {visible(line)}", "dim"), soft_wrap=True)
    if _titled(console, "Most complex functions", summary.functions):
        functions = [
            (each.complexity, each.grade, each.variant, each.name, each.place)
            for each in summary.functions
        ]
        _columns(console, functions, right=1)
    _titled(console, "Also found", summary.remarks)
    for remark in summary.remarks[:MOST_REMARKS]:
        _hanging(console, *_remark(remark))
    if len(summary.remarks) > MOST_REMARKS or summary.remarks_more:
        _note(console, "more in report.json")
    _titled(console, "Proposed policy", summary.proposal)
    for line in summary.proposal[:MOST_CHANGES]:
        _hanging(console, Text(f"{GAP}- "), Text(visible(line)))
    if len(summary.proposal) > MOST_CHANGES:
        _note(console, "more in report.json")
    if _titled(console, "Exceptions", summary.exceptions):
        exceptions = [
            (each.id, each.budget, f"to {each.ceiling}", f"until {each.until}", each.state)
            for each in summary.exceptions
        ]
        _columns(console, exceptions)


def _titled(console: Console, title: str, lines: Sequence[object]) -> bool:
    """The title of a section, unless it would be empty."""
    if lines:
        console.print()
        console.print(Text(title, "bold"))
    return bool(lines)


def _note(console: Console, text: str) -> None:
    if text:
        console.print(Text(f"{GAP}{visible(text)}", "dim"), soft_wrap=True)


def _columns(console: Console, rows: Iterable[Sequence[str]], right: int = 0) -> None:
    """Cells below each other. Nothing is cut: a path is there to be copied."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = [
            " " * (width - cell_len(cell)) + cell
            if number < right
            else cell + " " * (width - cell_len(cell))
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        line = GAP + GAP.join(cells).rstrip()
        console.print(Text(line), soft_wrap=True)


def _mover(mover: MoverLine) -> tuple[str, str, str, str]:
    remark = f" ({mover.remark})" if mover.remark else ""
    return mover.units, mover.owner, f"{mover.path}{remark}", mover.why


def _remark(remark: Remark) -> tuple[Text, Text]:
    mark = LEVELS[remark.level]
    text = Text(visible(remark.message))
    if remark.place and remark.place not in remark.message:
        text.append(f" [{visible(remark.place)}]", "dim")
    return Text(f"{GAP}{MARKS[mark]} ", STYLES[mark]), text
