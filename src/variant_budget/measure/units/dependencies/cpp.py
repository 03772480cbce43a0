"""C and C++: vcpkg.json, conanfile.txt and conanfile.py, CMake's find_package."""

import re
from collections.abc import Iterator

from variant_budget.domain.units import Unit
from variant_budget.measure.lexing import blank
from variant_budget.measure.text import text_of
from variant_budget.measure.units.json_tree import json_document
from variant_budget.measure.units.text import Lines, decoded
from variant_budget.measure.units.tree import (
    Node,
    entries_of,
    items_of,
    resolved,
    text_of_node,
    value_at,
)

_FIND = re.compile(rb"(?<![\w.-])(?i:find_package|FetchContent_Declare)[ \t]*+\(\s*+")
_PACKAGE = re.compile(r"\s*+\"?([\w.+-]++|\$\{\w++\})")
# name/version@user/channel#revision
_REFERENCE = re.compile(r"\s*+([\w.+-]++)/")
_REQUIRES = re.compile(r"(?<![\w.])(?:self\.requires\s*+\(|requires\s*+(?::[^=\n]*+)?=(?!=))")
_STRING = re.compile(r"[rRbBfFuU]{0,2}(?:\"([^\"\n]*+)\"|'([^'\n]*+)')")
_ARGUMENT = re.compile(r"[ \t]*+")
_WITHIN = re.compile(r"(?>(?:[\s,()\[\]]|#[^\n]*+)*)")


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
        elif section == "[requires]":
            yield from _reference(number, text)


def conanfile_py(data: bytes) -> Iterator[Unit]:
    """The references in `requires = ...` and `self.requires(...)`.

    Read by its words: Python's own parser may end the process on hostile text, says its manual.
    """
    code = code_in(data, "Python")
    if code is None:
        return
    text = text_of(data)
    for found in _REQUIRES.finditer(blank(text, "Python")):
        for at, reference in _strings(text, found.end(), all_of_them=b"=" in found[0]):
            for unit in _reference(1, reference.decode("utf-8", "replace")):
                yield from units_at(text, [at], unit.name)


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


def _reference(line: int, text: str) -> Iterator[Unit]:
    if found := _REFERENCE.match(text):
        yield Unit(line, f"conan:{found[1].lower()}")


def cmake_lists(data: bytes) -> Iterator[Unit]:
    """The packages that CMake looks for or fetches, in lower case."""
