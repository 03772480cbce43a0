"""`variant-budget: begin vehicle=truck` … `variant-budget: end` in comments -> branches."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from variant_budget.domain.regions import Branch, Condition, Sort, Trouble
from variant_budget.measure.layer import Layer, one_line
from variant_budget.measure.lexing import lexer_of
from variant_budget.measure.source import parts_of
from variant_budget.measure.text import MARK

DEEPEST = 50
"""Marks inside each other: the owners of a line are as many, so without a bound they are a square."""

# Where a mark starts its line of a comment, behind Batch's `rem` too; prose that names one does not.
_AT_START = re.compile(
    rb"(?:^|\n)(?>(?:[@ \t]*(?i:rem)[ \t]+)?)[^\w\n\"'`]*+variant-budget:([^\n]*+)"
)
_CLOSING = " \t\f\v*/-<>!?}#])|=%;~+,"
"""What may end a comment on the mark's line: `*/`, `-->`, `--}}`, `#}`, …"""
_NAME = r"[A-Za-z0-9](?:[\w.-]*\w)?"
_WORD = re.compile(rf"({_NAME})=({_NAME}(?:,{_NAME})*)")


class _Mark(NamedTuple):
    line: int
    words: list[str]


def mark_layer(text: bytes, language: str) -> Layer:
    """The branches between marks; a mark inside another holds where both do."""
    layer = Layer([], [], [])
    opened: list[int] = []
    if text.find(MARK) >= 0:
        for mark in _marks(text, language):
            _take(layer, opened, mark)
    for at in opened:
        branch = layer.branches[at]
        message = f"no `variant-budget: end` follows `{branch.text}`"
        layer.troubles.append(Trouble("mark-unclosed", branch.line, message))
    return layer


def _marks(text: bytes, language: str) -> Iterator[_Mark]:
    line = at = 0
    for part in parts_of(text, language):
        source = text[part.first : part.end]
        lexer = lexer_of(source, part.language)
        for token in lexer.pattern.finditer(source):
            if token[0].find(MARK) < 0 or not lexer.is_comment(token[0]):
                continue
            for found in _AT_START.finditer(token[0]):
                first = part.first + token.start() + found.start(1)
                line, at = line + text.count(b"\n", at, first), first
                words = found[1].decode("utf-8", "replace").rstrip(_CLOSING)
                yield _Mark(line, words.split())


def _take(layer: Layer, opened: list[int], mark: _Mark) -> None:
    parent = opened[-1] if opened else -1
    kind, *words = mark.words or [""]
    said = _said(words)
    if kind == "begin" and said and len(opened) == DEEPEST:
        message = f"more than {DEEPEST} marks stand inside each other"
        layer.troubles.append(Trouble("mark-not-understood", mark.line, message))
    elif kind == "begin" and said:
        opened.append(len(layer.branches))
        _start(layer, mark.line, opened[-1])
        shown = one_line(f"variant-budget: {' '.join(mark.words)}")
        layer.branches.append(Branch(mark.line, shown, said, parent))
    elif kind == "end" and not opened:
        message = "`variant-budget: end` without a begin"
        layer.troubles.append(Trouble("mark-not-open", mark.line, message))
    elif kind == "end" and (not words or said == layer.branches[parent].condition):
        opened.pop()
        _start(layer, mark.line + 1, layer.branches[parent].parent)
    else:
        message = f"`{one_line(' '.join(mark.words))}` is not understood"
        layer.troubles.append(Trouble("mark-not-understood", mark.line, message))


def _said(words: list[str]) -> Condition | None:
    """What a mark says; None where it names nothing or a word is none of `dimension=variant`."""
    found = [_WORD.fullmatch(word) for word in words]
    marks = [
        Condition(Sort.MARK, (each[1], *each[2].split(","))) for each in found if each is not None
    ]
    return Condition(Sort.ALL, tuple(marks)) if words and len(marks) == len(words) else None


def _start(layer: Layer, line: int, branch: int) -> None:
    """A mark may begin on the line on which one ends."""
    while layer.starts and layer.starts[-1][0] > line:
        layer.starts.pop()
    layer.starts.append((line, branch))
