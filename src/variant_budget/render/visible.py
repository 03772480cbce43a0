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


# Those that do not stand for a byte, as surrogateescape has them.
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def visible(text: str) -> str:
    """The text on one line, cut in the middle beyond 1,000 characters."""
    shown = _HIDDEN.sub(_escaped, unicode_text(text))
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST // 2]} … {shown[-LONGEST // 2 :]}"
    return shown


def unicode_text(text: str) -> str:
    r"""Text in which a byte that is no UTF-8 stands as \xNN, and half of a pair of UTF-16 as \uNNNN;
    valid text stays as it is.
    """
    return text if text.isascii() else utf8(text).decode("utf-8", "backslashreplace")


def utf8(text: str) -> bytes:
    r"""The bytes of any text: those of a path as git has them, half of a pair as \uNNNN."""
    return _HALVES.sub(_escaped, text).encode("utf-8", "surrogateescape")


def inert_json(text: str) -> str:
    """JSON in which a job's runner finds no command.

    A runner reads "##[" anywhere in what is printed; "#" stands in strings only, where it may be
    written by its number.
    """
    return re.sub(r"#(?=[^!-~]*#)", r"\\u0023", text)


def _escaped(found: "re.Match[str]") -> str:
    return found[0].encode("unicode_escape").decode("ascii")
