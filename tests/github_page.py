"""Markdown as GitHub shows it: its own parser, then its list of allowed HTML, then references.

What GitHub makes of names and numbers in the text (mentions, issues, commits, emoji) has no public
source; `references` finds what would be one by the rules of its documentation.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

TAGS = set(
    "a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure "  # noqa: SIM905
    "h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p picture pre q rp rt ruby s samp small "
    "source span strike strong sub summary sup table tbody td tfoot th thead time tr tt ul var wbr".split()
)
ATTRIBUTES = {
    "*": {"align", "dir", "height", "id", "lang", "open", "title", "width"},
    "a": {"href"},
    "code": {"class"},
    "img": {"alt", "src"},
    "input": {"checked", "disabled", "type"},
    "pre": {"lang"},
}
_REFERENCE = re.compile(
    r"@\w[\w/-]*|(?<!&)#\d+|\bGH-\d+|\b[0-9a-f]{7,40}\b|:[\w+-]+:|https?://\S|\bwww\.\w|\$\S.*\S\$",
    re.IGNORECASE,
)


class Text(NamedTuple):
    """A run of text and the elements around it, the outermost first."""

    content: str
    within: tuple[str, ...]


def html(markdown: str) -> str:
    """The HTML that GitHub shows."""
    raw = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return nh3.clean(
        raw,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        strip_comments=False,
        link_rel=None,
    )


class _Reader(HTMLParser):
    VOID = frozenset({"br", "hr", "img", "input", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[str] = []
        self.texts: list[Text] = []
        self.joined = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.elements.append(tag)
        self.joined = False
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.joined = False
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_comment(self, data: str) -> None:
        del data
        self.joined = False

    def handle_data(self, data: str) -> None:
        if self.joined:
            data = self.texts.pop().content + data
        self.texts.append(Text(data, tuple(self.open)))
        self.joined = True


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def elements(page: str) -> list[str]:
    """The names of all elements, in order."""
    return _read(page).elements


def text(page: str) -> str:
    """All text, as a reader sees it."""
    return "".join(each.content for each in _read(page).texts)


def references(page: str) -> Iterator[str]:
    """What GitHub would make a mention, a reference, a link, an emoji or a formula of."""
    for each in _read(page).texts:
        if not {"code", "pre", "a"} & set(each.within):
            yield from (found[0] for found in _REFERENCE.finditer(each.content))
