"""Chromium, for looking at a page: pictures and widths. The only importer of playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.pictures.page import WIDTH

# No sandbox: it needs rights that a container does not give, and the page is ours. No network.
HIGHEST = 964
"""Pixels of the highest picture: the documentation is read on small lines too."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-lcd-text",
    "--no-first-run",
)


class Browser:
    """One window."""

    def __init__(self, window: Page) -> None:
        self._window = window

    def show(self, page: str) -> None:
        """Show a page given as HTML."""
        self._window.set_content(page)

    def picture(self, place: Path) -> None:
        """Write what is shown as a PNG, down to where the reader has seen enough."""
        height = min(HIGHEST, self._window.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
        self._window.screenshot(path=place, full_page=True, clip=clip)

    def table_widths(self) -> list[float]:
        """Pixels that each table takes, also beyond the edge of its box, where it would scroll."""
        widths = self._window.eval_on_selector_all(
            "table", "tables => tables.map(t => Math.max(t.scrollWidth, t.offsetWidth))"
        )
        return [float(width) for width in widths]

    def rows(self) -> list[int]:
        """Rows of the body of each table."""
        counts = self._window.eval_on_selector_all(
            "table", "tables => tables.map(t => t.tBodies[0] ? t.tBodies[0].rows.length : 0)"
        )
        return [int(count) for count in counts]

    def first_line(self) -> str:
        """The text of the first block."""
        return str(self._window.inner_text("article > :first-child"))


@contextmanager
def opened() -> Iterator[Browser]:
    """A window of GitHub's width; raises FileNotFoundError where there is no chromium."""
    program = shutil.which("chromium")
    if program is None:
        raise FileNotFoundError("chromium is missing; .ci/run shows how to install it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield Browser(browser.new_page(viewport={"width": WIDTH, "height": 400}))
        finally:
            browser.close()
