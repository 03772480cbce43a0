r"""Foreign text -> text of one line that shows what is in it.

Control characters, line ends, text-direction marks and bytes that are no UTF-8 stand as backslash
escapes, so that a file name cannot move the cursor, start a line or swap what is read. Every
readable format puts foreign text through this before its own escaping.
"""

import re

LONGEST = 1_000
# Cc and Cf: controls and formats (U+202E, U+200B …); Zl, Zp: line and paragraph separators.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text on one line, cut in the middle beyond 1,000 characters."""
    shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    shown = _HIDDEN.sub(_escaped, shown)
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST // 2]} … {shown[-LONGEST // 2 :]}"
    return shown


def _escaped(found: "re.Match[str]") -> str:
    return found[0].encode("unicode_escape").decode("ascii")
