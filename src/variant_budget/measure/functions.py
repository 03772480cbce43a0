"""The functions of one file: name, first and last line, complexity; for files that findings name."""

import re
from collections.abc import Iterator
from itertools import islice

from variant_budget.domain.function import Function
from variant_budget.measure.decisions import rows_of
from variant_budget.measure.facts import FULL_LIMIT
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.python import balance
from variant_budget.measure.scan import Scan, scan
from variant_budget.measure.source import source_of
from variant_budget.measure.text import is_binary, lfs_bytes, text_of

_LINE = re.compile(rb"\n([ \t\f]*+)([^\n]++)")
# Behind the braces of a C++ initialiser, `a{1}` or `b([] { })`: the next initialiser or the body.
_GOES_ON = re.compile(rb"[\s()]*+[,{]")
# What closes a body without braces.
_CLOSES = re.compile(rb"(?:end(?!\w)|[)])")
_WIDEST = 400
_LONGEST = 2000
"""Columns and lines up to which the end of a body without braces is looked for, so that no nest of them costs
the square of its length."""
_BRACE = re.compile(rb"[{}]")


def functions_of(data: bytes, language: str) -> tuple[Function, ...]:
    """Every definition of the file, by its first line; none where only lines are measured.

    A decision point belongs to the innermost function around it.
    """
    row = LANGUAGE[language]
    if not row.definitions or len(data) > FULL_LIMIT or is_binary(data) or lfs_bytes(data):
        return ()
    code = source_of(text_of(data), language)
    found = scan(code, language)
    code = found.code
    starts = found.definitions.functions
    ends = (
        _indented_ends(code, starts)
        if row.definitions == "python"
        else _ends(found, row.definitions)
    )
    complexity = _complexities(starts, ends, found.decisions)
    firsts, lasts = rows_of(code, starts, ends)
    names = found.definitions.names
    return tuple(
        sorted(
            Function(first, max(first, lasts[index]), _text(names[index]), complexity[index])
            for index, first in enumerate(firsts)
        )
    )


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace") or "(anonymous)"


def _complexities(starts: list[int], ends: list[int], decisions: list[int]) -> list[int]:
    """1 and the decisions between each start and end that no inner function holds."""
    complexity = [1] * len(starts)
    open_functions: list[int] = []
    upcoming = 0
    for offset in decisions:
        while upcoming < len(starts) and starts[upcoming] <= offset:
            open_functions.append(upcoming)
            upcoming += 1
        while open_functions and ends[open_functions[-1]] < offset:
            open_functions.pop()
        if open_functions:
            complexity[open_functions[-1]] += 1
    return complexity


def _indented_ends(code: bytes, starts: list[int]) -> list[int]:
    """A Python function ends before the next logical line that is indented no deeper."""
    ends = [len(code)] * len(starts)
    open_functions: list[tuple[int, int]] = []
    upcoming = depth = last = 0
    for match in _LINE.finditer(code):
        indent, text = match.groups()
        # Inside brackets and on the further lines of a string, indentation means nothing.
        if depth <= 0 and not text.startswith(b'"'):
            width = len(indent.expandtabs())
            while open_functions and open_functions[-1][1] >= width:
                ends[open_functions.pop()[0]] = last
            if upcoming < len(starts) and starts[upcoming] < match.end():
                open_functions.append((upcoming, width))
                upcoming += 1
        depth += balance(code, match.start(), match.end())
        last = match.end()
    for index, _ in open_functions:
        ends[index] = last
    return ends


def _ends(found: Scan, kind: str) -> list[int]:
    """By the brace that closes the body; a body without braces (`= a`, `def ... end`) by indent."""
    ends = _braced_ends(found, has_initialisers=kind == "c")
    for index, body in enumerate(found.definitions.bodies):
        if found.code[body : body + 1] != b"{":
            ends[index] = _bare_end(found.code, found.definitions.functions[index])
    return ends


def _bare_end(code: bytes, start: int) -> int:
    """Before the next line that is indented no deeper, or with it where it closes the body."""
    before = code.rfind(b"\n", max(0, start - _WIDEST), start)
    if before < 0:
        return start
    width = _width(code[before + 1 : start])
    depth, last = 0, start
    for match in islice(_LINE.finditer(code, before), _LONGEST):
        indent, text = match.groups()
        if match.start(2) > start and depth <= 0 and not text.startswith(b'"'):
            if _width(indent) < width or (_width(indent) == width and not _CLOSES.match(text)):
                return last
            if _width(indent) == width:
                return match.end()
        depth += balance(code, max(match.start(), start), match.end())
        last = match.end()
    return last


def _width(line: bytes) -> int:
    """How deep a line is indented."""
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())


def _braced_ends(found: Scan, *, has_initialisers: bool) -> list[int]:
    """A function ends at the brace that closes its body.

    At `#else` and `#elif` the depth is what it was at `#if`: each branch opens its own braces.
    """
    ends = [len(found.code)] * len(found.definitions.functions)
    by_body = {body: index for index, body in enumerate(found.definitions.bodies)}
    open_functions: list[tuple[int, int]] = []
    waiting: list[tuple[int, int]] = []
    for offset, brace, depth in _depths(found):
        if brace == b"{":
            if offset in by_body:
                open_functions.append((by_body[offset], depth))
            elif waiting and waiting[-1][1] == depth:
                open_functions.append(waiting.pop())
            continue
        while open_functions and open_functions[-1][1] >= depth:
            closed = open_functions.pop()
            ends[closed[0]] = offset
            if has_initialisers and _GOES_ON.match(found.code, offset + 1):
                waiting.append(closed)
    return ends


def _depths(found: Scan) -> Iterator[tuple[int, bytes, int]]:
    """Each brace with the depth outside it."""
    depth = 0
    saved: list[int] = []
    braces = ((match.start(), match[0]) for match in _BRACE.finditer(found.code))
    for offset, token in sorted((*braces, *found.conditionals)):
        if token == b"{":
            yield offset, token, depth
            depth += 1
        elif token == b"}":
            depth -= 1
            yield offset, token, depth
        elif token.startswith(b"if"):
            saved.append(depth)
        elif saved and token.startswith(b"el"):
            depth = saved[-1]
        elif saved:
            saved.pop()
