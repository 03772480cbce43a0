"""What a reader sees of a summary in a browser: the verdict first, no table too wide or too long."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.pictures.browser import Browser, opened
from bench.pictures.page import GOLDEN, THEMES, page
from tests.render.summaries import budget_line, hostile, summary
from tests.render.test_markdown import TEMPLATES
from variant_budget.render.markdown import render

WIDEST = 900
MOST_ROWS = 20
SUMMARIES = sorted(path for path in GOLDEN.glob("*/summary.md"))
LONG = "vehicles_of_the_northern_plants-2026.truck_with_retarder_and_double_axle_" * 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as window:
        yield window


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", SUMMARIES, ids=lambda path: path.parent.name)
def test_no_table_is_too_wide_and_the_first_not_too_long(
    browser: Browser, path: Path, theme: str
) -> None:
    browser.show(page(path.read_text(encoding="utf-8"), theme, unfolded=True))
    assert all(width <= WIDEST for width in browser.table_widths())
    assert browser.rows()[:1] <= [MOST_ROWS]


def test_the_first_line_is_the_verdict_with_figure_and_limit(browser: Browser) -> None:
    for name in ("over-budget", "product-line", "many-variants"):
        browser.show(page((GOLDEN / name / "summary.md").read_text(encoding="utf-8"), "light"))
        first = browser.first_line()
        assert first.startswith("❌ Over budget: ")
        assert " % of its product, limit 5\N{NO-BREAK SPACE}%" in first.replace(
            "\N{NO-BREAK SPACE}% of", " % of"
        )


@pytest.mark.parametrize("text", [LONG, "x" * 400, "a/" * 200, "words and " * 40])
def test_long_names_widen_no_table(browser: Browser, text: str) -> None:
    lines = tuple(budget_line(text, remark=text) for _ in range(20))
    for each in (hostile(text), summary(rows=lines)):
        browser.show(page(render(each, TEMPLATES), "light", unfolded=True))
        assert all(width <= WIDEST for width in browser.table_widths())
