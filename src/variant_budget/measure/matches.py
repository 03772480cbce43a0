"""Branches behind an arrow: `match` of Rust and PHP, C#'s `switch` expression, Kotlin's `when`."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from variant_budget.measure.chains import Chain
from variant_budget.measure.headings import braced, parenthesised
from variant_budget.measure.labels import Group, chain_of
from variant_budget.measure.languages import LANGUAGE
from variant_budget.measure.lines import first_line
from variant_budget.measure.outline import Heading, Outline


def _before(_outline: Outline, _at: int) -> None:
    """C#'s subject stands before its word; what stands behind is another kind of `switch`."""


def _up_to_brace(outline: Outline, at: int) -> Heading | None:
    return braced(outline, at, b"match")


class _Style(NamedTuple):
    """The word, its arrow, the subject behind it, and whether an arm ends with its line, not with a comma."""

    word: re.Pattern[bytes]
    arrow: re.Pattern[bytes]
    subject: Callable[[Outline, int], Heading | None] = parenthesised
    by_line: bool = False


def _word(word: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"%s(?<![\w.$>:]%s)(?![\w$!])" % (word, word))


_FAT = re.compile(rb"(=>)|[(\[{]|(;)")
_STYLES = {
    "rust": _Style(_word(b"match"), _FAT, _up_to_brace),
    "php": _Style(_word(b"match"), _FAT),
    "csharp": _Style(_word(b"switch"), _FAT, _before),
    "kotlin": _Style(_word(b"when"), re.compile(rb"(->)|[(\[{]"), by_line=True),
}
_BRACKETS = frozenset({b"(", b"[", b"{"})
_SEMICOLON = 59
_BRACE = re.compile(rb"\s*+\{")
# `Max<int, long>(a)`: what is between brackets such as these is passed over.
_TYPES = rb"[\w\s,.:?&\[\]'*]"
_COMMA = re.compile(rb"(,)|[(\[{]|(?<=[\w:])<(?>(?:%s|<%s*+>)*)>(?=[(:.{])" % (_TYPES, _TYPES))
_METHOD = re.compile(rb"\s*+[.?]")
_BEFORE_ARM = re.compile(rb"[\s,|]*+(#\[)?")
_BEHIND_BLOCK = re.compile(rb"\s*+,?")
_LEADS_ON = (b",", b"||", b"&&")


def match_chains(outline: Outline) -> Iterator[Chain]:
    """The chain of each `match`, `switch` or `when` that has a symbol in a label."""
    style = _STYLES[LANGUAGE[outline.language].definitions]
    for match in style.word.finditer(outline.code):
        subject, body = _heading(outline, match.end(), style)
        end = outline.closes.get(body - 1)
        if end is None or outline.on_one_line(match.start(), end) or not outline.holds(body, end):
            continue
        arms = _arms(outline, body, end, style)
        groups = _by_line(outline, arms, end) if style.by_line else list(arms)
        yield chain_of(outline, groups, has_subject=subject not in {"", "true"})


def _heading(outline: Outline, at: int, style: _Style) -> tuple[str, int]:
    """The subject, and where the arms start; 0 where none do."""
    brace = _BRACE.match(outline.code, at)
    if brace:
        return ("" if style.by_line else "before"), brace.end()
    heading = style.subject(outline, at)
    brace = _BRACE.match(outline.code, heading.body) if heading else None
    return (outline.plain(*heading.condition), brace.end()) if heading and brace else ("", 0)


def _arms(outline: Outline, at: int, end: int, style: _Style) -> Iterator[Group]:
    """Each arm with a comma or a block at its end. By line, what is before the arrow is no label yet."""
    while at < end:
        start = _start(outline, at)
        arrow = _found(outline, style.arrow, start, end)
        if arrow == end or outline.code[arrow] == _SEMICOLON:
            return
        at = arrow + 2 if style.by_line else _body_end(outline, arrow + 2, end)
        yield Group(start, outline.behind(min(at, end), start), [(start, arrow)])


def _start(outline: Outline, at: int) -> int:
    while (before := _BEFORE_ARM.match(outline.code, at)) and before[1]:
        at = outline.closes.get(before.end() - 1, before.end()) + 1
    return before.end() if before else at


def _found(outline: Outline, sign: re.Pattern[bytes], at: int, end: int) -> int:
    """The next such sign that stands in no bracket, or `end`."""
    while found := sign.search(outline.code, at, end):
        if found.lastindex:
            return found.start()
        at = outline.closes.get(found.start(), end) + 1 if found[0] in _BRACKETS else found.end()
    return end


def _body_end(outline: Outline, at: int, end: int) -> int:
    block = _BRACE.match(outline.code, at)
    if block:
        at = outline.closes.get(block.end() - 1, end) + 1
        if not _METHOD.match(outline.code, at):
            comma = _BEHIND_BLOCK.match(outline.code, at)
            return comma.end() if comma else at
    return _found(outline, _COMMA, at, end) + 1


def _by_line(outline: Outline, arms: Iterator[Group], end: int) -> list[Group]:
    """The same arms with the label in front of each arrow, to the line before the next label."""
    groups: list[Group] = []
    behind = -1
    for arm in arms:
        behind = max(behind, arm.start)
        arrow = arm.labels[0][1]
        start = first_line(outline, behind, arrow, _LEADS_ON)
        groups.append(Group(start, end, [(start, arrow)]))
        behind = arrow + 2
    nexts = [*(group.start for group in groups[1:]), end]
    return [
        group._replace(end=outline.behind(after, group.start))
        for group, after in zip(groups, nexts, strict=False)
    ]
