"""Summary -> text for a terminal. The only importer of rich.

Sink: a terminal or a job's log. Foreign text goes through `visible`, so it holds no control
characters; rich's own markup is never parsed; no line starts with a command of a job's runner.
"""

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from variant_budget.domain.function import FunctionLine
from variant_budget.domain.summary import (
    Advice,
    BudgetLine,
    ExceptionLine,
    MoverLine,
    ReleaseLine,
    Remark,
    Sentence,
    Span,
    Summary,
)
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
MORE = "more in report.json"
GAP = "  "
# Runners read "::" at the start of a line and "##[" anywhere; wrapping may start a line with either.
_COMMAND = re.compile(r"(?m)(^[ ✗!i·≈-]*):(?=:)")
_WORD = re.compile("[^ ]+ *")
_OLD_COMMAND = re.compile(r"#(?=#\w*\[)")


def render(summary: Summary, *, width: int, colour: bool) -> str:
    """The report as text of that width in columns."""
    out = StringIO()
    console = _console(out, max(width, LEAST_WIDTH), colour=colour)
    mark, style = OUTCOMES[summary.outcome]
    _hanging(console, Text(f"{mark} ", style), Text(visible(summary.headline), style))
    for sentence in (*((Span(line),) for line in summary.preview), *summary.lead):
        _hanging(console, Text(GAP), _sentence(sentence))
    if summary.rows:
        console.print()
        console.print(_table(summary, console.width))
    _note(console, f" {summary.more}." if summary.more else "")
    _sections(console, summary)
    console.print()
    unmeasured = ((Span(line),) for line in summary.unmeasured)
    for line in (*unmeasured, *summary.evidence, *summary.measured[:1]):
        _hanging(console, Text(""), _sentence(line, "dim"))
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return _OLD_COMMAND.sub(r"#\\", _COMMAND.sub(r"\1\\:", "\n".join(lines))) + "\n"


def _console(out: StringIO, width: int, *, colour: bool) -> Console:
    return Console(
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
    asked = _titles(summary)
    kept = [at for at, title in enumerate(asked) if title or not at]
    titles = [asked[at] for at in kept]
    cells = [[row[at] for at in kept] for row in map(_cells, summary.rows)]
    remarks = [f"{GAP}{visible(row.remark)}" if row.remark else "" for row in summary.rows]
    widths = _widths(titles, cells, remarks, room)
    table = Table(box=None, pad_edge=False, padding=(0, len(GAP), 0, 0), header_style="dim")
    for at, (title, width) in enumerate(zip(titles, widths, strict=True)):
        side: Literal["left", "right"] = "right" if at > NAME else "left"
        table.add_column(title, width=width, no_wrap=True, vertical="bottom", justify=side)
    for row, told in zip(cells, remarks, strict=True):
        row[NAME] = _squeezed(row[NAME], widths[NAME])
        table.add_row(*row)
        if told:
            table.add_row("", Text(told, "dim"))
    return table


def _titles(summary: Summary) -> tuple[str, ...]:
    change, since = (
        "\n".join(_cut(part) for part in visible(label).split(" ", 1))
        for label in (summary.change_label, summary.release_label)
    )
    return "", "Budget", "Share", "of\nlimit", change, since, "Headroom"


def _widths(
    titles: Sequence[str], cells: Sequence[Sequence[Text]], remarks: Sequence[str], room: int
) -> list[int]:
    """The widest cell of each column; names get what the figures leave."""
    widths = [
        max(map(cell_len, (*title.split("\n"), *(row[at].plain for row in cells))))
        for at, title in enumerate(titles)
    ]
    others = sum(widths) - widths[NAME] + len(GAP) * (len(widths) - 1)
    wanted = max(widths[NAME], *map(cell_len, remarks))
    widths[NAME] = min(wanted, max(room - others, LEAST_NAME))
    return widths


def _squeezed(name: Text, width: int) -> Text:
    """A name without its middle where it is too long: names often differ at their ends."""
    kept, shown = width, name
    while shown.cell_len > width:
        kept -= 1
        shown = name[: kept - kept // 2] + Text("…") + name[len(name) - kept // 2 :]
    return shown


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
        _advice(console, number, each)
    if _titled(console, "Most complex functions", summary.functions):
        _columns(console, [_function(each) for each in summary.functions], right=1)
    _titled(console, "Also found", summary.remarks)
    for remark in summary.remarks[:MOST_REMARKS]:
        _hanging(console, *_remark(remark))
    if len(summary.remarks) > MOST_REMARKS or summary.remarks_more:
        _note(console, MORE)
    _titled(console, "Proposed policy", summary.proposal)
    for line in summary.proposal[:MOST_CHANGES]:
        _hanging(console, Text(f"{GAP}- "), Text(visible(line)))
    if len(summary.proposal) > MOST_CHANGES:
        _note(console, MORE)
    _released(console, summary.released)
    if _titled(console, "Exceptions", summary.exceptions):
        _columns(console, [_exception(each) for each in summary.exceptions])
        _plans(console, summary.exceptions)


def _advice(console: Console, number: int, advice: Advice) -> None:
    title = Text(f"{visible(advice.title)} ", "bold")
    _hanging(console, Text(f"{GAP}{number}. "), title + _sentence(advice.text))
    for line in advice.code.splitlines():
        console.print(Text(f"{GAP * 2}  {visible(line)}", "dim"), soft_wrap=True)


def _titled(console: Console, title: str, lines: Sequence[object]) -> bool:
    """The title of a section, unless it would be empty."""
    if lines:
        console.print("", Text(title, "bold"), sep="\n")
    return bool(lines)


def _note(console: Console, text: str) -> None:
    if text:
        console.print(Text(f"{GAP}{visible(text)}", "dim"), soft_wrap=True)


def _columns(console: Console, rows: Iterable[Sequence[str]], right: int = 0) -> None:
    """Cells below each other. Nothing is cut: a path is there to be copied."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        line = GAP
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            line += f"{blank}{cell}{GAP}" if number < right else f"{cell}{blank}{GAP}"
        console.print(Text(line.rstrip(" ")), soft_wrap=True)


def _mover(mover: MoverLine) -> tuple[str, str, str, str]:
    remark = f" ({mover.remark})" if mover.remark else ""
    return mover.units, mover.owner, f"{mover.path}{remark}", mover.why


def _function(line: FunctionLine) -> tuple[str, ...]:
    return line.complexity, line.grade, line.variant, line.name, line.place


def _released(console: Console, lines: Sequence[ReleaseLine]) -> None:
    if _titled(console, "What this release changes in variants", lines):
        _columns(
            console,
            [(each.lines, f"{each.dimension} · {each.variant}", *each.files[:1]) for each in lines],
            right=1,
        )


def _plans(console: Console, lines: Iterable[ExceptionLine]) -> None:
    for line in lines:
        if line.plan:
            told = f"{line.id}: {line.owned}. Plan: {line.plan}"
            _hanging(console, Text(GAP), _sentence((Span(told),)))


def _exception(line: ExceptionLine) -> tuple[str, ...]:
    return line.id, line.budget, f"to {line.ceiling}", f"until {line.until}", line.state


def _remark(remark: Remark) -> tuple[Text, Text]:
    mark = LEVELS[remark.level]
    text = Text(visible(remark.message))
    if remark.place:
        text.append(f" [{visible(remark.place)}]", "dim")
    return Text(f"{GAP}{MARKS[mark]} ", STYLES[mark]), text
