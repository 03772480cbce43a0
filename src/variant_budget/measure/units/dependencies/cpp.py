"""C and C++: vcpkg.json, conanfile.txt and conanfile.py, CMake's find_package."""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.lexing import blank
from variant_budget.measure.text import text_of
from variant_budget.measure.units.json_tree import json_document
from variant_budget.measure.units.text import code_in, decoded, named_units_at
from variant_budget.measure.units.tree import (
    Node,
    entries_of,
    items_of,
    resolved,
    text_of_node,
    value_at,
)

_FIND = re.compile(rb"(?<![\w.-])(?i:find_package|FetchContent_Declare)[ \t]*+\(\s*+")
_PACKAGE = re.compile(rb"\"?([\w.+-]++|\$\{\w++\})")
# name/version@user/channel#revision
_REFERENCE = re.compile(r"\s*+([\w.+-]++)/")
_REQUIRES = re.compile(
    rb"(?<![\w.])(?:self\.requires\s*+\(|requires\s*+(?::[^=\n]{0,200}+)?=(?!=))"
)
_STRING = re.compile(rb"[rRbBfFuU]{0,2}(?:\"([^\"\n]*+)\"|'([^'\n]*+)')")
_SPACE = re.compile(rb"\s*+")
_WITHIN = re.compile(rb"(?>(?:[\s,()\[\]]++|#[^\n]*+)*)")


def vcpkg_json(data: bytes) -> Iterator[Unit]:
    """`dependencies`, also those of features; not those for the host, which only build."""
    root = json_document(data)
    lists = [value_at(root, "dependencies")]
    features = value_at(root, "features")
    lists += [value_at(each.value, "dependencies") for each in entries_of(features)]
    lists += [value_at(item, "dependencies") for item in items_of(features)]
    for each in lists:
        for item in items_of(each):
            name = text_of_node(item) or text_of_node(value_at(item, "name"))
            if name and not _is_for_host(item):
                yield Unit(item.line, f"vcpkg:{name}")


def _is_for_host(item: Node) -> bool:
    return text_of_node(resolved(value_at(item, "host"))) == "true"


def conanfile_txt(data: bytes) -> Iterator[Unit]:
    """The references below `[requires]`."""
    section = ""
    for number, line in enumerate(decoded(data).split("\n"), start=1):
        text = line.strip()
        if text.startswith("["):
            section = text
        elif section == "[requires]" and (name := _referred(text)):
            yield Unit(number, name)


def conanfile_py(data: bytes) -> Iterator[Unit]:
    """The references in `requires = ...` and `self.requires(...)`.

    Read by its words: Python's own parser may end the process on hostile text, says its manual.
    """
    if code_in(data, "Python") is None:
        return
    text = text_of(data)
    found = (
        (at, name)
        for each in _REQUIRES.finditer(blank(text, "Python"))
        for at, reference in _strings(text, each.end(), all_of_them=b"=" in each[0])
        if (name := _referred(reference.decode("utf-8", "replace")))
    )
    yield from named_units_at(text, found)


def _strings(text: bytes, at: int, *, all_of_them: bool) -> Iterator[tuple[int, bytes]]:
    """The strings of a list or tuple that starts there, or the first argument alone."""
    space = _WITHIN if all_of_them else _SPACE
    while True:
        between = space.match(text, at)
        at = between.end() if between else at
        found = _STRING.match(text, at)
        if found is None:
            return
        yield at, found[1] or found[2] or b""
        at = found.end()
        # A string without brackets or comma ends with its line.
        if not all_of_them or text[at : at + 1] == b"\n":
            return


def _referred(text: str) -> str:
    found = _REFERENCE.match(text)
    return f"conan:{found[1].lower()}" if found else ""


def cmake_lists(data: bytes) -> Iterator[Unit]:
    """The packages that CMake looks for or fetches, in lower case."""
    if code_in(data, "CMake") is None:
        return
    text = text_of(data)
    found = (
        (each.start(), f"cmake:{named[1].decode('utf-8', 'replace').lower()}")
        for each in _FIND.finditer(blank(text, "CMake"))
        if (named := _PACKAGE.match(text, each.end()))
    )
    yield from named_units_at(text, found)
