"""INI and properties files: one setting a line, without the standard library's reader.

That one hides the lines, and refuses what other programs take (a key twice, a key before any
section).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.measure.units.text import decoded

_MARK = re.compile("[=:]")
_SECTION = re.compile(r"\[([^\]]*+)\]")


class Setting(NamedTuple):
    """One key of a section; each line of its value with its number, the first beside the key."""

    section: str
    key: str
    line: int
    value: tuple[tuple[int, str], ...]


def ini_settings(data: bytes) -> Iterator[Setting]:
    """The settings of an INI file. A line that is indented below a key goes on with its value."""
    section = ""
    key = ""
    value: list[tuple[int, str]] = []
    for number, line in enumerate(decoded(data).split("\n"), start=1):
        text = line.strip()
        if not text or text[0] in ";#":
            continue
        if key and line[0] in " \t":
            value.append((number, text))
            continue
        if key:
            yield Setting(section, key, value[0][0], tuple(value))
            key = ""
        if header := _SECTION.match(text):
            section = header[1].strip()
        else:
            mark = _MARK.search(text)
            at = mark.start() if mark else len(text)
            key, value = text[:at].rstrip(), [(number, text[at + 1 :].lstrip())]
    if key:
        yield Setting(section, key, value[0][0], tuple(value))


def properties_lines(data: bytes) -> Iterator[int]:
    """The lines where a key of a Java properties file, or of a file of variables, starts."""
    goes_on = False
    for number, line in enumerate(decoded(data).split("\n"), start=1):
        text = line.lstrip(" \t\f")
        if not goes_on and (not text or text[0] in "#!"):
            continue
        if not goes_on:
            yield number
        # An odd number of backslashes at its end: the next line belongs to it.
        goes_on = (len(text) - len(text.rstrip("\\"))) % 2 == 1
