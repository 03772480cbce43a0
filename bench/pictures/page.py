"""A summary as a page of GitHub: its parser, its allowed HTML, its style sheet."""

from pathlib import Path

from tests import github_page

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden"
STYLES = ROOT / "build/node/node_modules/github-markdown-css"
CASES = {"over": "product-line", "within": "soft-warning", "variants-250": "many-variants"}
"""Name of the picture -> the golden case whose summary it shows."""
THEMES = {"light": "#ffffff", "dark": "#0d1117"}
"""Name of the style sheet -> the colour of GitHub's page around it."""
WIDTH = 1012
"""Pixels of a job summary on a wide screen."""


def page(markdown: str, theme: str, *, unfolded: bool = False) -> str:
    """The whole page; `unfolded` opens what a reader would have to open."""
    body = github_page.html(markdown)
    if unfolded:
        body = body.replace("<details>", "<details open>")
    style = (STYLES / f"github-markdown-{theme}.css").read_text(encoding="utf-8")
    return (
        f"<!doctype html><meta charset='utf-8'><style>{style} body{{margin:0;"
        f"background:{THEMES[theme]}}} .markdown-body{{box-sizing:border-box;width:{WIDTH}px;"
        f"padding:24px}}</style><article class='markdown-body'>{body}</article>"
    )
