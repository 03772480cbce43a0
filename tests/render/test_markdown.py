"""The job summary: inert against everything foreign, laid out as GitHub lays it out, short enough."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import github_page
from tests.render.summaries import budget_line, hostile, summary
from variant_budget.domain.summary import Span
from variant_budget.errors import Problem
from variant_budget.render.inert import (
    cell,
    code,
    folded,
    inert,
    sentence,
)
from variant_budget.render.markdown import render, render_errors
from variant_budget.render.visible import visible

TEMPLATES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (Path(__file__).parents[2] / "templates").glob("*.j2")
}
HOSTILE = (
    "@octo-org/everyone",
    "fixes #1",
    "octo-org/repo#1",
    "GH-1",
    "deadbeef" * 5,
    "[green](https://example.invalid)",
    "![p](https://example.invalid/p.png)",
    "<img src=x onerror=1>",
    "<details open><summary>ok</summary>",
    "a|b",
    "a\nb",
    "`tick`",
    "```\nx",
    "<!-- variant-budget:comment -->",
    "</table>",
    "https://example.invalid/auto",
    "$\\sqrt{x}$",
    ":tada:",
    "- [x] approved",
    "&lt;b&gt;",
    "\u202egnp.py",
    "# head",
    "> [!NOTE]",
    "[^1]",
    "~~x~~",
    "__x__",
    "\\`id\\`",
    # More of the kind.
    "::error file=a,line=1::boo.py",
    "##[error]boo",
    "    indented",
    "1. one",
    "2) two",
    "---",
    "+ plus",
    "===",
    "* star",
    "a\\|b",
    "www.example.invalid",
    "dev@example.invalid",
    "[a]: https://example.invalid",
    "<https://example.invalid>",
    "**x**",
    "a_b__c_",
    "&#64;octo-org",
    "owner/name@deadbeef1",
    "cafebabe.py",
    "%0A::set-output name=x::y.py",
    "quo\"te'.py",
    "trail ",
    " lead.py",
    "über.py",
    "x" * 200,
    "`" * 5 + " $x$ `$y$`",
    "$$x$$",
    "<script>alert(1)</script>",
    "-->",
    "|---|---|",
    ":-:",
)
# How a block or a piece of one can hold foreign text.
PLACES = {
    "paragraph": "{}\n",
    "heading": "## {}\n",
    "item": "- {}\n",
    "quote": "> {}\n",
    "strong": "It is **{}** here.\n",
    "cell": "| a | b |\n|--|--|\n| {} | c |\n",
    "sub": "<sub>{}</sub>\n",
}
OWN = {
    "paragraph": ["p"],
    "heading": ["h2"],
    "item": ["ul", "li"],
    "quote": ["blockquote", "p"],
    "strong": ["p", "strong"],
    "cell": ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    "sub": ["p", "sub"],
}


def squeezed(text: str) -> str:
    """Text without its white space, which HTML does not keep."""
    return re.sub(r"\s", "", text)


def assert_shows(page: str, wanted: str) -> None:
    assert squeezed(wanted) in squeezed(github_page.text(page))
    assert list(github_page.references(page)) == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_shows_as_it_is_and_makes_no_element(text: str, place: str) -> None:
    page = github_page.html(PLACES[place].format(inert(text)))
    assert_shows(page, visible(text))
    made = [name for name in github_page.elements(page) if name not in {"wbr", "span"}]
    assert made == OWN[place]


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_in_a_code_font_shows_as_it_is(text: str) -> None:
    for place in ("paragraph", "cell"):
        page = github_page.html(PLACES[place].format(code(text)))
        assert_shows(page, visible(text))
        made = [name for name in github_page.elements(page) if name not in {"wbr", "span"}]
        assert [name for name in made if name != "code"] == OWN[place]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_title_of_a_fold_shows_foreign_text_as_it_is(text: str) -> None:
    page = github_page.html(f"<details><summary>{folded(text)}</summary>\n\nx\n\n</details>\n")
    assert_shows(page, visible(text))
    made = [name for name in github_page.elements(page) if name not in {"wbr", "span"}]
    assert made == ["details", "summary", "p"]


@given(st.text(st.sampled_from("ab1 @#:/.-_*`~[]()<>&|\\$!+=wGH\n\u202e"), max_size=30))
def test_any_foreign_text_is_inert_in_any_place(text: str) -> None:
    for place, pattern in PLACES.items():
        page = github_page.html(pattern.format(inert(text)))
        assert squeezed(visible(text)) in squeezed(github_page.text(page))
        assert list(github_page.references(page)) == []
        made = [name for name in github_page.elements(page) if name not in {"wbr", "span"}]
        if text.strip(" "):
            assert made == OWN[place]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_whole_summary_is_inert(text: str) -> None:
    markdown = render(hostile(text), TEMPLATES)
    calm = github_page.html(render(hostile("calm"), TEMPLATES))
    page = github_page.html(markdown)
    ours = {"br", "code", "span", "strong", "sub", "wbr"}
    made, usual = (
        [name for name in github_page.elements(each) if name not in ours] for each in (page, calm)
    )
    assert made == usual
    assert list(github_page.references(page)) == []
    assert not re.search(r"(?m)^\s*(::|##\[)", markdown)
    for never in ("@octo-org", "<img src=x", "](https://example.invalid"):
        assert never not in markdown


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        pytest.param("a_b.py", "a_b.py", id="an underscore inside a word"),
        pytest.param("lines (of code), 5 %; +3", "lines (of code), 5 %; +3", id="plain marks"),
        pytest.param("over budget: truck", "over budget: truck", id="a colon"),
        pytest.param(".variant-budget/policy.yml", ".variant-budget/policy.yml", id="a path"),
        pytest.param("a & b", "a & b", id="an and"),
        pytest.param("-rf.py", "-rf.py", id="a dash that starts no list"),
        pytest.param("@octo-org", "@<!-- -->octo-org", id="a mention"),
        pytest.param("- x", "\\- x", id="a list"),
        pytest.param("::error", "\\::error", id="a command"),
        pytest.param("a|b*", "a\\|b\\*", id="marks"),
    ],
)
def test_the_raw_text_stays_readable(text: str, raw: str) -> None:
    assert inert(text) == raw


def test_a_usual_path_stands_in_backticks_and_any_other_in_an_element() -> None:
    assert code("src/vehicles/{variant}/") == "`src/vehicles/{variant}/`"
    assert code("src/a.py:15") == "`src/a.py:15`"
    assert code("a b") == "<code>a b</code>"
    assert code("@octo-org.py") == "<code>@<!-- -->octo-org.py</code>"


def test_own_commit_ids_stay_whole() -> None:
    assert sentence((Span("head "), Span("4f2a91c", code=True))) == "head `4f2a91c`"


def test_a_long_word_can_be_broken() -> None:
    assert inert("x" * 100).split("<wbr>") == ["x" * 40, "x" * 40, "x" * 20]
    path = "sources/vehicles/truck/powertrain/retarder/controller.py"
    assert code(path) == (
        "<code>sources/vehicles/truck/powertrain/<wbr>retarder/controller.py</code>"
    )


def test_a_cell_is_cut_into_lines() -> None:
    assert (
        cell("sources/vehicles/truck/retarder.py", 20) == "sources/vehicles/<br>truck/retarder.py"
    )
    assert cell("x" * 50, 20) == f"{'x' * 20}<br>{'x' * 20}<br>{'x' * 10}"
    assert code("a/" * 30, 40) == f"<code>{'a/' * 20}</code><br><code>{'a/' * 10}</code>"
    assert code("a/b.py", 40) == "`a/b.py`"


def test_blocks_stand_one_empty_line_apart() -> None:
    for each in (summary(), hostile("calm"), summary(rows=(), movers=(), advice=())):
        text = render(each, TEMPLATES)
        assert "\n\n\n" not in text
        assert text.endswith("</details>\n")
        for before, line in zip(text.splitlines(), text.splitlines()[1:], strict=False):
            if line.startswith(("|", "#", "<details", "<sub", "</details")) and before.strip():
                assert before.startswith("|"), (before, line)


def test_tables_in_folds_are_tables() -> None:
    page = github_page.html(render(hostile("calm"), TEMPLATES))
    assert github_page.elements(page).count("table") == 8
    assert "|" not in github_page.text(page)


def test_the_first_line_is_the_verdict() -> None:
    first = render(summary(), TEMPLATES).splitlines()[0]
    assert first == "## ❌ Over budget: truck code is 6.21 % of its product, limit 5 %"


def test_a_summary_of_very_many_long_names_stays_below_a_mebibyte() -> None:
    names = [f"variant{number}-" + "$&@😀" * 90 for number in range(5_000)]
    lines = tuple(budget_line(name) for name in names)
    text = render(summary(rows=lines[:20], folded=lines[20:], more="4 980 more"), TEMPLATES)
    assert len(text.encode()) <= 960 * 1024
    assert text.endswith("</details>\n")
    left_out = re.search(r"<sub>(\d+) more in report.json</sub>", text)
    assert left_out
    assert int(left_out[1]) + len(re.findall(r"(?m)^\| ✅", text)) == 5_000


def test_problems_are_listed_with_their_places() -> None:
    problems = tuple(
        Problem(path="a|b.yml", line=number, column=2, slug="key-unknown", message=f"<b>{number}")
        for number in range(1, 103)
    )
    text = render_errors(problems, TEMPLATES)
    assert text.startswith(
        "## ⛔ Nothing was judged: 102 problems\n\n- <code>a\\|b.yml:<!-- -->1:2</code>: &lt;b&gt;1\n"
    )
    assert "<sub>2 more in report.json</sub>" in text
    assert text.endswith("\n\ndocs/messages.md explains `key-unknown`.\n")
    assert list(github_page.references(github_page.html(text))) == []
