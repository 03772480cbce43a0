"""The report in a terminal or a job's log."""

import re

import pytest
from rich.cells import cell_len

from tests.render.summaries import budget_line, hostile, summary
from tests.render.test_markdown import HOSTILE
from variant_budget.domain.summary import Advice, Remark, Span
from variant_budget.render.text import render

LONG = (
    "src/vehicles/a/very/long/path/of/folders/that/no/terminal/of/eighty/columns/can/show/axle.py"
)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_sentences_and_tables_fit_the_width(width: int) -> None:
    lines = tuple(
        budget_line(f"variant_{'x' * number}", metric="complexity", remark="excepted to 6 %")
        for number in range(60)
    )
    advice = Advice(title="Share it.", text=(Span("word " * 60),), code="  - id: TODO\n")
    remark = Remark(level="warning", rule="new-variant", place="", message="word " * 60)
    shown = render(
        summary(rows=lines, movers=(), advice=(advice,), remarks=(remark,), headline="word " * 60),
        width=width,
        colour=False,
    )
    assert max(map(cell_len, shown.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_figures_are_never_cut(width: int) -> None:
    lines = tuple(
        budget_line(
            "v" * 100,
            share="100.00 %",
            of_limit="1 200 %",
            change="+60.00",
            growth="⚠ +60.00",
            headroom="−1 234 decisions",
        )
        for _ in range(3)
    )
    shown = render(summary(rows=lines), width=width, colour=False)
    rows = [line for line in shown.splitlines() if line.startswith("✓")]
    assert len(rows) == 3
    for row in rows:
        assert row.endswith("100.00 %  1 200 %  +60.00  ⚠ +60.00  −1 234 decisions")


def test_a_long_name_keeps_its_two_ends() -> None:
    shown = render(summary(rows=(budget_line(f"start{'x' * 100}end"),)), width=80, colour=False)
    assert "vehicle · start" in shown
    assert "xend  2.02" in shown


def test_a_path_is_never_cut_or_wrapped() -> None:
    mover = summary().movers[0]
    movers = (type(mover)(units="+1 line", owner="truck", path=LONG, remark="", why="x"),)
    shown = render(summary(movers=movers), width=80, colour=False)
    assert LONG in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_is_no_command_and_moves_no_cursor(text: str) -> None:
    for width in (60, 120):
        shown = render(hostile(f"{text} \x1b[2J\x07 {text}"), width=width, colour=False)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
        assert not re.search(r"(?m)^[\s✗!i]*::", shown)
        assert "##[" not in shown


def test_colours_are_there_only_where_they_are_wanted() -> None:
    assert "\x1b[" in render(summary(), width=80, colour=True)
    assert "\x1b[" not in render(summary(), width=80, colour=False)


def test_markup_of_the_library_is_not_read() -> None:
    shown = render(summary(headline="[bold]x[/bold] :tada:"), width=80, colour=False)
    assert shown.startswith("✗ [bold]x[/bold] :tada:\n")


def test_no_line_ends_in_blanks_and_no_two_are_empty() -> None:
    shown = render(hostile("calm"), width=100, colour=False)
    assert not re.search(r"(?m) $", shown)
    assert "\n\n\n" not in shown
