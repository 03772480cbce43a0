"""build.gradle and build.gradle.kts: what stands in `dependencies { }`, read by its words.

Both are programs; only what is written out can be seen. A statement is read by its first word, the
configuration, and its arguments: strings `group:artifact:version`, `group` and `name` apart, and
words such as `libs.okhttp`, the name that a version catalogue gives.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.domain.units import Unit
from variant_budget.measure.units.text import decoded

_TOKEN = re.compile(
    r"//[^\n]*+|/\*[^*]*+(?>(?:\*(?!/)[^*]*+)*)(?:\*/|\Z)"
    r"|(?P<string>\"(?>(?:[^\"\\\n]++|\\.)*)\"|'(?>(?:[^'\\\n]++|\\.)*)')"
    r"|(?P<word>[A-Za-z_$][\w$]*+(?>(?:[.-][\w$]++)*))"
    r"|(?P<mark>[{}()\[\],:=;\n])"
)
_TEST = re.compile(r"(?:\b|_)test(?:s|ing)?(?![a-z])|(?<=[a-z0-9])Tests?(?![a-z])")
# What ships, or is there where it runs; not what only compiles, checks or generates.
_SHIPS = re.compile(
    r"(?:[\w.]+(?=[A-Z]))?(?i:implementation|api|compile|compileOnly|compileOnlyApi|runtime|runtimeOnly"
    r"|providedCompile|providedRuntime)"
)
_NO_DEPENDENCIES = frozenset(
    ["buildscript", "constraints", "dependencyManagement", "pluginManagement", "plugins"]
)
# Other modules of the build, files, lists of versions.
_NONE = frozenset(
    [
        "project",
        "files",
        "fileTree",
        "platform",
        "enforcedPlatform",
        "gradleApi",
        "gradleTestKit",
        "localGroovy",
        "testFixtures",
        "npm",
        "devNpm",
        "peerNpm",
        "optionalNpm",
    ]
)
_LONGEST = 64
"""Words of one statement; what follows names no dependency any more."""


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class _Block(NamedTuple):
    """What is in braces: whether it lists dependencies, and whether they do not ship.

    The second holds for all blocks in it, so that nothing looks outwards again.
    """

    lists: bool
    is_left_out: bool


def build_gradle(data: bytes) -> Iterator[Unit]:
    """The artifacts as group:artifact, those of a catalogue by their name there."""
    blocks = [_Block(lists=False, is_left_out=False)]
    statement: list[_Token] = []
    depths = [0]
    for token in _tokens(decoded(data)):
        mark = token.text if token.kind == "mark" else ""
        ends = mark in {"{", "}", ";"} or (mark == "\n" and _is_whole(statement, depths[-1]))
        if ends:
            if statement and blocks[-1].lists and not blocks[-1].is_left_out:
                yield from _dependencies(statement)
            if mark == "{":
                blocks.append(_opened(statement, blocks[-1]))
                depths.append(0)
            elif mark == "}" and len(blocks) > 1:
                blocks.pop()
                depths.pop()
            statement = []
        elif mark != "\n":
            depths[-1] += (mark in {"(", "["}) - (mark in {")", "]"})
            if len(statement) < _LONGEST:
                statement.append(token)


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "string":
            yield _Token(kind, found[0][1:-1], line)
        elif kind is not None:
            yield _Token(kind, found[0], line)
        line += found[0].count("\n")


def _is_whole(statement: list[_Token], depth: int) -> bool:
    """Whether a line's end ends the statement."""
    return depth <= 0 and not (statement and statement[-1].text in {",", "="})


def _opened(statement: list[_Token], around: _Block) -> _Block:
    """The block that opens behind a statement."""
    words = [each.text for each in statement if each.kind != "mark"]
    return _Block(
        lists=bool(words) and words[-1].rpartition(".")[2] == "dependencies",
        is_left_out=around.is_left_out
        or not _NO_DEPENDENCIES.isdisjoint(words)
        or any(map(_TEST.search, words)),
    )


def _dependencies(statement: list[_Token]) -> Iterator[Unit]:
    first, *arguments = statement
    if first.kind == "mark" or not _SHIPS.fullmatch(first.text) or _TEST.search(first.text):
        return
    words = [each for each in arguments if each.kind == "word"]
    if any(each.text in _NONE or each.text.partition(".")[0] == "projects" for each in words):
        return
    strings = [each for each in arguments if each.kind == "string"]
    group, name = _given(arguments, "group"), _given(arguments, "name")
    if group or name:
        if group and name:
            yield Unit(group.line, f"maven:{group.text}:{name.text}")
    elif strings and any(each.text == "kotlin" for each in words):
        yield Unit(strings[0].line, f"maven:org.jetbrains.kotlin:kotlin-{strings[0].text}")
    elif strings:
        yield from _coordinates(strings)
    else:
        yield from _from_catalogue(words)


def _given(arguments: list[_Token], key: str) -> _Token | None:
    """The string behind `key:` or `key =`."""
    for at, each in enumerate(arguments[:-2]):
        if each.text == key and arguments[at + 1].text in {":", "="}:
            return arguments[at + 2] if arguments[at + 2].kind == "string" else None
    return None


def _coordinates(strings: list[_Token]) -> Iterator[Unit]:
    for each in strings:
        group, _, rest = each.text.partition(":")
        artifact = rest.partition(":")[0].partition("@")[0]
        if group and artifact and " " not in each.text:
            yield Unit(each.line, f"maven:{group}:{artifact}")


def _from_catalogue(words: list[_Token]) -> Iterator[Unit]:
    """`libs.okhttp`, `libs.okhttp.get()`, `Deps.okhttp`: the same name for the same thing."""
    for each in words[:1]:
        name = each.text.removesuffix(".get").replace("-", ".").replace("_", ".")
        if "." in name:
            yield Unit(each.line, f"maven:{name}")
