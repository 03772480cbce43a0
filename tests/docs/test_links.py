"""Links between pages, and to headings, lead somewhere."""

import re

import pytest

from tests.docs.blocks import ROOT, documents

_LINK = re.compile(r"""(?:\]\(|(?:src|srcset)=")(?!https?://)([^)\s"]+)[)"]""")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The headings of a page as GitHub makes links of them."""
    plain = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(plain)
    }


@pytest.mark.parametrize("path", documents())
def test_every_link_leads_somewhere(path: str) -> None:
    page = ROOT / path
    text = page.read_text("utf-8")
    for link in _LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        target, _, anchor = link.partition("#")
        there = (page.parent / target) if target else page
        assert there.exists(), link
        if anchor:
            assert anchor in anchors(there.read_text("utf-8")), link
