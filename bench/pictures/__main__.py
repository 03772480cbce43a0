"""`make pictures`: accepted summaries as GitHub shows them, into docs/pictures/."""

from pathlib import Path

from bench.pictures.browser import Browser, opened
from bench.pictures.page import CASES, GOLDEN, THEMES, page

FOLDER = Path(__file__).parents[2] / "docs/pictures"


def take(browser: Browser, name: str, theme: str) -> Path:
    """One picture."""
    markdown = (GOLDEN / CASES[name] / "summary.md").read_text(encoding="utf-8")
    place = FOLDER / f"{name}-{theme}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    browser.show(page(markdown, theme))
    browser.picture(place)
    return place


def main() -> None:
    with opened() as browser:
        for name in CASES:
            for theme in THEMES:
                place = take(browser, name, theme)
                print(f"{place.relative_to(FOLDER.parents[1])}  {place.stat().st_size:,} bytes")


main()
