"""Python's requirement specifiers and pip's requirements files.

Only the name of a requirement counts; it is a prefix of the specifier (PEP 508), so no library is
needed to take it. The tests compare with `packaging`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from variant_budget.domain.units import Unit
from variant_budget.measure.units.text import decoded
from variant_budget.measure.units.trouble import MOST_UNITS, too_many_units

_NAME = re.compile(r"\s*+([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*+(?=\Z|[\[@(<>=!~;,])")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")
_URL = re.compile(r"(?:\w+\+)?\w+://|git\+")
_ARCHIVE = (".whl", ".zip", ".tar.gz", ".tar.bz2", ".tgz")
_VERSION = re.compile(r"-\d")
_COMMENT = re.compile(r"(?:^|\s)#(.*)")
_OPTION = re.compile(r"\s--?[a-z]")
_VIA = re.compile(r"\s*via\b\s*(.*)")
_LONGEST = 2_000


def normal(name: str) -> str:
    """A name of the Python index in its one spelling (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_unit(line: int, text: str) -> Iterator[Unit]:
    """The unit of a specifier or of a URL; none for a path, which is the repository's own."""
    name = _name_of(text[:_LONGEST])
    if name:
        yield Unit(line, f"pypi:{normal(name)}")


def _name_of(text: str) -> str:
    if _URL.match(text):
        found = _EGG.search(text)
        return found[1] if found else _name_of_url(text)
    found = _NAME.match(text)
    if found is None:
        return ""
    target = text[found.end() :].lstrip()
    is_path = target.startswith("@") and target[1:].lstrip().startswith(("file:", ".", "/"))
    return "" if is_path else found[1]


def _name_of_url(url: str) -> str:
    """What the last part of the path names: a repository, or an archive of one version."""
    part = url.partition("#")[0].rstrip("/").rpartition("/")[2]
    if part.endswith(_ARCHIVE):
        return _VERSION.split(part, maxsplit=1)[0]
    return part.partition("@")[0].removesuffix(".git")


class _Line(NamedTuple):
    """A logical line: its first line's number, its text, and what its comments say it is there for."""

    number: int
    text: str
    via: list[str]


def requirements(data: bytes) -> Iterator[Unit]:
    """What a requirements file asks for itself.

    A file that `pip-compile` or `uv` wrote names all that is installed, and in comments for what:
    what is there for other lines of the file alone is no direct dependency.
    """
    lines = list(islice(_logical_lines(decoded(data)), MOST_UNITS + 1))
    if len(lines) > MOST_UNITS:
        raise too_many_units()
    named = [(line, unit) for line in lines for unit in requirement_unit(line.number, line.text)]
    names = {unit.name.removeprefix("pypi:") for _, unit in named}
    for line, unit in named:
        if not line.via or any(_is_direct(via, names) for via in line.via):
            yield unit


def _is_direct(via: str, names: set[str]) -> bool:
    return not via.startswith("-c ") and normal(via) not in names


def _logical_lines(text: str) -> Iterator[_Line]:
    current: _Line | None = None
    parts: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        comment = _COMMENT.search(line)
        code = line[: comment.start()] if comment else line
        if not parts:
            start = number
        parts.append(code.removesuffix("\\"))
        if code.endswith("\\"):
            continue
        joined = " ".join(parts).strip()
        parts.clear()
        if joined:
            if current:
                yield current
            current = _Line(start, _specifier(joined), [])
        if comment and current:
            current.via.extend(_reasons(comment[1], is_list=bool(current.via)))
        elif not joined and current:
            yield current
            current = None
    if current:
        yield current


def _specifier(text: str) -> str:
    """A line without options; of `-e` what is installed."""
    if text.startswith(("-e ", "--editable ", "--editable=")):
        text = re.split(r"[ =]", text, maxsplit=1)[1].strip()
        return text if _URL.match(text) else ""
    return "" if text.startswith("-") else _OPTION.split(text, maxsplit=1)[0]


def _reasons(comment: str, *, is_list: bool) -> Iterable[str]:
    """For what a line is there: `via a, b`, or `via` and one name a line below it."""
    found = _VIA.match(comment)
    text = found[1] if found else comment if is_list and comment.startswith("  ") else ""
    names = [name.strip() for name in text.split(",")]
    # `via` alone opens the list.
    return [name for name in names if name] or (["-c "] if found else [])
